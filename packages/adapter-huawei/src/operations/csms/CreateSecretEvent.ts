import { createDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { csmsError } from '../../errors/csms.ts';
import { HELP } from '../../messages.ts';
import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import {
  EVENTS,
  MAX_EVENTS,
  type EventBody,
  eventStateField,
  eventToWire,
  eventTypesField,
  notificationField,
} from '../../wire/csms/event.ts';
import { onProject } from '@dragoman/huawei-platform';

const Body = Type.Object({
  name: Type.String({ pattern: '^[a-zA-Z0-9_-]{1,64}$' }),
  event_types: eventTypesField,
  state: eventStateField,
  notification: notificationField,
});

/** @NOTE unverified: how a name that is taken, and a project that is full of events, are rejected */
export const CreateSecretEvent = defineOperation({
  ...CSMS_NESTED,
  name: 'CreateSecretEvent',
  checks: onProject('csms::createEvent'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/csms/events' }],
  body: 'required',
  input: Type.Object({ body: Body }),
  async run({ services, vault }, { body }) {
    const { name, event_types: types, state, notification } = body;
    const count = await services.resources.count(vault, EVENTS);
    const isKnown = (await services.resources.find(vault, EVENTS, name)) !== null;
    if (count >= MAX_EVENTS && !isKnown) throw csmsError('parameter', HELP.eventLimit({ limit: MAX_EVENTS }));
    const kept = { event_id: services.ids.uuid(), event_types: types, state, notification };
    const ref = { vault, kind: EVENTS, id: name };
    return {
      event: eventToWire(
        await createDialectRecord<EventBody>(services, {
          ...ref,
          body: (createdAt) => ({ ...kept, update_time: createdAt }),
        }),
      ),
    };
  },
});
