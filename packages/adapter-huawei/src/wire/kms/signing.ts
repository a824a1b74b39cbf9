import type { MacAlgorithm, SignatureAlgorithm, SignInput } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { invalidField } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { base64Field, keyIdField, sequenceField } from './input.ts';

const SIGNATURES = {
  RSASSA_PSS_SHA_256: 'pss-sha256',
  RSASSA_PSS_SHA_384: 'pss-sha384',
  RSASSA_PSS_SHA_512: 'pss-sha512',
  RSASSA_PKCS1_V1_5_SHA_256: 'pkcs1-sha256',
  RSASSA_PKCS1_V1_5_SHA_384: 'pkcs1-sha384',
  RSASSA_PKCS1_V1_5_SHA_512: 'pkcs1-sha512',
  ECDSA_SHA_256: 'ecdsa-sha256',
  ECDSA_SHA_384: 'ecdsa-sha384',
  ECDSA_SHA_512: 'ecdsa-sha512',
  SM2DSA_SM3: 'sm2-sm3',
} as const satisfies Record<string, SignatureAlgorithm>;

const MACS = {
  HMAC_SHA_256: 'hmac-sha256',
  HMAC_SHA_384: 'hmac-sha384',
  HMAC_SHA_512: 'hmac-sha512',
  HMAC_SM3: 'hmac-sm3',
} as const satisfies Record<string, MacAlgorithm>;

/** What sign and verify take alike. */
export const signBody = Type.Object({
  key_id: keyIdField,
  message: base64Field({ maxLength: 4096 }),
  message_type: Type.Union([Type.Literal('DIGEST'), Type.Literal('RAW')], { default: 'DIGEST' }),
  signing_algorithm: Type.Unsafe<keyof typeof SIGNATURES>(Type.String({ enum: Object.keys(SIGNATURES) })),
  sequence: sequenceField,
});

export const signErrors = {
  domain: { 'key-operation-unsupported': { field: 'signing_algorithm' }, 'key-input-invalid': 'digestLength' },
} as const;

/** What is to be signed, and how. */
export function signFromWire(body: Static<typeof signBody>): SignInput & { readonly algorithm: SignatureAlgorithm } {
  const bytes = Buffer.from(body.message, 'base64');
  return {
    algorithm: SIGNATURES[body.signing_algorithm],
    ...(body.message_type === 'RAW' ? { message: bytes } : { digest: bytes }),
  };
}

/** What generate-mac and verify-mac take alike; the message has up to 4096 bytes. */
export const macBody = Type.Object({
  key_id: keyIdField,
  mac_algorithm: Type.Unsafe<keyof typeof MACS>(Type.String({ enum: Object.keys(MACS) })),
  message: base64Field({ maxLength: 5464 }),
});

export const macErrors = { domain: { 'key-operation-unsupported': { field: 'mac_algorithm' } } } as const;

/** @throws VendorError KMS.0308 for a message that is empty or too long */
export function macFromWire(body: Static<typeof macBody>): {
  readonly algorithm: MacAlgorithm;
  readonly message: Uint8Array;
} {
  const message = Buffer.from(body.message, 'base64');
  if (message.length === 0 || message.length > 4096) throw invalidField('message', HELP.messageBytes);
  return { algorithm: MACS[body.mac_algorithm], message };
}
