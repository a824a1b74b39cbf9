import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { keyToWire } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** Describes one key, whatever the name says. */
export const ListKeyDetail = defineOperation({
  ...KMS,
  name: 'KMS:ListKeyDetail',
  checks: onKey('kms:cmk:get'),
  routes: postRoute('describe-key'),
  input: Type.Object({ body: keyBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    return { key_info: keyToWire(context, await loadKey(services, { vault, id: body.key_id })) };
  },
});
