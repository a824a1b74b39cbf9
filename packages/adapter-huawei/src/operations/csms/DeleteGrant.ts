import { changeDialectRecord, deleteDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { type Grants, grantTo, grantedQuery, grantsRef } from '../../wire/csms/grant.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** Takes the grant of one grantee away, or of all where none is named. */
export const DeleteGrant = defineOperation({
  ...CSMS,
  name: 'DeleteGrant',
  checks: onSecretId('csms:secret:deleteGrant'),
  routes: [{ method: 'DELETE', path: '/v1/{project_id}/csms/grants' }],
  success: 204,
  input: Type.Object({
    query: Type.Object({ ...grantedQuery, grantee_user: Type.String({ maxLength: 64, default: '' }) }),
  }),
  async run({ services, vault }, { query }) {
    const ref = grantsRef(vault, query.resource_id);
    if (query.grantee_user === '') {
      await deleteDialectRecord(services, ref);
      return;
    }
    await changeDialectRecord<Grants>(services, ref, ({ body }) => {
      const gone = grantTo(body, query.grantee_user);
      return {
        body: { ...body, updateTime: services.clock.now(), grants: body.grants.filter((grant) => grant !== gone) },
        dueAt: null,
      };
    });
  },
});
