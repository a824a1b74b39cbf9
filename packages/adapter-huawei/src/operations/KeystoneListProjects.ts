import { type Static, Type } from '@sinclair/typebox';

import { type Account, accountOf, projectNamed } from '../account.ts';
import { defineOperation } from '../operation.ts';
import { originOf, projectToWire } from '../wire/iam.ts';

const Filter = Type.Object({
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  parent_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
  is_domain: Type.Optional(Type.String()),
  page: Type.Optional(Type.String()),
});

/** Lists the project of a name, always one; without a name, the caller's own. There is no second page. */
export const KeystoneListProjects = defineOperation({
  service: 'iam',
  name: 'KeystoneListProjects',
  routes: [{ method: 'GET', path: '/v3/projects' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ query: Filter }),
  async run({ caller, request }, { query }) {
    const account = accountOf(caller);
    const origin = originOf(request);
    const named = query.name ?? '';
    const project = named === '' ? account.project : projectNamed(account, named);
    const projects = isWanted(query, account) ? [projectToWire(project, account, origin)] : [];
    return { links: { self: `${origin}/v3/projects`, next: null, previous: null }, projects };
  },
});

/** Every project is enabled, is no domain, and has the account's domain for its parent. */
function isWanted(query: Static<typeof Filter>, { domain }: Account): boolean {
  const { domain_id: domainId = domain.id, parent_id: parentId = domain.id, enabled = 'true', is_domain: isDomain = 'false', page = '1' } = query;
  return domainId === domain.id && parentId === domain.id && enabled !== 'false' && isDomain !== 'true' && page === '1';
}
