import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { accountOf } from '../../account/account.ts';
import { makeUser } from '../../account/user-changes.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { checkContact, checkPassword, rejectedUser } from '../../wire/iam/user-checks.ts';
import { madeUserToWire, passwordStrength, profileFromWire, userFields } from '../../wire/iam/user.ts';
import { OS_USER, OS_USERS_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

const { name, domain_id, ...others } = userFields;
const Body = Type.Object({
  user: Type.Composite([Type.Object({ name, domain_id }), Type.Partial(Type.Object(others))]),
});

/** What a user is that the request says no more of. */
const DEFAULTS = {
  description: '',
  email: '',
  areacode: '',
  phone: '',
  accessMode: 'default',
  enabled: true,
  passwordReset: true,
  xuserId: '',
  xuserType: '',
} as const;

/** Makes a user of the caller's domain. No group can be given to it here, so it may work in no project. */
export const CreateUser = defineOperation({
  ...OS_USER,
  name: 'CreateUser',
  checks: onDomain('iam:users:createUser'),
  routes: [{ method: 'POST', path: OS_USERS_PATH }],
  success: 201,
  body: 'required',
  input: Type.Object({ body: Body }),
  async run({ services, caller }, { body: { user } }) {
    if (user.domain_id !== accountOf(caller).domain.id)
      throw new InvalidInputError('body.user.domain_id', 'domain', HELP.userDomainId);
    const password = user.password ?? '';
    if (password !== '') checkPassword(password, user.name);
    await checkContact(services, caller, user, null);
    const made = await makeUser(services, caller, {
      name: user.name,
      password: password === '' ? null : password,
      profile: {
        ...DEFAULTS,
        ...profileFromWire(user),
        passwordStrength: password === '' ? 'None' : passwordStrength(password),
      },
    }).catch(rejectedUser);
    return { user: madeUserToWire(made) };
  },
});
