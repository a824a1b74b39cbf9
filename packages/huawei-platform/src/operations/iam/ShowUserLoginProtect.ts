import { Type } from '@sinclair/typebox';

import { loadUser } from '../../account/user-changes.ts';
import { iamUserError } from '../../errors/iam-users.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { rejectedUser } from '../../wire/iam/user-checks.ts';
import { loginProtectionToWire, userPath } from '../../wire/iam/user.ts';
import { OS_USER, OS_USERS_PATH } from './define.ts';
import { onOtherUser } from '../checks.ts';

/** @NOTE unverified: a user whose protection was never set has none, which is told with 404; its text */
export const ShowUserLoginProtect = defineOperation({
  ...OS_USER,
  name: 'ShowUserLoginProtect',
  checks: onOtherUser('iam:users:getUser'),
  routes: [{ method: 'GET', path: `${OS_USERS_PATH}/{user_id}/login-protect` }],
  input: Type.Object({ path: userPath }),
  async run({ services, caller }, { path }) {
    const user = await loadUser(services, caller, path.user_id).catch(rejectedUser);
    if ((user.record?.profile?.loginProtection.method ?? 'none') === 'none')
      throw iamUserError('missing', HELP.noLoginProtection({ userName: user.name }), {
        target: 'login_protect',
        target_id: user.id,
      });
    return { login_protect: loginProtectionToWire(user) };
  },
});
