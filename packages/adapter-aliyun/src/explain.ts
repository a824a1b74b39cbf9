import { findAccessCredential, knownAccessCredentials } from '@dragoman/core';
import { type DoorParts, type Exchange, type Explanation, inWords, nearestNames } from '@dragoman/protocol-kit';

import { apiOf } from './apis.ts';
import { explainBearer } from './explain/bearer.ts';
import { explainClientKey } from './explain/client-key.ts';
import { CLIENT_KEY_TYPE } from './auth/rpc-v1.ts';
import { explainAcs3 } from './explain/acs3.ts';
import { MESSAGES } from './explain/messages.ts';
import { MAX_OTHER_KEYS, type Signer } from './explain/signer.ts';
import { explainV1 } from './explain/v1.ts';
import type { AliyunSettings } from './settings.ts';
import { presentedCredentials } from './presented-credentials.ts';
import { calledAction, parseRequest } from './wire/request.ts';

/**
 * Why a request is rejected before its operation is asked; `null` where action and credentials are right, or the
 * error says it all.
 */
export async function explain(parts: DoorParts<AliyunSettings>, exchange: Exchange): Promise<Explanation | null> {
  const { request } = exchange;
  const parsed = parseRequest(request);
  const { action, version } = calledAction(request, parsed);
  const api = apiOf(version);
  if (request.path !== '/' || action === '' || api === null) return null;
  const operation = api.find(action);
  if (operation === null) return unknownAction(action, api);
  if (operation.unsigned === true || parts.authMode === 'lenient') return null;
  if (parsed.scheme === 'bearer') return explainBearer(parts, exchange);
  if (parsed.scheme !== 'V1' && parsed.scheme !== 'ACS3') return null;
  if (parsed.params.get('SignatureType') === CLIENT_KEY_TYPE) return explainClientKey(parts, exchange, parsed);
  const signer = await signerOf(parts, exchange);
  return parsed.scheme === 'V1'
    ? explainV1(signer, exchange, parsed, parts.settings)
    : explainAcs3(signer, exchange, parsed, parts.settings);
}

function unknownAction(action: string, api: NonNullable<ReturnType<typeof apiOf>>): Explanation {
  if (api.isKnown(action)) return inWords('route', MESSAGES.notImplemented({ action }), []);
  const nearest = nearestNames(action, api.names);
  return {
    ...inWords(
      'route',
      MESSAGES.unknownInVersion({ version: api.version }),
      nearest.slice(0, 1).map(({ operation }) => MESSAGES.callAction({ operation })),
    ),
    nearest,
  };
}

/** Who signs, by the key id that the request shows; `accessCredential` is `null` where nobody has it. */
async function signerOf({ services }: DoorParts<AliyunSettings>, { request }: Exchange): Promise<Signer> {
  const keyId = presentedCredentials(request)[0]?.presented ?? '';
  const accessCredential = await findAccessCredential(services, 'access-key', keyId);
  const known = await knownAccessCredentials(services, 'access-key', MAX_OTHER_KEYS);
  return {
    keyId,
    accessCredential,
    swapped: accessCredential === null ? (known.find(({ secret }) => secret === keyId)?.identity.id ?? null) : null,
    others: known.flatMap(({ identity, lookup, secret }) =>
      secret === null || lookup === keyId ? [] : [{ identityId: identity.id, secret }],
    ),
  };
}
