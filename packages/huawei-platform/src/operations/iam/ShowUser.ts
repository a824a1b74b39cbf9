import { Type } from '@sinclair/typebox';

import { loadUser } from '../../account/user-changes.ts';
import { defineOperation } from '../../operation.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { rejectedUser } from '../../wire/iam/user-checks.ts';
import { userDetailToWire, userPath } from '../../wire/iam/user.ts';
import { OS_USER, OS_USERS_PATH } from './define.ts';
import { onOtherUser } from '../checks.ts';

export const ShowUser = defineOperation({
  ...OS_USER,
  name: 'ShowUser',
  checks: onOtherUser('iam:users:getUser'),
  routes: [{ method: 'GET', path: `${OS_USERS_PATH}/{user_id}` }],
  input: Type.Object({ path: userPath }),
  async run({ services, caller, request }, { path }) {
    const user = await loadUser(services, caller, path.user_id).catch(rejectedUser);
    return { user: userDetailToWire(user, originOf(request)) };
  },
});
