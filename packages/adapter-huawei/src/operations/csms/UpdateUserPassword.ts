import { findAccessCredential, grantAccessCredential, sameText } from '@dragoman/core';
import { accountOf, characterTypes, recordPasswordChange, onProject } from '@dragoman/huawei-platform';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { CSMS, defineOperation } from '../../operation.ts';

const Body = Type.Object({ password: Type.String({ maxLength: 32 }), old_password: Type.String() });

/**
 * Changes the caller's own password, by IAM's default rules: 6 to 32 characters of two types or more, not the user's
 * name in either direction, and not the old one.
 * @NOTE unverified: the code for a wrong old password
 */
export const UpdateUserPassword = defineOperation({
  ...CSMS,
  name: 'UpdateUserPassword',
  checks: onProject('csms::updateUserPassword'),
  routes: [{ method: 'POST', path: '/v1/csms/users/change-password' }],
  body: 'required',
  input: Type.Object({ body: Body }),
  async run({ services, caller }, { body }) {
    const { user, domain } = accountOf(caller);
    const lookup = `${domain.name}/${user.name}`;
    rejectWeak(body.password, user.name);
    const held = await findAccessCredential(services, 'password', lookup);
    if (held?.secret === undefined || held.secret === null || !sameText(held.secret, body.old_password)) {
      throw new InvalidInputError('body.old_password', 'password', HELP.wrongOldPassword);
    }
    if (sameText(held.secret, body.password)) throw new InvalidInputError('body.password', 'new', HELP.samePassword);
    await grantAccessCredential(services, held.identity.id, {
      kind: 'password',
      lookup,
      secret: body.password,
      expiresAt: null,
    });
    await recordPasswordChange(services, caller, services.clock.now());
    return { user_id: user.id };
  },
});

/** @throws InvalidInputError */
function rejectWeak(password: string, userName: string): void {
  const names = [userName, Array.from(userName).reverse().join('')];
  if (password.length < 6 || characterTypes(password) < 2 || names.includes(password)) {
    throw new InvalidInputError('body.password', 'password', HELP.passwordForm);
  }
}
