import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { DATA_ALGORITHMS, type DataAlgorithm, encrypt } from '../../wire/kms/data.ts';
import { boundField, keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  key_id: keyIdField,
  plain_text: Type.String({ minLength: 1, maxBytes: 4096 }),
  encryption_algorithm: Type.Unsafe<DataAlgorithm>(
    Type.String({ enum: DATA_ALGORITHMS, default: 'SYMMETRIC_DEFAULT' }),
  ),
  additional_authenticated_data: boundField,
  sequence: sequenceField,
});

export const EncryptData = defineOperation({
  ...KMS,
  name: 'KMS:EncryptData',
  checks: onKey('kms:cmk:encryptData'),
  routes: postRoute('encrypt-data'),
  toError: withKmsErrors({
    domain: {
      'key-operation-unsupported': { field: 'encryption_algorithm' },
      'key-input-invalid': { field: 'plain_text' },
    },
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const use = { keyId: body.key_id, algorithm: body.encryption_algorithm, bound: body.additional_authenticated_data };
    const ciphertext = await encrypt(context, use, Buffer.from(body.plain_text));
    return { key_id: body.key_id, cipher_text: ciphertext.toString('base64') };
  },
});
