import { type CustomerKey, isSymmetric, newKeyPair, pemOf } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { packAdvanceCiphertext } from '../dkms/ciphertext.ts';
import { instanceError } from '../dkms/errors.ts';
import { Bytes, type InstanceContext } from '../dkms/operation.ts';
import type { InstanceAnswer } from '../dkms/response.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { type CipherRequest, encryptByKey, gcmOf, isSoftwareKey } from './instance-cipher.ts';
import { answerOf, namedKey, workingVersion } from './instance-key.ts';
import { KeyId } from './key-id.ts';
import { keySpecs } from './vendor-names.ts';

const MAX_DATA_KEY_BYTES = 1_024;

/** What the operations that make a data key take. */
export const dataKeyFields = { KeyId, NumberOfBytes: Type.Integer(), Aad: Type.Optional(Bytes) };

/** What the operations that make a key pair take. */
export const keyPairFields = {
  KeyId,
  KeyPairSpec: Type.String(),
  KeyFormat: Type.Optional(Type.String()),
  Aad: Type.Optional(Bytes),
};

type Wrapped = Pick<CipherRequest, 'Algorithm' | 'Aad'> & { readonly KeyId: string };

/** How a data key is enciphered: by the first version, or by the primary in a ciphertext that names it. */
export type Wrapping = 'first' | 'advance';

/**
 * Makes a data key. @throws VendorError InvalidParameter, UnsupportedOperation; DomainError
 */
export async function makeDataKey(
  context: InstanceContext,
  wrapping: Wrapping,
  request: Wrapped & { readonly NumberOfBytes: number },
): Promise<InstanceAnswer> {
  const { NumberOfBytes: length } = request;
  const key = await namedKey(context, request.KeyId);
  if (length < 1 || length > MAX_DATA_KEY_BYTES)
    throw instanceError('parameter', INSTANCE_HELP.dataKeyBytes({ limit: MAX_DATA_KEY_BYTES }));
  const Plaintext = Buffer.from(context.services.ids.bytes(length));
  const { worker, CiphertextBlob, ...wrapped } = await wrap(context, key, wrapping, {
    ...request,
    plaintext: Plaintext,
  });
  return answerOf(worker, { ...wrapped, Plaintext, CiphertextBlob });
}

interface KeyPairRequest extends Wrapped {
  readonly KeyPairSpec: string;
  readonly KeyFormat?: string;
}

/** Makes a key pair, of which the private key is enciphered as a data key is. */
export async function makeKeyPair(
  context: InstanceContext,
  wrapping: Wrapping,
  request: KeyPairRequest,
): Promise<InstanceAnswer> {
  const { KeyPairSpec, KeyFormat } = request;
  const key = await namedKey(context, request.KeyId);
  const spec = keySpecs.find(KeyPairSpec);
  if (spec === undefined) throw instanceError('parameter', INSTANCE_HELP.keyPairSpec);
  const { privateKey, publicKey } = inFormat(KeyFormat, await newKeyPair(spec));
  const { worker, CiphertextBlob, ...wrapped } = await wrap(context, key, wrapping, {
    ...request,
    plaintext: privateKey,
  });
  const pair = { PrivateKeyPlaintext: privateKey, PrivateKeyCiphertextBlob: CiphertextBlob, PublicKey: publicKey };
  return answerOf(worker, { ...wrapped, ...pair, KeyPairSpec });
}

/** The same, without the private key in the clear. */
export async function makeKeyPairWithoutPlaintext(
  context: InstanceContext,
  wrapping: Wrapping,
  request: KeyPairRequest,
): Promise<InstanceAnswer> {
  const { fields, keyVersionId } = await makeKeyPair(context, wrapping, request);
  return { fields: { ...fields, PrivateKeyPlaintext: undefined }, keyVersionId };
}

/** No page says what an absent KeyFormat is. @NOTE unverified */
function inFormat(format = 'PEM', pair: Awaited<ReturnType<typeof newKeyPair>>): typeof pair {
  if (format === 'DER') return pair;
  if (format !== 'PEM') throw instanceError('parameter', INSTANCE_HELP.keyFormat);
  return {
    privateKey: Buffer.from(pemOf('PRIVATE KEY', pair.privateKey)),
    publicKey: Buffer.from(pemOf('PUBLIC KEY', pair.publicKey)),
  };
}

async function wrap(
  context: InstanceContext,
  key: CustomerKey,
  wrapping: Wrapping,
  { Algorithm, Aad, plaintext }: Pick<Wrapped, 'Algorithm' | 'Aad'> & { readonly plaintext: Uint8Array },
) {
  const wanted = { ...(Algorithm !== undefined && { Algorithm }), ...(Aad !== undefined && { Aad }), plaintext };
  rejectUnlessGcm(key, Algorithm);
  if (wrapping === 'advance') {
    const { CiphertextBlob, ...rest } = await encryptAdvance(context, key, wanted);
    return { ...rest, CiphertextBlob };
  }
  const worker = await encryptByKey(context, key, workingVersion(context, 'first'), wanted);
  return { worker, Iv: worker.iv, CiphertextBlob: worker.ciphertext, Algorithm: worker.Algorithm };
}

/** Data keys are enciphered by symmetric keys, in GCM. */
function rejectUnlessGcm(key: CustomerKey, algorithm = gcmOf(key)): void {
  if (algorithm !== gcmOf(key) || !isSymmetric(key.spec))
    throw instanceError('unsupported', INSTANCE_HELP.dataKeysByGcm);
}

/**
 * Encrypts by the primary version, in a ciphertext that says which it was.
 * @throws VendorError UnsupportedOperation for what is no symmetric key of a software instance
 */
export async function encryptAdvance(
  context: InstanceContext,
  key: CustomerKey,
  request: CipherRequest & { readonly plaintext: Uint8Array },
) {
  if (!isSoftwareKey(key) || !key.spec.startsWith('AES') || (request.Algorithm ?? 'AES_GCM') !== 'AES_GCM')
    throw instanceError('unsupported', INSTANCE_HELP.advance);
  const worker = await encryptByKey(context, key, workingVersion(context, 'primary'), request);
  const { iv, ciphertext, version, Algorithm } = worker;
  const CiphertextBlob = packAdvanceCiphertext({ keyVersionId: version.id, iv, sealed: ciphertext });
  return { worker, Iv: iv, CiphertextBlob, Algorithm, KeyVersionId: version.id };
}
