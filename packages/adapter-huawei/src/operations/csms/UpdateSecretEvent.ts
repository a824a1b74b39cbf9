import { changeDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import {
  EVENTS,
  type EventBody,
  eventPath,
  eventStateField,
  eventToWire,
  eventTypesField,
  notificationField,
} from '../../wire/csms/event.ts';
import { onProject } from '@dragoman/huawei-platform';

const Body = Type.Object({
  state: Type.Optional(eventStateField),
  event_types: Type.Optional(eventTypesField),
  notification: Type.Optional(notificationField),
});

/** Changes what is given of an event; the rest stays. */
export const UpdateSecretEvent = defineOperation({
  ...CSMS_NESTED,
  name: 'UpdateSecretEvent',
  checks: onProject('csms::updateEvent'),
  routes: [{ method: 'PUT', path: '/v1/{project_id}/csms/events/{event_name}' }],
  body: 'required',
  input: Type.Object({ path: Type.Object(eventPath), body: Body }),
  async run({ services, vault }, { path, body: given }) {
    const now = services.clock.now();
    const event = await changeDialectRecord<EventBody>(
      services,
      { vault, kind: EVENTS, id: path.event_name },
      ({ body, dueAt }) => ({
        body: {
          ...body,
          state: given.state ?? body.state,
          event_types: given.event_types ?? body.event_types,
          notification: given.notification ?? body.notification,
          update_time: Math.max(now, body.update_time + 1),
        },
        dueAt,
      }),
    );
    return { event: eventToWire(event) };
  },
});
