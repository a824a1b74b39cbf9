import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { datakeyBody, datakeyRejections, newDatakey } from '../../wire/kms/datakey.ts';
import { KMS, posted } from './define.ts';

export const CreateDatakeyWithoutPlaintext = defineOperation({
  ...KMS,
  name: 'KMS:CreateDatakeyWithoutPlaintext',
  routes: posted('create-datakey-without-plaintext'),
  rejections: datakeyRejections,
  input: Type.Object({ body: datakeyBody }),
  async run(context, { body }) {
    const { keyId, ciphertext } = await newDatakey(context, body);
    return { key_id: keyId, cipher_text: ciphertext };
  },
});
