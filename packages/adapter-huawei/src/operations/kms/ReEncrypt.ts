import { type Static, Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { hexToWire } from '../../wire/kms/ciphertext.ts';
import { ALL_DATA_ALGORITHMS, type DataAlgorithm, decrypt, encrypt } from '../../wire/kms/data.ts';
import { DATAKEY_BYTES } from '../../wire/kms/datakey.ts';
import { boundField, keyIdField, numberField, numberFromWire } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onBothKeys } from '../../permissions/key-checks.ts';

const algorithmField = Type.Unsafe<DataAlgorithm>(
  Type.String({ enum: ALL_DATA_ALGORITHMS, default: 'SYMMETRIC_DEFAULT' }),
);

/**
 * With `datakey_cipher_length` the ciphertext is a data key's, which goes in hexadecimal; without it, of data, in
 * Base64.
 */
const Body = Type.Object({
  source_key_id: Type.Optional(keyIdField),
  source_additional_authenticated_data: boundField,
  source_encryption_algorithm: algorithmField,
  destination_key_id: keyIdField,
  destination_additional_authenticated_data: boundField,
  destination_encryption_algorithm: algorithmField,
  datakey_cipher_length: Type.Optional(numberField),
  cipher_text: Type.String({ minLength: 1, maxLength: 8192, pattern: '^[0-9a-zA-Z+/=]*$' }),
});

/** Decrypts and encrypts by another key; the plaintext is not shown. */
export const ReEncrypt = defineOperation({
  ...KMS,
  name: 'KMS:ReEncrypt',
  checks: onBothKeys,
  routes: postRoute('re-encrypt'),
  toError: withKmsErrors({
    fields: {
      'body.source_key_id': 'keyId',
      'body.destination_key_id': 'keyId',
      'body.cipher_text': 'ciphertext',
      'body.datakey_cipher_length': 'datakeyCipherLength',
    },
    domain: { 'key-input-invalid': 'ciphertext' },
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const length = datakeyLength(body);
    const source = {
      keyId: body.source_key_id,
      algorithm: body.source_encryption_algorithm,
      bound: body.source_additional_authenticated_data,
    };
    const { keyId, plaintext } = await decrypt(
      context,
      source,
      Buffer.from(body.cipher_text, length === null ? 'base64' : 'hex'),
    );
    if (length !== null && plaintext.length !== length)
      throw kmsError('datakeyCipherMismatch', HELP.datakeyLength({ bytes: plaintext.length }));
    const { destination_key_id: destination, destination_encryption_algorithm: algorithm } = body;
    const ciphertext = await encrypt(
      context,
      { keyId: destination, algorithm, bound: body.destination_additional_authenticated_data },
      plaintext,
    );
    return {
      key_id: destination,
      source_key_id: keyId,
      source_encryption_algorithm: body.source_encryption_algorithm,
      destination_encryption_algorithm: algorithm,
      cipher_text: length === null ? ciphertext.toString('base64') : hexToWire(ciphertext),
    };
  },
});

function datakeyLength({ datakey_cipher_length: length = '' }: Static<typeof Body>): number | null {
  return length === '' ? null : numberFromWire(length, { ...DATAKEY_BYTES, error: 'datakeyCipherLength' });
}
