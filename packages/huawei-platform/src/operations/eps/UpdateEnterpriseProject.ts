import { Type } from '@sinclair/typebox';

import { epsError } from '../../errors/eps.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import {
  changeEnterpriseProject,
  enterpriseProjectToWire,
  projectFields,
  projectPath,
  rejectTakenName,
} from '../../wire/eps/enterprise-project.ts';
import { EPS, PROJECT_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

export const UpdateEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:UpdateEnterpriseProject',
  checks: onDomain('eps:enterpriseProjects:update'),
  routes: [{ method: 'PUT', path: PROJECT_PATH }],
  body: 'required',
  input: Type.Object({ path: projectPath, body: projectFields }),
  async run(context, { path: { enterprise_project_id: id }, body: { name, description, type } }) {
    await rejectTakenName(context, name, id);
    const project = await changeEnterpriseProject(context, id, ({ enabled }) => {
      if (!enabled) throw epsError('disabled', HELP.enableToChange({ id }));
      return { name, description, type };
    });
    return { enterprise_project: enterpriseProjectToWire(project) };
  },
});
