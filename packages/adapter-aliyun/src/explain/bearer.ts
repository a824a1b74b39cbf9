import { findAccessCredential } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import type { AliyunSettings } from '../settings.ts';
import { presentedCredentials } from '../presented-credentials.ts';

/** Why a bearer token is rejected; `null` where nothing is wrong with it. */
export async function explainBearer(
  { services }: Pick<DoorParts<AliyunSettings>, 'services'>,
  { request, now }: Exchange,
): Promise<Explanation | null> {
  const token = presentedCredentials(request)[0]?.presented ?? '';
  const found =
    (await findAccessCredential(services, 'token', token)) ??
    (await findAccessCredential(services, 'user-token', token));
  if (found === null) {
    const key = await findAccessCredential(services, 'access-key', token);
    return key === null
      ? inWords('credential', 'nobody here holds this bearer token', [
          'send a token of an identity here, or sign with an access key',
        ])
      : inWords('credential', `this is an access key id of the identity ${key.identity.id}, not a bearer token`, [
          'sign with the key',
        ]);
  }
  if (found.expiresAt === null || found.expiresAt > now) return null;
  return inWords(
    'credential',
    `the bearer token of the identity ${found.identity.id} expired at ${new Date(found.expiresAt).toISOString()}`,
    ['get a new token'],
  );
}
