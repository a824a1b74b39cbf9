import { mayUse } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { accountOf, projectAddress } from '../../account/account.ts';
import { defineOperation } from '../../operation.ts';
import { projectsOf } from '../../account/projects.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { projectToWire } from '../../wire/iam/project.ts';
import { unchecked } from '../checks.ts';

/** Lists the projects that the caller may work in, of those that the domain is known to have. */
export const KeystoneListAuthProjects = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneListAuthProjects',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v3/auth/projects' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({}),
  async run({ services, caller, request }) {
    const account = accountOf(caller);
    const origin = originOf(request);
    const projects = (await projectsOf(services, account)).filter(({ id }) => mayUse(caller, projectAddress(id)));
    return {
      projects: projects.map((project) => projectToWire(project, account, origin)),
      links: { self: `${origin}/v3/auth/projects` },
    };
  },
});
