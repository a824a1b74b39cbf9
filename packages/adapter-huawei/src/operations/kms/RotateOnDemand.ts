import { rotateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { loadOwnKey } from '../../wire/kms/key.ts';
import { rejectWithoutRotation } from '../../wire/kms/rotation.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Rotates a key at once, whether or not it rotates by itself. */
export const RotateOnDemand = defineOperation({
  ...KMS,
  name: 'KMS:RotateOnDemand',
  checks: onKey('kms:cmk:rotateOnDemand'),
  routes: postRoute('rotate-on-demand'),
  input: Type.Object({ body: keyBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    rejectWithoutRotation(await loadOwnKey(context, body.key_id));
    const { id } = await rotateKey(services, { vault, id: body.key_id });
    return { key_id: id };
  },
});
