import { findAccessCredential } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import type { AliyunSettings } from '../settings.ts';
import { presentedCredentials } from '../presented-credentials.ts';
import { MESSAGES } from './messages.ts';

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
      ? inWords('credential', MESSAGES.unknownBearer, [MESSAGES.sendToken])
      : inWords('credential', MESSAGES.keyIdForBearer({ id: key.identity.id }), [MESSAGES.signWithIt]);
  }
  if (found.expiresAt === null || found.expiresAt > now) return null;
  return inWords(
    'credential',
    MESSAGES.bearerExpired({ id: found.identity.id, time: new Date(found.expiresAt).toISOString() }),
    [MESSAGES.newToken],
  );
}
