import { Type } from '@sinclair/typebox';

import { accountOf } from '../../account/account.ts';
import {
  MAX_ENTERPRISE_PROJECTS,
  enterpriseProjectsOf,
  makeEnterpriseProject,
} from '../../account/enterprise-projects.ts';
import { epsError } from '../../errors/eps.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { enterpriseProjectToWire, projectFields, rejectTakenName } from '../../wire/eps/enterprise-project.ts';
import { EPS, PROJECTS_PATH } from './define.ts';
import { onDomain } from '../checks.ts';

export const CreateEnterpriseProject = defineOperation({
  ...EPS,
  name: 'EPS:CreateEnterpriseProject',
  checks: onDomain('eps:enterpriseProjects:create'),
  routes: [{ method: 'POST', path: PROJECTS_PATH }],
  success: 201,
  body: 'required',
  input: Type.Object({ body: projectFields }),
  async run(context, { body }) {
    const { services, caller } = context;
    await rejectTakenName(context, body.name);
    const { length } = await enterpriseProjectsOf(services, accountOf(caller));
    if (length > MAX_ENTERPRISE_PROJECTS)
      throw epsError('quota', HELP.enterpriseProjectLimit({ limit: MAX_ENTERPRISE_PROJECTS }));
    const { name, description, type } = body;
    const project = await makeEnterpriseProject(services, accountOf(caller), { name, description, type });
    return { enterprise_project: enterpriseProjectToWire(project) };
  },
});
