import { macData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { macBody, macFromWire, macErrors } from '../../wire/kms/signing.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const GenerateMac = defineOperation({
  ...KMS,
  name: 'KMS:GenerateMac',
  checks: onKey('kms:cmk:generateMac'),
  routes: postRoute('generate-mac'),
  toError: withKmsErrors(macErrors),
  input: Type.Object({ body: macBody }),
  async run({ services, vault }, { body }) {
    const { key, mac } = await macData(services, { ref: { vault, id: body.key_id }, ...macFromWire(body) });
    return { key_id: key.id, mac_algorithm: body.mac_algorithm, mac: mac.toString('hex') };
  },
});
