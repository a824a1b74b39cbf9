import { listDialectRecords } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { pageInfo } from '../../wire/csms/page.ts';
import { RECORDS, type RecordBody, recordToWire } from '../../wire/csms/record.ts';
import { onProject } from '@dragoman/huawei-platform';

/** The most records that an answer holds. */
const LIMIT = 1_000;

/** The newest records; the call has no parameters, so there is no other page. @NOTE unverified: the order */
export const ListNotificationRecords = defineOperation({
  ...CSMS_NESTED,
  name: 'ListNotificationRecords',
  checks: onProject('csms::listNotificationRecords'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/notification-records' }],
  input: Type.Object({}),
  async run({ services, vault }) {
    const { resources } = await listDialectRecords<RecordBody>(services, {
      vault,
      kind: RECORDS,
      order: 'newest',
      from: { offset: 0 },
      limit: LIMIT,
      where: ({ body }) => body.notification_status !== null,
    });
    return {
      records: resources.map(recordToWire),
      page_info: pageInfo(
        resources.map(({ body }) => body.secret_name),
        false,
      ),
    };
  },
});
