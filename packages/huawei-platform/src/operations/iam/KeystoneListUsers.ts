import { type Static, Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { type User, usersOfDomain } from '../../account/users.ts';
import { defineOperation } from '../../operation.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { listedUserToWire } from '../../wire/iam/user.ts';
import { onDomain } from '../checks.ts';

const Query = Type.Object({
  domain_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
});

/** The users of the caller's domain, by name. No password expires, so nothing is picked by that. */
export const KeystoneListUsers = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneListUsers',
  checks: onDomain('iam:users:listUsers'),
  routes: [{ method: 'GET', path: '/v3/users' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ query: Query }),
  async run({ services, caller, request }, { query }) {
    const origin = originOf(request);
    const users = (await usersOfDomain(services, caller)).filter((user) => matchesFilter(query, user));
    return {
      links: { self: `${origin}/v3/users`, next: null, previous: null },
      users: users.map((user) => listedUserToWire(user, origin)),
    };
  },
});

function matchesFilter({ domain_id: domainId, enabled, name }: Static<typeof Query>, user: User): boolean {
  const isEnabled = user.record?.profile?.enabled ?? true;
  return (
    (domainId ?? user.domain.id) === user.domain.id &&
    (name ?? user.name) === user.name &&
    (enabled === undefined || (enabled !== 'false') === isEnabled)
  );
}
