import { setKeyRotation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { loadRotatingKey } from '../../wire/kms/rotation.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const DisableKeyRotation = defineOperation({
  ...KMS,
  name: 'KMS:DisableKeyRotation',
  checks: onKey('kms:cmk:disableRotation'),
  routes: postRoute('disable-key-rotation'),
  input: Type.Object({ body: keyBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    await loadRotatingKey(context, body.key_id, 'on');
    await setKeyRotation(services, { vault, id: body.key_id }, { enabled: false, intervalMs: null });
  },
});
