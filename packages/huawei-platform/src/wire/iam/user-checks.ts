import { DomainError, type Identity, type Services } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { characterTypes } from '../../account/character-types.ts';
import { type MadeUser, isMade } from '../../account/user-changes.ts';
import { type User, usersOfDomain } from '../../account/users.ts';
import { iamUserError } from '../../errors/iam-users.ts';
import { HELP } from '../../messages.ts';

/** How a user may be reached. */
interface Contact {
  readonly email?: string;
  readonly areacode?: string;
  readonly phone?: string;
}

/**
 * By IAM's default policy: 6 to 32 characters of two types or more, not the user's name in either direction.
 * @throws InvalidInputError
 */
export function checkPassword(password: string, userName: string): void {
  const names = [userName, Array.from(userName).reverse().join('')];
  if (password.length < 6 || password.length > 32 || characterTypes(password) < 2 || names.includes(password))
    throw new InvalidInputError('body.user.password', 'password', HELP.userPassword);
}

/**
 * A number and the code of its country are given together, and no two users have one address or number. @NOTE
 * unverified: that these are compared within the domain alone
 * @param self the user whose they become, where there is one already
 * @throws VendorError 1106, 1110 or 1111
 */
export async function checkContact(
  services: Pick<Services, 'identities' | 'resources'>,
  caller: Identity,
  { email = '', areacode = '', phone = '' }: Contact,
  self: User | null,
): Promise<void> {
  if ((areacode === '') !== (phone === '')) throw iamUserError('phonePair', HELP.phoneTogether);
  if (email === '' && phone === '') return;
  const users = await usersOfDomain(services, caller);
  const others = users.flatMap(({ id, record }) => (id === self?.id ? [] : [record?.profile]));
  if (email !== '' && others.some((other) => other?.email === email)) throw iamUserError('emailTaken', HELP.emailTaken);
  if (phone !== '' && others.some((other) => other?.areacode === areacode && other.phone === phone))
    throw iamUserError('phoneTaken', HELP.phoneTaken);
}

/** A user that can be changed. @throws VendorError IAM.0003 for one of the gateway's own */
export function changeable(user: User, action: string): MadeUser {
  if (isMade(user)) return user;
  throw iamUserError('forbidden', HELP.userUnchanged({ userName: user.name }), {
    actions: action,
  });
}

/** @throws VendorError IAM.0004 or 1109 where a user is missed or its name taken */
export function rejectedUser(error: unknown): never {
  if (error instanceof DomainError && error.code === 'resource-not-found')
    throw iamUserError('missing', HELP.unknownUser({ subject: error.subject }), {
      target: 'user',
      target_id: error.subject,
    });
  if (error instanceof DomainError && error.code === 'resource-exists')
    throw iamUserError('nameExists', HELP.userExists({ subject: error.subject }));
  throw error;
}
