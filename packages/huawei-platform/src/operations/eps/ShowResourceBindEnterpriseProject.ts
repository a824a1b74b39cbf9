import { mayUse } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { projectAddress } from '../../account/account.ts';
import { defineOperation } from '../../operation.ts';
import { loadEnterpriseProject, projectPath } from '../../wire/eps/enterprise-project.ts';
import { RESOURCE_TYPES, resourceToWire, resourceType, resourcesOf } from '../../wire/eps/resource.ts';
import { EPS, PROJECT_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

const Body = Type.Object({
  projects: Type.Optional(Type.Array(Type.String())),
  resource_types: Type.Optional(Type.Array(Type.String())),
  offset: Type.Integer({ minimum: 0, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 1_000 }),
  matches: Type.Array(Type.Object({ key: Type.Literal('resource_name'), value: Type.String() }), { default: [] }),
});

/** The resources in an enterprise project: of these projects, of the caller's own where none are named. */
export const ShowResourceBindEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:ShowResourceBindEnterpriseProject',
  checks: onDomain('eps:resources:list'),
  routes: [{ method: 'POST', path: `${PROJECT_PATH}/resources/filter` }],
  body: 'required',
  input: Type.Object({ path: projectPath, body: Body }),
  async run(context, { path, body }) {
    const { id } = await loadEnterpriseProject(context, path.enterprise_project_id);
    const types = body.resource_types?.map(resourceType) ?? RESOURCE_TYPES;
    const projects = (body.projects ?? [context.projectId]).filter((project) =>
      mayUse(context.caller, projectAddress(project)),
    );
    const found: object[] = [];
    for (const projectId of projects) {
      const location = { ...context, projectId, vault: context.vaultOfProject(projectId) };
      const here = (await resourcesOf(location, types)).filter(
        ({ enterpriseProjectId, name }) =>
          enterpriseProjectId === id && body.matches.every(({ value }) => name.includes(value)),
      );
      found.push(...here.map((resource) => resourceToWire(location, resource)));
    }
    return {
      resources: found.slice(body.offset, body.offset + body.limit),
      errors: [],
      total_count: found.length,
    };
  },
});
