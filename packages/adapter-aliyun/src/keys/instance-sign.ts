import { type CustomerKey, type SignData, versionOf } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, type TObject, Type } from '@sinclair/typebox';

import { instanceError } from '../dkms/errors.ts';
import { Bytes, type InstanceContext } from '../dkms/operation.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { namedKey, workingVersion } from './instance-key.ts';
import { KeyId, keyRefFromWire } from './key-id.ts';
import { signatureAlgorithms } from './vendor-names.ts';

/** What is signed: a Message, which is one (RAW) or a digest (DIGEST); or the Digest that older SDKs send. */
export const signFields = {
  KeyId,
  Digest: Type.Optional(Bytes),
  Algorithm: Type.Optional(Type.String()),
  Message: Type.Optional(Bytes),
  MessageType: Type.Optional(Type.String()),
};

type SignRequest = Static<TObject<typeof signFields>>;

/** @throws InvalidInputError, VendorError InvalidParameter, UnsupportedOperation; DomainError */
export async function signUse(
  context: InstanceContext,
  request: SignRequest,
): Promise<{ readonly use: SignData; readonly Algorithm: string; readonly MessageType: string }> {
  const key = await namedKey(context, request.KeyId);
  const Algorithm = request.Algorithm ?? usualAlgorithm(key);
  const algorithm = signatureAlgorithms.find(Algorithm);
  if (algorithm === undefined) throw instanceError('unsupported', INSTANCE_HELP.noAlgorithm);
  const ref = keyRefFromWire(context, key.id);
  const versionId = versionOf(key, workingVersion(context, 'first')).id;
  const { input, MessageType } = signInput(request);
  return { use: { ref, versionId, algorithm, ...input }, Algorithm, MessageType };
}

function signInput({ Message, Digest, MessageType }: SignRequest) {
  if (Message === undefined && Digest !== undefined) return { input: { digest: Digest }, MessageType: 'DIGEST' };
  if (Message === undefined) throw new InvalidInputError('Message', 'required', INSTANCE_HELP.messageToSign);
  const type = MessageType ?? 'RAW';
  if (type === 'RAW') return { input: { message: Message }, MessageType: type };
  if (type === 'DIGEST') return { input: { digest: Message }, MessageType: type };
  throw instanceError('parameter', INSTANCE_HELP.messageType);
}

/** RSA_PSS_SHA_256 is documented; for curves each has one alone. */
function usualAlgorithm({ spec }: CustomerKey): string {
  if (spec.startsWith('RSA')) return 'RSA_PSS_SHA_256';
  return spec === 'SM2' ? 'SM2DSA' : 'ECDSA_SHA_256';
}
