import { listDialectRecords } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { EVENTS, type EventBody, eventToWire } from '../../wire/csms/event.ts';
import { pageInfo, pageQuery } from '../../wire/csms/page.ts';
import { onProject } from '@dragoman/huawei-platform';

/** Events by name, strictly after the marker: Terraform asks on with the last name until it is told none. */
export const ListSecretEvents = defineOperation({
  ...CSMS_NESTED,
  name: 'ListSecretEvents',
  checks: onProject('csms::listEvents'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/events' }],
  input: Type.Object({
    query: Type.Object({ ...pageQuery, marker: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9._-]{1,64}$' })) }),
  }),
  async run({ services, vault }, { query }) {
    const from = { after: query.marker ?? null };
    const page = await listDialectRecords<EventBody>(services, {
      vault,
      kind: EVENTS,
      order: 'id',
      from,
      limit: Number(query.limit),
    });
    return {
      events: page.resources.map(eventToWire),
      page_info: pageInfo(
        page.resources.map(({ id }) => id),
        page.more,
      ),
    };
  },
});
