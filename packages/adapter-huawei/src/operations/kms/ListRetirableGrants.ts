import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { grantToWire, listGrants, principalOf } from '../../wire/kms/grant.ts';
import { sequenceField } from '../../wire/kms/input.ts';
import { pageFields, pageFromWire, pageToWire } from '../../wire/kms/page.ts';
import { KMS, postRoute } from './define.ts';
import { onProject } from '@dragoman/huawei-platform';

/** The grants that the caller was named to retire. */
export const ListRetirableGrants = defineOperation({
  ...KMS,
  name: 'KMS:ListRetirableGrants',
  checks: onProject('kms:cmk:listRetirableGrants'),
  routes: postRoute('list-retirable-grants'),
  toError: withKmsErrors({ fields: { 'body.limit': 'limit', 'body.marker': 'marker' } }),
  body: 'optional',
  input: Type.Object({ body: Type.Object({ ...pageFields, sequence: sequenceField }) }),
  async run(context, { body }) {
    const page = pageFromWire(body);
    const principal = principalOf(context);
    const { resources, total } = await listGrants(context, page, ({ retiring }) => retiring === principal);
    return { grants: resources.map(grantToWire), ...pageToWire(page, resources.length, total) };
  },
});
