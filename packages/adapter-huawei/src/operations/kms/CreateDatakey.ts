import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { datakeyBody, datakeyErrors, newDatakey } from '../../wire/kms/datakey.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const CreateDatakey = defineOperation({
  ...KMS,
  name: 'KMS:CreateDatakey',
  checks: onKey('kms:cmk:createDataKey'),
  routes: postRoute('create-datakey'),
  toError: withKmsErrors(datakeyErrors),
  input: Type.Object({ body: datakeyBody }),
  async run(context, { body }) {
    const { keyId, plaintext, ciphertext } = await newDatakey(context, body);
    return { key_id: keyId, plain_text: plaintext, cipher_text: ciphertext };
  },
});
