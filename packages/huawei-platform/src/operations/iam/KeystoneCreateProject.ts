import { DomainError } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { accountOf } from '../../account/account.ts';
import { IAM_SERVICE, iamError } from '../../errors/iam.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { makeProject, parentOf } from '../../account/projects.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { projectToWire } from '../../wire/iam/project.ts';
import { onDomain } from '../checks.ts';

const Body = Type.Object({
  project: Type.Object({
    name: Type.String({ pattern: '^[a-zA-Z0-9_-]{1,64}$' }),
    domain_id: Type.Optional(Type.String()),
    parent_id: Type.Optional(Type.String()),
    description: Type.String({ maxLength: 255, default: '' }),
  }),
});

/**
 * Makes a project known; its id is the one that lists show for its name anyway. Its parent is kept as it was given.
 * @NOTE unverified: how a parent is rejected that is no project of the domain
 */
export const KeystoneCreateProject = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneCreateProject',
  checks: onDomain('iam:projects:createProject'),
  routes: [{ method: 'POST', path: '/v3/projects' }],
  success: 201,
  body: 'required',
  authenticated: true,
  input: Type.Object({ body: Body }),
  async run({ services, caller, request }, { body }) {
    const account = accountOf(caller);
    const { name, description, parent_id: parentId, domain_id: domainId = account.domain.id } = body.project;
    if (domainId !== account.domain.id)
      throw new InvalidInputError('body.project.domain_id', 'domain', HELP.projectDomainId);
    const project = await makeProject(services, account, {
      name,
      description,
      parentId: parentId ?? parentOf(account, name),
    }).catch(rejectConflict);
    return { project: projectToWire(project, account, originOf(request)) };
  },
});

function rejectConflict(error: unknown): never {
  if (!(error instanceof DomainError) || error.code !== 'resource-exists') throw error;
  throw iamError(
    409,
    'Conflict occurred attempting to store project. Duplicate Entry',
    HELP.projectExists({ subject: error.subject }),
  );
}
