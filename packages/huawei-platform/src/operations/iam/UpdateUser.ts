import { Type } from '@sinclair/typebox';

import { changeUser, loadUser } from '../../account/user-changes.ts';
import { defineOperation } from '../../operation.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { changeable, checkContact, checkPassword, rejectedUser } from '../../wire/iam/user-checks.ts';
import { changedUserToWire, passwordStrength, profileFromWire, userFields, userPath } from '../../wire/iam/user.ts';
import { OS_USER, OS_USERS_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

const Body = Type.Object({ user: Type.Partial(Type.Object(userFields)) });

/** Changes what is given of a user. */
export const UpdateUser = defineOperation({
  ...OS_USER,
  name: 'UpdateUser',
  checks: onDomain('iam:users:updateUser'),
  routes: [{ method: 'PUT', path: `${OS_USERS_PATH}/{user_id}` }],
  body: 'required',
  input: Type.Object({ path: userPath, body: Body }),
  async run({ services, caller, request }, { path, body: { user: given } }) {
    const found = await loadUser(services, caller, path.user_id).catch(rejectedUser);
    const user = changeable(found, 'iam:users:updateUser');
    const { name, password } = given;
    if (password !== undefined) checkPassword(password, name ?? user.name);
    await checkContact(services, caller, given, user);
    const changed = await changeUser(services, caller, user, {
      ...(name !== undefined && { name }),
      ...(password !== undefined && { password }),
      profile: {
        ...profileFromWire(given),
        ...(password !== undefined && { passwordStrength: passwordStrength(password) }),
      },
    }).catch(rejectedUser);
    return { user: changedUserToWire(changed, originOf(request)) };
  },
});
