import { scheduleSecretDeletion } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath, secretToWire } from '../../wire/csms/secret.ts';

/** The definition requires the window, the documents give it a default. */
const Body = Type.Object({ recovery_window_in_days: Type.Integer({ minimum: 7, maximum: 30, default: 30 }) });

export const DeleteSecretForSchedule = defineOperation({
  ...CSMS,
  name: 'DeleteSecretForSchedule',
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/scheduled-deleted-tasks/create' }],
  body: 'optional',
  input: Type.Object({ path: Type.Object(secretPath), body: Body }),
  async run({ services, vault, actor }, { path, body }) {
    const ref = { vault, name: path.secret_name };
    return {
      secret: secretToWire(await scheduleSecretDeletion(services, { ref, actor, days: body.recovery_window_in_days })),
    };
  },
});
