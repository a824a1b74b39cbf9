import { deleteDialectRecord, listSecretsByName, loadDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { csmsError } from '../../errors/csms.ts';
import { HELP } from '../../messages.ts';
import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { EVENTS, eventPath } from '../../wire/csms/event.ts';
import { subscriptionsOf } from '../../wire/csms/secret.ts';
import { onProject } from '@dragoman/huawei-platform';

/** Deletes an event that no secret is subscribed to. @NOTE unverified: how one that is in use is rejected */
export const DeleteSecretEvent = defineOperation({
  ...CSMS_NESTED,
  name: 'DeleteSecretEvent',
  checks: onProject('csms::deleteEvent'),
  routes: [{ method: 'DELETE', path: '/v1/{project_id}/csms/events/{event_name}' }],
  success: 204,
  input: Type.Object({ path: Type.Object(eventPath) }),
  async run({ services, vault }, { path: { event_name: name } }) {
    const ref = { vault, kind: EVENTS, id: name };
    await loadDialectRecord(services, ref);
    const {
      secrets: [subscriber],
    } = await listSecretsByName(services, vault, {
      after: null,
      limit: 1,
      where: (secret) => subscriptionsOf(secret).includes(name),
    });
    if (subscriber !== undefined) throw csmsError('parameter', HELP.eventSubscribed({ secret: subscriber.name, name }));
    await deleteDialectRecord(services, ref);
  },
});
