import { rejectNotEnabled, scheduleSecretDeletion } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath, secretToWire } from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/** The definition requires the window, the documents give it a default. */
const Body = Type.Object({ recovery_window_in_days: Type.Integer({ minimum: 7, maximum: 30, default: 30 }) });

/** Only a secret that is enabled is deleted (guide of 2023, deleting a secret: prerequisite). */
export const DeleteSecretForSchedule = defineOperation({
  ...CSMS,
  name: 'DeleteSecretForSchedule',
  checks: onSecret('csms:secret:scheduleDeletion'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/scheduled-deleted-tasks/create' }],
  body: 'optional',
  input: Type.Object({ path: Type.Object(secretPath), body: Body }),
  async run({ services, settings, vault, actor }, { path, body }) {
    const secret = await scheduleSecretDeletion(services, {
      ref: { vault, name: path.secret_name },
      actor,
      days: body.recovery_window_in_days,
      check: rejectNotEnabled,
    });
    return { secret: secretToWire(secret, settings) };
  },
});
