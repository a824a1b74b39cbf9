import { deleteDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { accountOf, domainVault } from '../../account/account.ts';
import { DEFAULT_ENTERPRISE_PROJECT, ENTERPRISE_PROJECTS } from '../../account/enterprise-projects.ts';
import { epsError } from '../../errors/eps.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { loadEnterpriseProject, projectPath } from '../../wire/eps/enterprise-project.ts';
import { RESOURCE_TYPES, resourcesOf } from '../../wire/eps/resource.ts';
import { EPS, PROJECT_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

/** Deletes an enterprise project that is disabled, and in which nothing is of the caller's own project. */
export const DeleteEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:DeleteEnterpriseProject',
  checks: onDomain('eps:enterpriseProjects:delete'),
  routes: [{ method: 'DELETE', path: PROJECT_PATH }],
  success: 204,
  input: Type.Object({ path: projectPath }),
  async run(context, { path: { enterprise_project_id: id } }) {
    const project = await loadEnterpriseProject(context, id);
    if (id === DEFAULT_ENTERPRISE_PROJECT) throw epsError('defaultProject', HELP.keepDefaultProject);
    if (project.enabled) throw epsError('request', HELP.disableToDelete({ id }));
    const held = (await resourcesOf(context, RESOURCE_TYPES)).find((found) => found.enterpriseProjectId === id);
    if (held !== undefined) throw epsError('request', HELP.moveOut({ type: held.type, heldName: held.name, id }));
    const vault = domainVault(accountOf(context.caller));
    await deleteDialectRecord(context.services, { vault, kind: ENTERPRISE_PROJECTS, id });
  },
});
