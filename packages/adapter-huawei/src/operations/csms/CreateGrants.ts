import { DomainError, changeDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, type HuaweiContext, defineOperation } from '../../operation.ts';
import {
  type Grant,
  type Grants,
  grantBody,
  grantToWire,
  grantType,
  grantedName,
  grantsRef,
  validityFromWire,
} from '../../wire/csms/grant.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** Grants a secret to a user or a group. @NOTE unverified: that whoever has a grant already is rejected another */
export const CreateGrants = defineOperation({
  ...CSMS,
  name: 'CreateGrants',
  checks: onSecretId('csms:secret:createGrant'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/csms/grants' }],
  body: 'required',
  input: Type.Object({ body: grantBody }),
  async run(context, { body }) {
    const { services, vault } = context;
    const type = grantType(body);
    const validityTime = validityFromWire(body);
    await grantedName(context, type, body.resource_id);
    const now = services.clock.now();
    const grant = {
      uuid: services.ids.uuid(),
      target: body.grantee_target_id,
      createTime: now,
      updateTime: now,
      validityTime,
    };
    await add(context, grantsRef(vault, body.resource_id), type, grant);
    return { data: grantToWire(body.resource_id, type, grant) };
  },
});

async function add(
  { services }: HuaweiContext,
  ref: ReturnType<typeof grantsRef>,
  type: Grants['type'],
  grant: Grant,
): Promise<void> {
  const held = await services.resources.find(ref.vault, ref.kind, ref.id);
  if (held === null) {
    const { createTime, updateTime } = grant;
    const made = await services.resources.insert({
      ...ref,
      body: { type, createTime, updateTime, grants: [grant] },
      createdAt: createTime,
      dueAt: null,
      revision: 1,
    });
    if (made === 'inserted') return;
  }
  await changeDialectRecord<Grants>(services, ref, ({ body }) => {
    if (body.grants.some(({ target }) => target === grant.target))
      throw new DomainError('resource-exists', grant.target);
    return { body: { ...body, updateTime: grant.updateTime, grants: [...body.grants, grant] }, dueAt: null };
  });
}
