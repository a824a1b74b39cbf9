import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { datakeyBody, datakeyErrors, newDatakey } from '../../wire/kms/datakey.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const CreateDatakeyWithoutPlaintext = defineOperation({
  ...KMS,
  name: 'KMS:CreateDatakeyWithoutPlaintext',
  checks: onKey('kms:cmk:createDataKeyWithoutPlaintext'),
  routes: postRoute('create-datakey-without-plaintext'),
  toError: withKmsErrors(datakeyErrors),
  input: Type.Object({ body: datakeyBody }),
  async run(context, { body }) {
    const { keyId, ciphertext } = await newDatakey(context, body);
    return { key_id: keyId, cipher_text: ciphertext };
  },
});
