import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { newDatakeyPair, pairFields } from '../../wire/kms/datakey-pair.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Curves by names that no other operation has. */
const SPECS = {
  ECC_NIST_P256: 'EC_P256',
  ECC_NIST_P384: 'EC_P384',
  ECC_NIST_P521: 'EC_P521',
  ECC_SECG_P256K1: 'EC_SECP256K1',
  SM2: 'SM2',
} as const;

const Body = Type.Object({
  ...pairFields,
  key_spec: Type.Unsafe<keyof typeof SPECS>(Type.String({ enum: Object.keys(SPECS) })),
});

export const CreateEcDatakeyPair = defineOperation({
  ...KMS,
  name: 'KMS:CreateEcDatakeyPair',
  checks: onKey('kms:cmk:createDataKeyPair'),
  routes: postRoute('create-ec-datakey-pair'),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    return newDatakeyPair(context, body, SPECS[body.key_spec]);
  },
});
