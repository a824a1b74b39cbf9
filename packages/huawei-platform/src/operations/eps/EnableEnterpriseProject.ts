import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { changeEnterpriseProject, projectPath } from '../../wire/eps/enterprise-project.ts';
import { EPS, PROJECT_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

/** EnableEnterpriseProject, and DisableEnterpriseProject: one call, told apart by its action. */
export const EnableEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:EnableEnterpriseProject',
  checks: onDomain('eps:enterpriseProjects:enable'),
  routes: [{ method: 'POST', path: `${PROJECT_PATH}/action` }],
  success: 204,
  body: 'required',
  input: Type.Object({
    path: projectPath,
    body: Type.Object({ action: Type.Union([Type.Literal('enable'), Type.Literal('disable')]) }),
  }),
  async run(context, { path, body }) {
    await changeEnterpriseProject(context, path.enterprise_project_id, () => ({ enabled: body.action === 'enable' }));
  },
});
