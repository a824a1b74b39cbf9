import type { Identity } from '@dragoman/core';
import type { CheckList } from '@dragoman/protocol-kit';

import { accountOf } from '../account/account.ts';
import { DEFAULT_ENTERPRISE_PROJECT } from '../account/enterprise-projects.ts';
import { regionOf } from '../account/regions.ts';
import type { HuaweiContext, RawInput } from '../operation.ts';
import { type Action, namesOf } from '../permissions/actions.ts';
import type { Context, HuaweiCheck } from '../permissions/authorizer.ts';
import { NO_RESOURCE } from '../permissions/resource-pattern.ts';
import type { PlatformSettings } from '../settings.ts';

/** What a check is made of beside the action. */
export interface CheckFacts {
  /** `type:path` of what the action is on, such as `secretName:db`; absent, it is on nothing. */
  readonly on?: string;
  /** The region of what it is on, where that is not the project's. */
  readonly region?: string;
  /** Of what it is on; `any` where it is on whatever the caller may see. The default one, unless it is given. */
  readonly enterpriseProject?: string;
  /** Whether grants for an enterprise project count. They do, unless it is said. */
  readonly takesEnterpriseProjects?: boolean;
  readonly context?: Context;
  readonly resourceGrants?: HuaweiCheck['resourceGrants'];
}

/** A check in the project of the request. */
export function checkOf<Settings extends PlatformSettings>(
  { caller, projectId }: Pick<HuaweiContext<Settings>, 'caller' | 'projectId'>,
  action: Action,
  facts: CheckFacts = {},
): HuaweiCheck {
  const account = accountOf(caller);
  const { on, enterpriseProject = DEFAULT_ENTERPRISE_PROJECT, takesEnterpriseProjects = true, resourceGrants } = facts;
  const service = action.slice(0, action.indexOf(':'));
  const region = facts.region ?? regionOf(account, projectId);
  return {
    action,
    actions: namesOf(action),
    resource: on === undefined ? NO_RESOURCE : `${service}:${region}:${account.domain.id}:${on}`,
    scope: { project: projectId, enterpriseProject, takesEnterpriseProjects },
    context: { ...facts.context, 'g:ServiceName': service, 'g:EnterpriseProjectId': enterpriseProject },
    ...(resourceGrants !== undefined && { resourceGrants }),
  };
}

/** Of an operation that whoever is let in may call. */
export function unchecked(): CheckList {
  return [];
}

/** Of an operation in a project that is on nothing. */
export function onProject(action: Action) {
  return (context: HuaweiContext): CheckList => [checkOf(context, action)];
}

/** Of an operation of a service that has no projects. */
export function onDomain(action: Action) {
  return (context: HuaweiContext): CheckList => [domainCheck(context, action)];
}

/** Of one that looks at a user, whom nobody else may be asked about. */
export function onOtherUser(action: Action) {
  return (context: HuaweiContext, { path }: RawInput): CheckList =>
    path?.['user_id'] === accountOf(context.caller).user.id ? [] : [domainCheck(context, action)];
}

/** Of an operation on a topic of SMN, by its URN. */
export function onTopic(action: Action) {
  return (context: HuaweiContext, { path, query }: RawInput): CheckList => {
    const urn = path?.['topic_urn'] ?? path?.['resource_id'] ?? query?.['topic_urn'];
    return typeof urn === 'string' ? [checkOf(context, action, { on: `topic:${urn.split(':')[4] ?? urn}` })] : [];
  };
}

/** A check at a service that has no projects. @param on the URN of what it is on, where it is on something */
function domainCheck(context: HuaweiContext, action: Action, on?: string): HuaweiCheck {
  const check = checkOf(context, action);
  return {
    ...check,
    resource: on ?? check.resource,
    scope: { project: null, enterpriseProject: DEFAULT_ENTERPRISE_PROJECT, takesEnterpriseProjects: false },
  };
}

/** Rejects whoever may not assume an agency (role Agent Operator, or the action of a policy). @throws VendorError */
export function requireAssumption(context: HuaweiContext, assumer: Identity, agency: string): void {
  const urn = `iam::${accountOf(assumer).domain.id}:agency:${agency}`;
  const check = domainCheck({ ...context, caller: assumer }, 'sts:agencies:assume', urn);
  context.permissionsOf(assumer).require(check);
}
