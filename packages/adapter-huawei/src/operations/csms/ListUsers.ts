import { type User, usersOfDomain, onProject } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { userToWire } from '../../wire/csms/user.ts';

const Query = Type.Object({
  /** The number of the page, from 0. */
  offset: Type.String({ pattern: '^[0-9]{1,9}$' }),
  limit: Type.String({ pattern: '^([1-9][0-9]|100)$' }),
  org_id: Type.Optional(Type.String()),
  user_info: Type.Optional(Type.String({ maxLength: 64 })),
});

/** The users of the caller's domain. A list has as strings what a user's detail has in types of their own. */
export const ListUsers = defineOperation({
  ...CSMS_NESTED,
  name: 'ListUsers',
  checks: onProject('csms::listUsers'),
  routes: [{ method: 'GET', path: '/v1/csms/users' }],
  input: Type.Object({ query: Query }),
  async run({ services, caller }, { query }) {
    const { org_id: organization = '', user_info: part = '' } = query;
    const users = (await usersOfDomain(services, caller)).filter(
      ({ name, domain }) => name.includes(part) && (organization === '' || domain.id === organization),
    );
    const [limit, start] = [Number(query.limit), Number(query.offset) * Number(query.limit)];
    return { total: users.length, users: users.slice(start, start + limit).map(listedToWire) };
  },
});

function listedToWire(user: User): object {
  return { ...userToWire(user), disabled: 'false', grade: '1', locked: 'false', extension: '{}' };
}
