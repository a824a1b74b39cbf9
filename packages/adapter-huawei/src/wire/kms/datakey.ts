import { createHash } from 'node:crypto';

import { type CustomerKey, generateDataKey } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';
import { contextOf, hexToWire, newSalt, packCiphertext } from './ciphertext.ts';
import { boundField, keyIdField, numberField, numberFromWire, sequenceField } from './input.ts';

/** What sort of data key is to be made, and how many bits it has. */
const SPEC_BITS = {
  AES_256: 256,
  AES_128: 128,
  SM4: 128,
  HMAC_256: 256,
  HMAC_384: 384,
  HMAC_512: 512,
  HMAC_SM3: 256,
} as const;

type DatakeySpec = keyof typeof SPEC_BITS;

export const datakeyBody = Type.Object({
  key_id: keyIdField,
  key_spec: Type.Unsafe<DatakeySpec>(Type.String({ enum: Object.keys(SPEC_BITS), default: 'AES_256' })),
  datakey_length: Type.Optional(numberField),
  additional_authenticated_data: boundField,
  sequence: sequenceField,
});

export const datakeyErrors = {
  fields: { 'body.key_spec': 'datakeySpec', 'body.datakey_length': 'datakeyLength' },
} as const;

/** Data keys as encrypt-datakey and decrypt-datakey take them, in bytes. */
export const DATAKEY_BYTES = { min: 1, max: 1024 } as const;

/** A data key in hexadecimal, with or without its digest, encrypted or not. */
export const datakeyField = Type.String({ minLength: 8, maxLength: 8192, pattern: '^([0-9a-fA-F]{2})*$' });

/** Makes a data key as it is asked for; the length wins over the spec. @throws VendorError KMS.1901, KMS.1903 */
export async function newDatakey(
  { services, vault }: Pick<HuaweiContext, 'services' | 'vault'>,
  body: Static<typeof datakeyBody>,
) {
  const salt = newSalt(services.ids);
  const { key, ciphertext, plaintext } = await generateDataKey(services, {
    ref: { vault, id: body.key_id },
    context: contextOf(salt, body.additional_authenticated_data),
    bytes: bitsOf(body) / 8,
  });
  return { keyId: key.id, plaintext: hexToWire(plaintext), ciphertext: hexToWire(packCiphertext(salt, ciphertext)) };
}

function bitsOf({ key_spec: spec, datakey_length: length = '' }: Static<typeof datakeyBody>): number {
  if (length === '') return SPEC_BITS[spec];
  const bits = numberFromWire(length, { min: 8, max: 8192, error: 'datakeyLength' });
  if (bits % 8 !== 0) throw kmsError('datakeyBytes', HELP.datakeyBits);
  return bits;
}

/** How many bytes {@link datakeyDigest} has. */
export const DIGEST_BYTES = 32;

/** The digest that goes with a data key, by the kind of the key that encrypts it. */
export function datakeyDigest({ spec }: Pick<CustomerKey, 'spec'>, datakey: Uint8Array): Buffer {
  return createHash(spec === 'SM4' ? 'sm3' : 'sha256')
    .update(datakey)
    .digest();
}
