import { Type } from '@sinclair/typebox';

import { changeUser, loadUser } from '../../account/user-changes.ts';
import { defineOperation } from '../../operation.ts';
import { changeable, rejectedUser } from '../../wire/iam/user-checks.ts';
import { loginProtectionToWire, userPath } from '../../wire/iam/user.ts';
import { OS_USER, OS_USERS_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

const Body = Type.Object({
  login_protect: Type.Object({
    enabled: Type.Boolean(),
    verification_method: Type.Union([Type.Literal('sms'), Type.Literal('email'), Type.Literal('vmfa')]),
  }),
});

/**
 * Keeps how a user's logins at the console are verified; there is no console here. Protection that is switched off has
 * the method `none` (Terraform's provider sends `sms` with it).
 */
export const UpdateLoginProtect = defineOperation({
  ...OS_USER,
  name: 'UpdateLoginProtect',
  checks: onDomain('iam:users:updateUser'),
  routes: [{ method: 'PUT', path: `${OS_USERS_PATH}/{user_id}/login-protect` }],
  body: 'required',
  input: Type.Object({ path: userPath, body: Body }),
  async run({ services, caller }, { path, body: { login_protect: given } }) {
    const found = await loadUser(services, caller, path.user_id).catch(rejectedUser);
    const user = changeable(found, 'iam:users:setUserLoginProtect');
    const method = given.enabled ? given.verification_method : 'none';
    const loginProtection = { enabled: given.enabled, method };
    return {
      login_protect: loginProtectionToWire(await changeUser(services, caller, user, { profile: { loginProtection } })),
    };
  },
});
