import {
  type CustomerKey,
  type BlockUse,
  decryptAsymmetric,
  decryptInMode,
  encryptAsymmetric,
  encryptInMode,
  isSymmetric,
  type OpenedBy,
  type VersionChoice,
  versionOf,
} from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { instanceError } from '../dkms/errors.ts';
import { Bytes, type InstanceContext } from '../dkms/operation.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { keyRefFromWire } from './key-id.ts';
import { protectionLevelOf } from './key-metadata.ts';
import { encryptionAlgorithms } from './vendor-names.ts';

/** How a request wants to encrypt; GCM or RSAES_OAEP_SHA_256 where it does not say. */
export const cipherFields = {
  Algorithm: Type.Optional(Type.String()),
  Aad: Type.Optional(Bytes),
  Iv: Type.Optional(Bytes),
  PaddingMode: Type.Optional(Type.String()),
};

export interface CipherRequest {
  readonly Algorithm?: string;
  readonly Aad?: Uint8Array;
  readonly Iv?: Uint8Array;
  readonly PaddingMode?: string;
}

/** By the first part of a key's spec (page "Key types and specifications", 2026-03-31; SM4 in GCM alone). */
const MODES: Readonly<Record<string, Readonly<Record<string, BlockUse['mode']>>>> = {
  AES: { AES_GCM: 'gcm', AES_CBC: 'cbc', AES_ECB: 'ecb' },
  SM4: { SM4_GCM: 'gcm' },
};
const MAX_AAD_BYTES = 8_192;
const NOTHING = Buffer.alloc(0);

/** What was encrypted or decrypted, and how. */
export interface Ciphered extends OpenedBy {
  readonly Algorithm: string;
  /** Of CBC and ECB alone. */
  readonly PaddingMode: string | undefined;
}

/** Whether a key is one of a software instance, for which the Advance operations are. */
export function isSoftwareKey(key: CustomerKey): boolean {
  return protectionLevelOf(key) === 'SOFTWARE' && key.origin === 'service';
}

/** @throws VendorError UnsupportedOperation, InvalidParameter; DomainError */
export async function encryptByKey(
  context: InstanceContext,
  key: CustomerKey,
  choice: VersionChoice,
  request: CipherRequest & { readonly plaintext: Uint8Array },
): Promise<Ciphered & { readonly iv: Uint8Array; readonly ciphertext: Buffer }> {
  const { services } = context;
  const { plaintext, Iv } = request;
  if (!isSymmetric(key.spec)) {
    const { Algorithm, ...use } = asymmetricUse(context, key, choice, request);
    const done = await encryptAsymmetric(services, { ...use, plaintext });
    return { ...done, iv: NOTHING, Algorithm, PaddingMode: undefined };
  }
  const { use, ...names } = symmetricUse(context, key, choice, request);
  const done = await encryptInMode(services, { ...use, plaintext, ...(Iv !== undefined && { iv: Iv }) });
  return { ...done, ...names };
}

/** @throws InvalidInputError where an Iv is needed; VendorError UnsupportedOperation, InvalidParameter; DomainError */
export async function decryptByKey(
  context: InstanceContext,
  key: CustomerKey,
  choice: VersionChoice,
  request: CipherRequest & { readonly ciphertext: Uint8Array },
): Promise<Ciphered & { readonly plaintext: Buffer }> {
  const { services } = context;
  const { ciphertext, Iv } = request;
  if (!isSymmetric(key.spec)) {
    const { Algorithm, ...use } = asymmetricUse(context, key, choice, request);
    return { ...(await decryptAsymmetric(services, { ...use, ciphertext })), Algorithm, PaddingMode: undefined };
  }
  const { use, ...names } = symmetricUse(context, key, choice, request);
  if (Iv === undefined && use.mode !== 'ecb')
    throw new InvalidInputError('Iv', 'required', INSTANCE_HELP.ivOfCiphertext);
  return { ...(await decryptInMode(services, { ...use, ciphertext, iv: Iv ?? NOTHING })), ...names };
}

function asymmetricUse(
  context: InstanceContext,
  key: CustomerKey,
  choice: VersionChoice,
  { Algorithm }: CipherRequest,
) {
  const name = Algorithm ?? (key.spec === 'SM2' ? 'SM2PKE' : 'RSAES_OAEP_SHA_256');
  const algorithm = encryptionAlgorithms.find(name);
  if (algorithm === undefined) throw instanceError('unsupported', INSTANCE_HELP.pairNoEncrypt({ spec: key.spec }));
  return { ref: keyRefFromWire(context, key.id), versionId: versionOf(key, choice).id, algorithm, Algorithm: name };
}

/** CBC and ECB are for keys of hardware instances and external ones alone. */
function symmetricUse(
  context: InstanceContext,
  key: CustomerKey,
  version: VersionChoice,
  { Algorithm = gcmOf(key), Aad = NOTHING, PaddingMode }: CipherRequest,
): { readonly use: BlockUse; readonly Algorithm: string; readonly PaddingMode: string | undefined } {
  const modes = MODES[cipherOf(key)] ?? {};
  const mode = Object.hasOwn(modes, Algorithm) ? modes[Algorithm] : undefined;
  if (mode === undefined) throw instanceError('unsupported', INSTANCE_HELP.symmetricAlgorithms);
  if (mode !== 'gcm' && isSoftwareKey(key)) throw instanceError('unsupported', INSTANCE_HELP.hsmAlgorithms);
  if (Aad.length > (mode === 'gcm' ? MAX_AAD_BYTES : 0))
    throw instanceError('parameter', INSTANCE_HELP.aad({ limit: MAX_AAD_BYTES }));
  const padding = mode === 'gcm' ? undefined : paddingFromWire(PaddingMode);
  const ref = keyRefFromWire(context, key.id);
  const use = { ref, version, mode, bound: Aad, isPadded: padding !== 'NO_PADDING' };
  return { use, Algorithm, PaddingMode: padding };
}

/** `AES` or `SM4`. */
function cipherOf({ spec }: CustomerKey): string {
  return spec.split('_', 1)[0] ?? '';
}

/** What a symmetric key encrypts by where nobody says otherwise, and data keys always. */
export function gcmOf(key: CustomerKey): string {
  return `${cipherOf(key)}_GCM`;
}

function paddingFromWire(mode = 'PKCS7_PADDING'): string {
  if (mode === 'PKCS7_PADDING' || mode === 'NO_PADDING') return mode;
  throw instanceError('parameter', INSTANCE_HELP.padding);
}
