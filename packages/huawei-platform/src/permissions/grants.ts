import type { Policy } from './policy.ts';

/**
 * What a grant of a role or policy covers: the whole account, its global services alone, one project, or the resources
 * of one enterprise project. An identity policy has no scope and covers everything.
 */
export type GrantScope = 'all' | 'global' | { readonly project: string } | { readonly enterpriseProject: string };

/** Stands for every enterprise project. */
export const ANY = 'any';

/** A policy that was given to somebody. */
export interface Grant {
  readonly scope: GrantScope;
  readonly policy: Policy;
  /** How the policy is called where it was given: a system policy's name, or the place in the list of grants. */
  readonly name: string;
}

/** Where a request works, as far as scopes go. */
export interface RequestScope {
  /** `null` at a global service. */
  readonly project: string | null;
  /** Of what the request is about; `0` is the default one, `any` of whatever the caller may see. */
  readonly enterpriseProject: string;
  /** Whether grants for an enterprise project count at the operation. */
  readonly takesEnterpriseProjects: boolean;
}

/**
 * Whether a grant counts for a request (user guide of IAM, granting by project and enterprise project, 2023). What one
 * enterprise project's grant denies is no reason not to list another's.
 */
export function covers({ scope, policy }: Grant, effect: 'Allow' | 'Deny', request: RequestScope): boolean {
  if (scope === 'all' || policy.version === '5.0') return true;
  if (scope === 'global') return request.project === null;
  if ('project' in scope) return scope.project === request.project;
  if (!request.takesEnterpriseProjects) return false;
  return request.enterpriseProject === ANY ? effect === 'Allow' : scope.enterpriseProject === request.enterpriseProject;
}
