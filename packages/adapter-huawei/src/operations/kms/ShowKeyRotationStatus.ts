import { DAY_MS, loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { rejectWithoutRotation } from '../../wire/kms/rotation.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/**
 * The interval is 0 until rotation is switched on for the first time: Terraform's provider keeps what it reads, and
 * takes any other number only with rotation on.
 */
export const ShowKeyRotationStatus = defineOperation({
  ...KMS,
  name: 'KMS:ShowKeyRotationStatus',
  checks: onKey('kms:cmk:getRotation'),
  routes: postRoute('get-key-rotation-status'),
  input: Type.Object({ body: keyBody }),
  async run({ services, vault }, { body }) {
    const key = await loadKey(services, { vault, id: body.key_id });
    rejectWithoutRotation(key);
    const { enabled, intervalMs, lastAt } = key.rotation;
    return {
      key_rotation_enabled: enabled,
      rotation_interval: intervalMs === null ? 0 : intervalMs / DAY_MS,
      last_rotation_time: lastAt === null ? '' : String(lastAt),
      number_of_rotations: key.versions.length - 1,
    };
  },
});
