import { verifyMac } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { macBody, macFromWire, macErrors } from '../../wire/kms/signing.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  ...macBody.properties,
  mac: Type.String({ minLength: 1, maxLength: 128, pattern: '^([0-9a-fA-F]{2})*$' }),
});

export const VerifyMac = defineOperation({
  ...KMS,
  name: 'KMS:VerifyMac',
  checks: onKey('kms:cmk:verifyMac'),
  routes: postRoute('verify-mac'),
  toError: withKmsErrors(macErrors),
  input: Type.Object({ body: Body }),
  async run({ services, vault }, { body }) {
    const mac = Buffer.from(body.mac, 'hex');
    const { key, valid } = await verifyMac(services, { ref: { vault, id: body.key_id }, ...macFromWire(body), mac });
    return { key_id: key.id, mac_algorithm: body.mac_algorithm, mac_valid: valid };
  },
});
