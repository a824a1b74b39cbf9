import { type DoorParts, type Exchange, type Explanation, inWords } from '@dragoman/protocol-kit';

import { readV1 } from '../auth/rpc-v1.ts';
import { gatewayFrontendErrors } from '../errors/frontend-errors.ts';
import { findClientKey, isInForce } from '../instances/client-key.ts';
import type { AliyunSettings } from '../settings.ts';
import type { Parsed } from '../wire/request.ts';
import { MESSAGES } from './messages.ts';

/** Why a request by a client key is rejected; `null` where nothing is wrong with it, or its parameters say it all. */
export async function explainClientKey(
  parts: DoorParts<AliyunSettings>,
  { request, now }: Exchange,
  { params }: Parsed,
): Promise<Explanation | null> {
  if (['AccessKeyId', 'Signature'].some((name) => (params.get(name) ?? '') === '')) return null;
  if (params.get('SignatureVersion') !== '1.0') return null;
  if (params.get('SignatureMethod') !== 'SHA256withRSA')
    return inWords('credential', MESSAGES.clientKeyMethod, [MESSAGES.sendClientKeyMethod]);
  const id = params.get('AccessKeyId') ?? '';
  const found = await findClientKey(parts, id);
  if (found === null) return inWords('credential', MESSAGES.unknownClientKey, [MESSAGES.createClientKey]);
  const { notBefore, notAfter, certificate } = found.key;
  if (!isInForce(found.key, now))
    return inWords('credential', MESSAGES.clientKeyTimes({ from: notBefore, to: notAfter }), [MESSAGES.newClientKey]);
  if (readV1(request.method, params, gatewayFrontendErrors).matches(certificate)) return null;
  return inWords('credential', MESSAGES.clientKeySignature({ id }), [MESSAGES.openClientKey]);
}
