import { type AccessCredentialKind, type FoundAccessCredential, findAccessCredential } from '@dragoman/core';
import { type Message, verbatim } from '@dragoman/messages';
import { type DoorParts, type Exchange, type Explanation, type WireRequest, inWords } from '@dragoman/protocol-kit';

import { readableEsbParameters } from '../fronts/esb/parameters.ts';
import { DOOR } from '../names.ts';
import { presentedCredentials } from '../presented-credentials.ts';
import type { BkSettings } from '../settings.ts';
import { authorizationHeader, firstFilled } from '../wire/parameters.ts';
import { MESSAGES } from './messages.ts';

type TokenKind = Exclude<AccessCredentialKind, 'app'>;

/** What a token is called, and the parameter that it is sent in. */
const TOKEN_NAMES: Partial<Record<AccessCredentialKind, { readonly name: Message; readonly parameter: string }>> = {
  token: { name: MESSAGES.accessToken, parameter: 'access_token' },
  'user-token': { name: verbatim('bk_token'), parameter: 'bk_token' },
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
      MESSAGES.tokenExpired({
        token: nameOf(kind),
        id: found.identity.id,
        time: new Date(found.expiresAt).toISOString(),
      }),
      [MESSAGES.newToken],
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
    return inWords('credential', MESSAGES.unknownToken({ token: nameOf(kind) }), [
      MESSAGES.checkToken({ token: nameOf(kind) }),
    ]);
  return inWords('credential', MESSAGES.otherKindOfToken({ token: nameOf(kind), id: other.identity.id }), [
    MESSAGES.sendAs({ parameter: TOKEN_NAMES[otherKind]?.parameter ?? otherKind }),
  ]);
}

/** Whether the app that the request names is the one that the access token was made for. */
async function explainAppOfToken(
  { services }: DoorParts<BkSettings>,
  request: WireRequest,
  found: FoundAccessCredential,
): Promise<Explanation | null> {
  const holder = found.attributes[DOOR]?.['app_code'];
  if (typeof holder !== 'string')
    return inWords('credential', MESSAGES.tokenOfOtherDoor({ id: found.identity.id }), [MESSAGES.sendAppToken]);
  const parameters = authorizationHeader(request) ?? readableEsbParameters(request);
  const code = firstFilled(parameters, 'bk_app_code', 'app_code');
  if (code === '' || code === holder) return null;
  const isKnown = (await findAccessCredential(services, 'app', code)) !== null;
  return inWords('credential', MESSAGES.tokenOfApp({ holder }), [
    MESSAGES.sendAppOfToken({ holder, code: isKnown ? code : MESSAGES.yourApp }),
  ]);
}

function nameOf(kind: TokenKind): Message {
  return TOKEN_NAMES[kind]?.name ?? verbatim(kind);
}
