import { DAY_MS, setKeyRotation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { DEFAULT_ROTATION_DAYS, loadRotatingKey } from '../../wire/kms/rotation.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Turns rotation on, at the interval that the key had before. */
export const EnableKeyRotation = defineOperation({
  ...KMS,
  name: 'KMS:EnableKeyRotation',
  checks: onKey('kms:cmk:enableRotation'),
  routes: postRoute('enable-key-rotation'),
  input: Type.Object({ body: keyBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { rotation } = await loadRotatingKey(context, body.key_id, 'off');
    const intervalMs = rotation.intervalMs ?? DEFAULT_ROTATION_DAYS * DAY_MS;
    await setKeyRotation(services, { vault, id: body.key_id }, { enabled: true, intervalMs });
  },
});
