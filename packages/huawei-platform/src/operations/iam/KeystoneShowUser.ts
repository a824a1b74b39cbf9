import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { loadUser } from '../../account/user-changes.ts';
import { defineOperation } from '../../operation.ts';
import { missedAsKeystone } from '../../wire/iam/keystone-user.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { keystoneUserToWire, userPath } from '../../wire/iam/user.ts';
import { onOtherUser } from '../checks.ts';

export const KeystoneShowUser = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneShowUser',
  checks: onOtherUser('iam:users:getUser'),
  routes: [{ method: 'GET', path: '/v3/users/{user_id}' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ path: userPath }),
  async run({ services, caller, request }, { path }) {
    const user = await loadUser(services, caller, path.user_id).catch(missedAsKeystone);
    return { user: keystoneUserToWire(user, originOf(request)) };
  },
});
