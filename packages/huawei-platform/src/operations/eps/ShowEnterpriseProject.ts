import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { enterpriseProjectToWire, loadEnterpriseProject, projectPath } from '../../wire/eps/enterprise-project.ts';
import { EPS, PROJECT_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

export const ShowEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:ShowEnterpriseProject',
  checks: onDomain('eps:enterpriseProjects:get'),
  routes: [{ method: 'GET', path: PROJECT_PATH }],
  input: Type.Object({ path: projectPath }),
  async run(context, { path }) {
    const project = await loadEnterpriseProject(context, path.enterprise_project_id);
    return { enterprise_project: enterpriseProjectToWire(project) };
  },
});
