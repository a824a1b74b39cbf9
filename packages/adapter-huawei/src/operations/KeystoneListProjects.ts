import { type Static, Type } from '@sinclair/typebox';

import { type Account, accountOf } from '../account.ts';
import { defineOperation } from '../operation.ts';
import { projectOfName, projectsOf } from '../projects.ts';
import { originOf, projectToWire } from '../wire/iam.ts';

const Filter = Type.Object({
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  parent_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
  is_domain: Type.Optional(Type.String()),
  page: Type.Optional(Type.String()),
});

/** Lists the project of a name, always one; without a name, those that the domain is known to have. There is no second page. */
export const KeystoneListProjects = defineOperation({
  service: 'iam',
  name: 'KeystoneListProjects',
  routes: [{ method: 'GET', path: '/v3/projects' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ query: Filter }),
  async run({ services, caller, request }, { query }) {
    const account = accountOf(caller);
    const origin = originOf(request);
    const named = query.name ?? '';
    const projects = named === '' ? await projectsOf(services, account) : [await projectOfName(services, account, named)];
    const wanted = isWanted(query, account) ? projects : [];
    return {
      links: { self: `${origin}/v3/projects`, next: null, previous: null },
      projects: wanted.map((project) => projectToWire(project, account, origin)),
    };
  },
});

/** Every project is enabled, is no domain, and has the account's domain for its parent. */
function isWanted(query: Static<typeof Filter>, { domain }: Account): boolean {
  const { domain_id: domainId = domain.id, parent_id: parentId = domain.id, enabled = 'true', is_domain: isDomain = 'false', page = '1' } = query;
  return domainId === domain.id && parentId === domain.id && enabled !== 'false' && isDomain !== 'true' && page === '1';
}
