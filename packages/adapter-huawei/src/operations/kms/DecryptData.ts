import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { DATA_ALGORITHMS, type DataAlgorithm, decrypt } from '../../wire/kms/data.ts';
import { boundField, keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onCiphertext } from '../../permissions/key-checks.ts';

/** The key is named only where a key pair encrypted. */
const Body = Type.Object({
  cipher_text: Type.String({ pattern: '^[0-9a-zA-Z+/=]{128,5648}$' }),
  encryption_algorithm: Type.Unsafe<DataAlgorithm>(
    Type.String({ enum: DATA_ALGORITHMS, default: 'SYMMETRIC_DEFAULT' }),
  ),
  key_id: Type.Optional(keyIdField),
  additional_authenticated_data: boundField,
  sequence: sequenceField,
});

export const DecryptData = defineOperation({
  ...KMS,
  name: 'KMS:DecryptData',
  checks: onCiphertext,
  routes: postRoute('decrypt-data'),
  toError: withKmsErrors({
    fields: { 'body.cipher_text': 'ciphertext' },
    domain: { 'key-operation-unsupported': { field: 'encryption_algorithm' }, 'key-input-invalid': 'ciphertext' },
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const use = { keyId: body.key_id, algorithm: body.encryption_algorithm, bound: body.additional_authenticated_data };
    const { keyId, plaintext } = await decrypt(context, use, Buffer.from(body.cipher_text, 'base64'));
    return { key_id: keyId, plain_text: plaintext.toString(), plain_text_base64: plaintext.toString('base64') };
  },
});
