import type { Identity } from '@dragoman/core';
import { usersOfDomain } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { type Grant, type Grants, grantedName, grantedQuery, grantsRef } from '../../wire/csms/grant.ts';
import { loadById } from '../../wire/csms/tags.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** Everybody who was granted one secret, in snake case, as the definition has it. */
export const ListGrants = defineOperation({
  ...CSMS,
  name: 'ListGrants',
  checks: onSecretId('csms:secret:listGrants'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/grants' }],
  input: Type.Object({ query: Type.Object(grantedQuery) }),
  async run(context, { query }) {
    const { services, vault } = context;
    const kept = await services.resources.find(vault, grantsRef(vault, query.resource_id).kind, query.resource_id);
    const body = kept === null ? await noGrants(context, query.resource_id) : (kept.body as Grants);
    const name = await grantedName(context, body.type, query.resource_id);
    const names = new Map((await usersOfDomain(services, context.caller)).map(({ id, name: user }) => [id, user]));
    return {
      data: {
        id: query.resource_id,
        name,
        type: body.type,
        grantee_user: body.grants.map((grant) => granteeToWire(grant, names)),
        create_time: body.createTime,
        update_time: body.updateTime,
      },
    };
  },
});

/** @throws DomainError `resource-not-found` where there is no such secret either */
async function noGrants({ services, vault }: HuaweiContext, secretId: string): Promise<Grants> {
  const { createdAt, updatedAt } = await loadById(services, vault, secretId);
  return { type: 'SECRET', createTime: createdAt, updateTime: updatedAt, grants: [] };
}

/** Who is no user here, a group for one, is named by its id. */
function granteeToWire(grant: Grant, names: ReadonlyMap<Identity['id'], string>): object {
  const { target, createTime, validityTime } = grant;
  return {
    user_id: target,
    user_name: names.get(target) ?? target,
    create_time: createTime,
    validity_time: validityTime,
  };
}
