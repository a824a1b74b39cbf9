import { mayUse } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { projectAddress } from '../../account/account.ts';
import { epsError } from '../../errors/eps.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { loadEnterpriseProject, projectPath } from '../../wire/eps/enterprise-project.ts';
import { moveResource, resourceType } from '../../wire/eps/resource.ts';
import { EPS, PROJECT_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

const Body = Type.Object({
  resource_id: Type.String({ minLength: 1 }),
  resource_type: Type.String({ minLength: 1 }),
  project_id: Type.Optional(Type.String()),
  region_id: Type.Optional(Type.String()),
  associated: Type.Optional(Type.Boolean()),
});

/**
 * Puts a secret, a key or a topic into an enterprise project, where it shows at once.
 * @NOTE unverified: that a resource which is missing is told with 404
 */
export const MigrateResource = defineOperation({
  ...EPS,
  name: 'EPS:MigrateResource',
  checks: onDomain('eps:resources:add'),
  routes: [{ method: 'POST', path: `${PROJECT_PATH}/resources-migrate` }],
  success: 204,
  body: 'required',
  input: Type.Object({ path: projectPath, body: Body }),
  async run(context, { path, body }) {
    const type = resourceType(body.resource_type);
    const target = await loadEnterpriseProject(context, path.enterprise_project_id);
    if (!target.enabled) throw epsError('disabled', HELP.projectDisabled({ targetId: target.id }));
    if (body.project_id === undefined) throw epsError('projectId', HELP.needsProjectId({ type }));
    if (!mayUse(context.caller, projectAddress(body.project_id)))
      throw epsError('forbidden', HELP.actorNotInProject({ actor: context.actor, projectId: body.project_id }));
    const location = { ...context, projectId: body.project_id, vault: context.vaultOfProject(body.project_id) };
    await moveResource(location, type, body.resource_id, target.id);
  },
});
