import { type Static, Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { accountOf } from '../../account/account.ts';
import { defineOperation } from '../../operation.ts';
import { type Project, projectOfName, projectsOf } from '../../account/projects.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { listedProjectToWire } from '../../wire/iam/project.ts';
import { onDomain } from '../checks.ts';

const Filter = Type.Object({
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  parent_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.String()),
  is_domain: Type.Optional(Type.String()),
  page: Type.Optional(Type.String()),
});

/**
 * Lists the project of a name, always one; without a name, those that the domain is known to have. There is no second
 * page.
 */
export const KeystoneListProjects = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneListProjects',
  checks: onDomain('iam:projects:listProjects'),
  routes: [{ method: 'GET', path: '/v3/projects' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ query: Filter }),
  async run({ services, caller, request }, { query }) {
    const account = accountOf(caller);
    const origin = originOf(request);
    const named = query.name ?? '';
    const projects =
      named === '' ? await projectsOf(services, account) : [await projectOfName(services, account, named)];
    return {
      links: { self: `${origin}/v3/projects`, next: null, previous: null },
      projects: projects
        .filter((project) => matchesFilter(query, project, account.domain.id))
        .map((project) => listedProjectToWire(project, account, origin)),
    };
  },
});

/** Every project is enabled and is no domain. */
function matchesFilter(query: Static<typeof Filter>, project: Project, ownDomain: string): boolean {
  const {
    domain_id: domainId = ownDomain,
    parent_id: parentId = project.parentId,
    enabled = 'true',
    is_domain: isDomain = 'false',
    page = '1',
  } = query;
  return (
    domainId === ownDomain &&
    parentId === project.parentId &&
    enabled !== 'false' &&
    isDomain !== 'true' &&
    page === '1'
  );
}
