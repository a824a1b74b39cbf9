import type { Json } from '@dragoman/core';
import { PolicyDocumentError } from '@dragoman/protocol-kit';

import type { Grant, GrantScope } from './grants.ts';
import { POLICY_ERRORS } from './messages.ts';
import { type Policy, readPolicy } from './policy.ts';
import { systemPolicies } from './system-policies.ts';

/** A grant as an identity keeps it. A policy without a document is a system policy. */
export interface StoredGrant {
  readonly policy: { readonly name: string; readonly document?: Json };
  /** `all`, which it is by default, `global`, or a project's id, or its region's name. */
  readonly project?: string;
  readonly enterprise_project?: string;
}

/**
 * Reads what {@link StoredGrant} describes.
 * @throws PolicyDocumentError with the path from the list down
 */
export function readGrants(stored: Json): readonly Grant[] {
  return (stored as unknown as readonly StoredGrant[]).map(readGrant);
}

function readGrant({ policy: { name, document }, ...given }: StoredGrant, index: number): Grant {
  const policy = document === undefined ? systemPolicy(name, index) : readPolicy(document);
  const scope = scopeOf(given, index);
  if (policy.version === '5.0' && scope !== 'all') throw new PolicyDocumentError([index], POLICY_ERRORS.noScope);
  return { scope, policy, name };
}

function systemPolicy(name: string, index: number): Policy {
  const known = systemPolicies().get(name);
  if (known === undefined) throw new PolicyDocumentError([index, 'policy'], POLICY_ERRORS.noSystemPolicy({ name }));
  return known;
}

function scopeOf({ project, enterprise_project: enterprise }: Omit<StoredGrant, 'policy'>, index: number): GrantScope {
  if (enterprise === undefined) return project === undefined || isName(project) ? (project ?? 'all') : { project };
  if (project === undefined) return { enterpriseProject: enterprise };
  throw new PolicyDocumentError([index, 'enterprise_project'], POLICY_ERRORS.besideProject);
}

function isName(project: string): project is 'all' | 'global' {
  return project === 'all' || project === 'global';
}
