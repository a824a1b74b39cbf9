import { type FoundAccessCredential, findAccessCredential } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import { verifyToken } from '../auth/token.ts';
import type { PlatformSettings } from '../settings.ts';
import { presentedCredentials } from '../presented-credentials.ts';

const DEVELOPMENT = 'the development user is dragoman of the domain dragoman';

/** Why a token or a login is rejected; `null` where nothing is wrong with it. */
export async function explainCredential(
  { services, authMode }: Pick<DoorParts<PlatformSettings>, 'services' | 'authMode'>,
  { request, now }: Exchange,
): Promise<Explanation | null> {
  if (authMode === 'lenient') return null;
  const [accessCredential] = presentedCredentials(request);
  if (accessCredential === undefined)
    return inWords('credential', 'the request shows no credential of who sends it', [
      'sign it, or send a token in X-Auth-Token',
    ]);
  const found = await findAccessCredential(services, accessCredential.kind, accessCredential.presented);
  if (accessCredential.kind === 'token')
    return found === null
      ? explainUnknownToken({ services }, accessCredential.presented)
      : explainKnownToken(found, now);
  if (accessCredential.kind === 'password' && found === null)
    return inWords('credential', 'nobody here has this user name in this domain', [
      `check the names of user and domain: ${DEVELOPMENT}`,
    ]);
  // Whether the password is the right one is the operation's to check, and its rejection says so.
  return null;
}

function explainKnownToken(found: FoundAccessCredential, now: number): Explanation | null {
  if (verifyToken(found, now).fits) return null;
  const ended = new Date(found.expiresAt ?? now).toISOString();
  return inWords('credential', `the token of the identity ${found.identity.id} expired at ${ended}`, [
    'fetch a new token with POST /v3/auth/tokens',
  ]);
}

async function explainUnknownToken(
  { services }: Pick<DoorParts<PlatformSettings>, 'services'>,
  presented: string,
): Promise<Explanation> {
  const user = await findAccessCredential(services, 'user-token', presented);
  if (user !== null)
    return inWords('credential', `this is a user token of the identity ${user.identity.id}, which IAM does not take`, [
      'fetch a token with POST /v3/auth/tokens',
    ]);
  const key = await findAccessCredential(services, 'access-key', presented);
  if (key !== null)
    return inWords('credential', `this is an access key id of the identity ${key.identity.id}, not a token`, [
      'sign with the key, or fetch a token with POST /v3/auth/tokens',
    ]);
  return inWords('credential', 'nobody here holds this token', [
    'fetch a token with POST /v3/auth/tokens of this gateway: ' +
      'tokens of another, or of one before a restart without its state, are unknown',
  ]);
}
