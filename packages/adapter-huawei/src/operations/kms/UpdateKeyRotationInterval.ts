import { DAY_MS, setKeyRotation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { keyIdField, sequenceField } from '../../wire/kms/input.ts';
import { loadRotatingKey } from '../../wire/kms/rotation.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** The interval is in days, and one of the few numbers that stand in no string. */
const Body = Type.Object({
  key_id: keyIdField,
  rotation_interval: Type.Integer({ minimum: 30, maximum: 365 }),
  sequence: sequenceField,
});

export const UpdateKeyRotationInterval = defineOperation({
  ...KMS,
  name: 'KMS:UpdateKeyRotationInterval',
  checks: onKey('kms:cmk:updateRotation'),
  routes: postRoute('update-key-rotation-interval'),
  toError: withKmsErrors({ fields: { 'body.rotation_interval': 'rotationInterval' } }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    await loadRotatingKey(context, body.key_id, 'on');
    await setKeyRotation(
      services,
      { vault, id: body.key_id },
      { enabled: true, intervalMs: body.rotation_interval * DAY_MS },
    );
  },
});
