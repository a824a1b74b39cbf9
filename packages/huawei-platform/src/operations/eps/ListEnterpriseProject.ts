import { type Static, Type } from '@sinclair/typebox';

import { accountOf } from '../../account/account.ts';
import { type EnterpriseProject, enterpriseProjectsOf } from '../../account/enterprise-projects.ts';
import { defineOperation } from '../../operation.ts';
import { enterpriseProjectToWire } from '../../wire/eps/enterprise-project.ts';
import { EPS, PROJECTS_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

const Query = Type.Object({
  id: Type.Optional(Type.String()),
  name: Type.String({ default: '' }),
  status: Type.Optional(Type.String({ pattern: '^[12]$' })),
  type: Type.Optional(Type.Union([Type.Literal('prod'), Type.Literal('poc')])),
  offset: Type.String({ pattern: '^[0-9]{1,9}$', default: '0' }),
  limit: Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$', default: '1000' }),
  /** Terraform's provider sorts by `name`. */
  sort_key: Type.String({ default: 'created_at' }),
  sort_dir: Type.Union([Type.Literal('asc'), Type.Literal('desc')], { default: 'desc' }),
});

/** The enterprise projects of the caller's domain; `name` is a part of names. */
export const ListEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:ListEnterpriseProject',
  checks: onDomain('eps:enterpriseProjects:list'),
  routes: [{ method: 'GET', path: PROJECTS_PATH }],
  input: Type.Object({ query: Query }),
  async run({ services, caller }, { query }) {
    const all = await enterpriseProjectsOf(services, accountOf(caller));
    const found = all.filter((project) => matchesFilter(query, project)).sort(orderOf(query));
    const [start, limit] = [Number(query.offset), Number(query.limit)];
    return {
      enterprise_projects: found.slice(start, start + limit).map(enterpriseProjectToWire),
      total_count: found.length,
    };
  },
});

function matchesFilter(query: Static<typeof Query>, project: EnterpriseProject): boolean {
  const { id = project.id, status, type = project.type } = query;
  return (
    id === project.id &&
    type === project.type &&
    project.name.includes(query.name) &&
    (status === undefined || (status === '1') === project.enabled)
  );
}

type Order = (left: EnterpriseProject, right: EnterpriseProject) => number;

function orderOf({ sort_key: key, sort_dir: direction }: Static<typeof Query>): Order {
  const ascending: Order = (left, right) => {
    if (key === 'name') return left.name < right.name ? -1 : 1;
    return key === 'updated_at' ? left.updatedAt - right.updatedAt : left.createdAt - right.createdAt;
  };
  return direction === 'asc' ? ascending : (left, right) => ascending(right, left);
}
