import { type AccessCredentialKind, findAccessCredential } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import { DOOR } from '../names.ts';
import type { BkSettings } from '../settings.ts';
import { parsedHeader, presentedCredentials } from '../shown-proofs.ts';
import { firstFilled, readableEsbParameters } from '../wire/parameters.ts';

/** Why a token does not make a user; `null` where none is shown, or nothing is wrong with it. */
export async function explainUser(parts: DoorParts<BkSettings>, exchange: Exchange): Promise<Explanation | null> {
  const { request } = exchange;
  for (const { kind, presented } of presentedCredentials(request)) {
    const wrong = kind === 'app' ? null : await explainToken(parts, exchange, kind, presented);
    if (wrong !== null) return wrong;
  }
  return null;
}

async function explainToken(
  { services }: DoorParts<BkSettings>,
  { request, now }: Exchange,
  kind: AccessCredentialKind,
  presented: string,
): Promise<Explanation | null> {
  const name = kind === 'token' ? 'access token' : 'bk_token';
  const found = await findAccessCredential(services, kind, presented);
  if (found === null) {
    const other = await findAccessCredential(services, kind === 'token' ? 'user-token' : 'token', presented);
    if (other === null)
      return inWords('credential', `nobody here holds this ${name}`, [
        `check the ${name}; the development bk_token is of the user admin`,
      ]);
    const place = kind === 'token' ? 'bk_token' : 'access_token';
    return inWords(
      'credential',
      `this is no ${name}, but a token of the identity ${other.identity.id} of another kind`,
      [`send it as ${place}`],
    );
  }
  if (found.expiresAt !== null && found.expiresAt <= now) {
    return inWords(
      'credential',
      `the ${name} of the identity ${found.identity.id} expired at ${new Date(found.expiresAt).toISOString()}`,
      ['get a new one'],
    );
  }
  if (kind !== 'token') return null;
  const holder = found.attributes[DOOR]?.['app_code'];
  if (typeof holder !== 'string')
    return inWords('credential', `the token of the identity ${found.identity.id} was given through another door`, [
      'send an access token of an app',
    ]);
  const place = parsedHeader(request.headers['x-bkapi-authorization']) ?? readableEsbParameters(request);
  const code = firstFilled(place, 'bk_app_code', 'app_code');
  if (code === '' || code === holder) return null;
  return inWords('credential', `the access token belongs to the app ${holder}`, [
    `send bk_app_code ${holder}, or a token of ${(await findAccessCredential(services, 'app', code)) === null ? 'your app' : code}`,
  ]);
}
