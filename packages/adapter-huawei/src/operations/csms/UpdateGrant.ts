import { changeDialectRecord } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import {
  type Grants,
  grantBody,
  grantTo,
  grantToWire,
  grantType,
  grantedName,
  grantedQuery,
  grantsRef,
  validityFromWire,
} from '../../wire/csms/grant.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** Changes until when a grant is valid; without a day it has no end. */
export const UpdateGrant = defineOperation({
  ...CSMS,
  name: 'UpdateGrant',
  checks: onSecretId('csms:secret:updateGrant'),
  routes: [{ method: 'PUT', path: '/v1/{project_id}/csms/grants' }],
  body: 'required',
  input: Type.Object({ query: Type.Object(grantedQuery), body: grantBody }),
  async run(context, { query, body: given }) {
    const { services, vault } = context;
    if (given.resource_id !== query.resource_id)
      throw new InvalidInputError('body.resource_id', 'same', HELP.resourceIdsDiffer);
    const validityTime = validityFromWire(given);
    const type = grantType(given);
    await grantedName(context, type, query.resource_id);
    const now = services.clock.now();
    const { body } = await changeDialectRecord<Grants>(
      services,
      grantsRef(vault, query.resource_id),
      ({ body: before }) => {
        const held = grantTo(before, given.grantee_target_id);
        const changed = { ...held, updateTime: now, validityTime };
        return {
          body: {
            ...before,
            type,
            updateTime: now,
            grants: before.grants.map((grant) => (grant === held ? changed : grant)),
          },
          dueAt: null,
        };
      },
    );
    return { data: grantToWire(query.resource_id, type, grantTo(body, given.grantee_target_id)) };
  },
});
