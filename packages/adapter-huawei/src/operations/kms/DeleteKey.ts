import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { keyIdField, numberField, numberFromWire, sequenceField } from '../../wire/kms/input.ts';
import { KEY_POLICY, loadOwnKey, stateToWire } from '../../wire/kms/key.ts';
import { KMS, postRoute } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({ key_id: keyIdField, pending_days: numberField, sequence: sequenceField });

/** Schedules a deletion. */
export const DeleteKey = defineOperation({
  ...KMS,
  name: 'KMS:DeleteKey',
  checks: onKey('kms:cmk:scheduleKeyDeletion'),
  routes: postRoute('schedule-key-deletion'),
  toError: withKmsErrors({
    fields: { 'body.pending_days': 'pendingDays' },
    domain: { 'key-transition-rejected': 'alreadyScheduled' },
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const days = numberFromWire(body.pending_days, { min: 7, max: 1096, error: 'pendingDays' });
    await loadOwnKey(context, body.key_id);
    const change = { ref: { vault, id: body.key_id }, policy: KEY_POLICY, action: 'schedule-deletion', days } as const;
    const { id, state } = await changeKeyState(services, change);
    return { key_id: id, key_state: stateToWire(state) };
  },
});
