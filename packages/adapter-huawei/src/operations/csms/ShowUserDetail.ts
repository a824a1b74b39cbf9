import { DomainError } from '@dragoman/core';
import { usersOfDomain, onProject } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { userToWire } from '../../wire/csms/user.ts';

export const ShowUserDetail = defineOperation({
  ...CSMS,
  name: 'ShowUserDetail',
  checks: onProject('csms::getUser'),
  routes: [{ method: 'GET', path: '/v1/csms/users/{user_id}' }],
  input: Type.Object({ path: Type.Object({ user_id: Type.String() }) }),
  async run({ services, caller }, { path }) {
    const user = (await usersOfDomain(services, caller)).find(({ id }) => id === path.user_id);
    if (user === undefined) throw new DomainError('resource-not-found', path.user_id);
    return {
      ...userToWire(user),
      domain_id: user.domain.id,
      disabled: false,
      grade: 1,
      locked: 'false',
      extension: {},
    };
  },
});
