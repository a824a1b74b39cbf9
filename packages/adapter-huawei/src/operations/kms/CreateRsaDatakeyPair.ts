import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { newDatakeyPair, pairFields } from '../../wire/kms/datakey-pair.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  ...pairFields,
  key_spec: Type.Union([Type.Literal('RSA_2048'), Type.Literal('RSA_3072'), Type.Literal('RSA_4096')]),
});

export const CreateRsaDatakeyPair = defineOperation({
  ...KMS,
  name: 'KMS:CreateRsaDatakeyPair',
  checks: onKey('kms:cmk:createDataKeyPair'),
  routes: postRoute('create-rsa-datakey-pair'),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    return newDatakeyPair(context, body, body.key_spec);
  },
});
