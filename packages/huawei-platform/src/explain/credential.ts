import { type FoundAccessCredential, findAccessCredential } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import { verifyToken } from '../auth/token.ts';
import type { PlatformSettings } from '../settings.ts';
import { presentedCredentials } from '../presented-credentials.ts';
import { MESSAGES } from './messages.ts';

const DEVELOPMENT = MESSAGES.developmentUser;

/** Why a token or a login is rejected; `null` where nothing is wrong with it. */
export async function explainCredential(
  { services, authMode }: Pick<DoorParts<PlatformSettings>, 'services' | 'authMode'>,
  { request, now }: Exchange,
): Promise<Explanation | null> {
  if (authMode === 'lenient') return null;
  const [accessCredential] = presentedCredentials(request);
  if (accessCredential === undefined) return inWords('credential', MESSAGES.noCredential, [MESSAGES.signOrToken]);
  const found = await findAccessCredential(services, accessCredential.kind, accessCredential.presented);
  if (accessCredential.kind === 'token')
    return found === null
      ? explainUnknownToken({ services }, accessCredential.presented)
      : explainKnownToken(found, now);
  if (accessCredential.kind === 'password' && found === null)
    return inWords('credential', MESSAGES.unknownUser, [MESSAGES.checkUser({ development: DEVELOPMENT })]);
  // Whether the password is the right one is the operation's to check, and its rejection says so.
  return null;
}

function explainKnownToken(found: FoundAccessCredential, now: number): Explanation | null {
  if (verifyToken(found, now).fits) return null;
  const ended = new Date(found.expiresAt ?? now).toISOString();
  return inWords('credential', MESSAGES.tokenExpired({ id: found.identity.id, ended }), [MESSAGES.fetchNewToken]);
}

async function explainUnknownToken(
  { services }: Pick<DoorParts<PlatformSettings>, 'services'>,
  presented: string,
): Promise<Explanation> {
  const user = await findAccessCredential(services, 'user-token', presented);
  if (user !== null) return inWords('credential', MESSAGES.userToken({ id: user.identity.id }), [MESSAGES.fetchToken]);
  const key = await findAccessCredential(services, 'access-key', presented);
  if (key !== null)
    return inWords('credential', MESSAGES.keyIdForToken({ id: key.identity.id }), [MESSAGES.signOrFetchToken]);
  return inWords('credential', MESSAGES.unknownToken, [MESSAGES.fetchTokenHere]);
}
