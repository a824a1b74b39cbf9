import { DomainError, changeDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { accountOf, domainVault } from '../../account/account.ts';
import {
  DEFAULT_ENTERPRISE_PROJECT,
  ENTERPRISE_PROJECTS,
  type EnterpriseProject,
  type EnterpriseProjectBody,
  enterpriseProjectsOf,
  findEnterpriseProject,
} from '../../account/enterprise-projects.ts';
import { epsError } from '../../errors/eps.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';

type EpsContext = Pick<HuaweiContext, 'services' | 'caller'>;

export const projectPath = Type.Object({ enterprise_project_id: Type.String() });

/** Letters of any script, digits, `_` and `-`; never a form of `default` (CreateEnterpriseProject, `name`). */
export const projectFields = Type.Object({
  name: Type.String({ pattern: '^(?![dD][eE][fF][aA][uU][lL][tT]$)[\\p{L}0-9_-]{1,64}$' }),
  description: Type.String({ maxLength: 512, default: '' }),
  type: Type.Union([Type.Literal('prod'), Type.Literal('poc')], { default: 'prod' }),
});

/** @throws VendorError EPS.0005 */
export async function loadEnterpriseProject({ services, caller }: EpsContext, id: string): Promise<EnterpriseProject> {
  const project = await findEnterpriseProject(services, accountOf(caller), id);
  if (project === null) throw epsError('missing', HELP.unknownEnterpriseProject({ id }));
  return project;
}

/** @throws VendorError EPS.0010 where another one has the name */
export async function rejectTakenName({ services, caller }: EpsContext, name: string, id?: string): Promise<void> {
  const projects = await enterpriseProjectsOf(services, accountOf(caller));
  if (projects.some((project) => project.name === name && project.id !== id))
    throw epsError('nameExists', HELP.enterpriseProjectExists({ name }));
}

/** @throws VendorError EPS.0005, EPS.0012 */
export async function changeEnterpriseProject(
  { services, caller }: EpsContext,
  id: string,
  change: (body: EnterpriseProjectBody) => Partial<EnterpriseProjectBody>,
): Promise<EnterpriseProject> {
  if (id === DEFAULT_ENTERPRISE_PROJECT) throw epsError('defaultProject', HELP.keepDefaultUnchanged);
  const ref = { vault: domainVault(accountOf(caller)), kind: ENTERPRISE_PROJECTS, id };
  const { body, createdAt } = await changeDialectRecord<EnterpriseProjectBody>(services, ref, (project) => ({
    body: { ...project.body, ...change(project.body), updatedAt: services.clock.now() },
    dueAt: null,
  })).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'resource-not-found')
      throw epsError('missing', HELP.unknownEnterpriseProject({ id }));
    throw error;
  });
  return { ...body, id, createdAt };
}

/** An enterprise project as lists and its detail show it. */
export function enterpriseProjectToWire(project: EnterpriseProject): object {
  return {
    id: project.id,
    name: project.name,
    description: project.description,
    type: project.type,
    status: project.enabled ? 1 : 2,
    created_at: epsTime(project.createdAt),
    updated_at: epsTime(project.updatedAt),
    delete_flag: false,
  };
}

/** As `2018-05-18T06:49:06Z`. */
function epsTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
