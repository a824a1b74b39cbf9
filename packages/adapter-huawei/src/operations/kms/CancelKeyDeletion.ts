import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { keyBody } from '../../wire/kms/input.ts';
import { KEY_POLICY, loadOwnKey, stateToWire } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

/** The key comes back disabled, or without its material if that is what it waits for. */
export const CancelKeyDeletion = defineOperation({
  ...KMS,
  name: 'KMS:CancelKeyDeletion',
  checks: onKey('kms:cmk:cancelKeyDeletion'),
  routes: postRoute('cancel-key-deletion'),
  toError: withKmsErrors({ domain: { 'key-transition-rejected': 'notScheduled' } }),
  input: Type.Object({ body: keyBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    await loadOwnKey(context, body.key_id);
    const { id, state } = await changeKeyState(services, {
      ref: { vault, id: body.key_id },
      policy: KEY_POLICY,
      action: 'cancel-deletion',
    });
    return { key_id: id, key_state: stateToWire(state) };
  },
});
