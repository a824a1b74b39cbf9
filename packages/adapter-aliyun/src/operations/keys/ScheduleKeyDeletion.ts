import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, customerKeyFromWire } from '../../keys/key-id.ts';
import { KEY_POLICY } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const ScheduleKeyDeletion = defineOperation({
  name: 'ScheduleKeyDeletion',
  quota: 'write-key',
  // From 7 to 366 days; older documents end at 30.
  input: Type.Object({
    KeyId,
    PendingWindowInDays: Type.String({ pattern: '^([7-9]|[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6])$' }),
  }),
  checks: onKey('kms:ScheduleKeyDeletion'),
  async run(context, request) {
    const ref = await customerKeyFromWire(context, request.KeyId);
    await changeKeyState(context.services, {
      ref,
      action: 'schedule-deletion',
      days: Number(request.PendingWindowInDays),
      policy: KEY_POLICY,
    });
    return {};
  },
});
