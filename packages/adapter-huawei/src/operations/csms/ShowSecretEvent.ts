import { loadDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { EVENTS, type EventBody, eventPath, eventToWire } from '../../wire/csms/event.ts';
import { onProject } from '@dragoman/huawei-platform';

export const ShowSecretEvent = defineOperation({
  ...CSMS_NESTED,
  name: 'ShowSecretEvent',
  checks: onProject('csms::getEvent'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/events/{event_name}' }],
  input: Type.Object({ path: Type.Object(eventPath) }),
  async run({ services, vault }, { path }) {
    return {
      event: eventToWire(await loadDialectRecord<EventBody>(services, { vault, kind: EVENTS, id: path.event_name })),
    };
  },
});
