import { type KeySpec, generateDataKeyPair } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { HuaweiContext } from '../../operation.ts';
import { contextOf, newSalt, packCiphertext } from './ciphertext.ts';
import { keyIdField, sequenceField } from './input.ts';

/** What is asked of a pair to be handed out, beside its spec. */
export const pairFields = {
  key_id: keyIdField,
  with_plain_text: Type.Boolean({ default: true }),
  additional_authenticated_data: Type.Optional(Type.String({ maxLength: 127 })),
  sequence: sequenceField,
};

interface PairBody {
  readonly key_id: string;
  readonly key_spec: string;
  readonly with_plain_text: boolean;
  readonly additional_authenticated_data?: string;
}

/**
 * Makes a key pair to be handed out.
 * @NOTE unverified: the halves are DER in Base64 (SubjectPublicKeyInfo, PKCS #8)
 */
export async function newDatakeyPair(
  { services, vault }: Pick<HuaweiContext, 'services' | 'vault'>,
  body: PairBody,
  spec: KeySpec,
): Promise<object> {
  const salt = newSalt(services.ids);
  const context = contextOf(salt, body.additional_authenticated_data);
  const pair = await generateDataKeyPair(services, { ref: { vault, id: body.key_id }, context, spec });
  return {
    key_id: pair.key.id,
    key_spec: body.key_spec,
    public_key: pair.publicKey.toString('base64'),
    private_key_cipher_text: packCiphertext(salt, pair.ciphertext).toString('base64'),
    ...(body.with_plain_text && { private_key_plain_text: pair.privateKey.toString('base64') }),
  };
}
