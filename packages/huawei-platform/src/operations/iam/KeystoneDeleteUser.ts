import { Type } from '@sinclair/typebox';

import { isMade, loadUser, removeUser } from '../../account/user-changes.ts';
import { IAM_SERVICE, IAM_MESSAGES, iamError } from '../../errors/iam.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { missedAsKeystone } from '../../wire/iam/keystone-user.ts';
import { userPath } from '../../wire/iam/user.ts';
import { onDomain } from '../checks.ts';

/** Removes a user that was made through IAM; the gateway's own stay. */
export const KeystoneDeleteUser = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneDeleteUser',
  checks: onDomain('iam:users:deleteUser'),
  routes: [{ method: 'DELETE', path: '/v3/users/{user_id}' }],
  success: 204,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ path: userPath }),
  async run({ services, caller }, { path }) {
    const user = await loadUser(services, caller, path.user_id).catch(missedAsKeystone);
    if (!isMade(user)) throw iamError(403, IAM_MESSAGES[403], HELP.notMadeHere({ userName: user.name }));
    await removeUser(services, caller, user);
  },
});
