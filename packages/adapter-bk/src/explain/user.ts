import { type AccessCredentialKind, type FoundAccessCredential, findAccessCredential } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, type WireRequest, inWords } from '@dragoman/protocol-kit';

import { readableEsbParameters } from '../fronts/esb/parameters.ts';
import { DOOR } from '../names.ts';
import { presentedCredentials } from '../presented-credentials.ts';
import type { BkSettings } from '../settings.ts';
import { authorizationHeader, firstFilled } from '../wire/parameters.ts';

type TokenKind = Exclude<AccessCredentialKind, 'app'>;

/** What a token is called, and the parameter that it is sent in. */
const TOKEN_NAMES: Partial<Record<AccessCredentialKind, { readonly name: string; readonly parameter: string }>> = {
  token: { name: 'access token', parameter: 'access_token' },
  'user-token': { name: 'bk_token', parameter: 'bk_token' },
};

/** Why a token does not make a user; `null` where none is presented, or nothing is wrong with it. */
export async function explainUser(parts: DoorParts<BkSettings>, exchange: Exchange): Promise<Explanation | null> {
  for (const { kind, presented } of presentedCredentials(exchange.request)) {
    const wrong = kind === 'app' ? null : await explainToken(parts, exchange, kind, presented);
    if (wrong !== null) return wrong;
  }
  return null;
}

async function explainToken(
  parts: DoorParts<BkSettings>,
  { request, now }: Exchange,
  kind: TokenKind,
  presented: string,
): Promise<Explanation | null> {
  const found = await findAccessCredential(parts.services, kind, presented);
  if (found === null) return explainUnknownToken(parts, kind, presented);
  if (found.expiresAt !== null && found.expiresAt <= now) {
    return inWords(
      'credential',
      `the ${nameOf(kind)} of the identity ${found.identity.id} expired at ${new Date(found.expiresAt).toISOString()}`,
      ['get a new one'],
    );
  }
  return kind === 'token' ? explainAppOfToken(parts, request, found) : null;
}

async function explainUnknownToken(
  { services }: DoorParts<BkSettings>,
  kind: TokenKind,
  presented: string,
): Promise<Explanation> {
  const otherKind = kind === 'token' ? 'user-token' : 'token';
  const other = await findAccessCredential(services, otherKind, presented);
  if (other === null)
    return inWords('credential', `nobody here holds this ${nameOf(kind)}`, [
      `check the ${nameOf(kind)}; the development bk_token is of the user admin`,
    ]);
  return inWords(
    'credential',
    `this is no ${nameOf(kind)}, but a token of the identity ${other.identity.id} of another kind`,
    [`send it as ${TOKEN_NAMES[otherKind]?.parameter ?? otherKind}`],
  );
}

/** Whether the app that the request names is the one that the access token was made for. */
async function explainAppOfToken(
  { services }: DoorParts<BkSettings>,
  request: WireRequest,
  found: FoundAccessCredential,
): Promise<Explanation | null> {
  const holder = found.attributes[DOOR]?.['app_code'];
  if (typeof holder !== 'string')
    return inWords('credential', `the token of the identity ${found.identity.id} was given through another door`, [
      'send an access token of an app',
    ]);
  const parameters = authorizationHeader(request) ?? readableEsbParameters(request);
  const code = firstFilled(parameters, 'bk_app_code', 'app_code');
  if (code === '' || code === holder) return null;
  const isKnown = (await findAccessCredential(services, 'app', code)) !== null;
  return inWords('credential', `the access token belongs to the app ${holder}`, [
    `send bk_app_code ${holder}, or a token of ${isKnown ? code : 'your app'}`,
  ]);
}

function nameOf(kind: TokenKind): string {
  return TOKEN_NAMES[kind]?.name ?? kind;
}
