import type { Json } from '@dragoman/core';

import { type Path, PolicyDocumentError, objectOf } from './document-error.ts';
import type { Grant, GrantScope } from './grants.ts';
import { type Policy, readPolicy } from './policy.ts';
import { SYSTEM_POLICIES } from './system-policies.ts';

const FIELDS = ['policy', 'name', 'project', 'enterprise_project'];

/**
 * Reads grants as somebody states them: a list of `{ policy, project or enterprise_project }`. A policy is a document,
 * or the name of a system policy; `name` is what a document is called. `project` is `all`, `global`, or the id of one.
 * @throws PolicyDocumentError with the path from the list down
 */
export function readGrants(given: Json): readonly Grant[] {
  if (!Array.isArray(given)) throw new PolicyDocumentError([], 'must be a list of grants');
  return given.map((grant, index) => grantOf(grant as Json, index));
}

function grantOf(given: Json, index: number): Grant {
  const path: Path = [index];
  const fields = objectOf(given, path, FIELDS);
  const policy = policyOf(fields['policy'], [...path, 'policy']);
  const scope = scopeOf(fields, path);
  if (policy.version === '5.0' && scope !== 'all')
    throw new PolicyDocumentError(path, 'has a scope, which an identity policy has not: leave it out');
  return { scope, policy, name: nameOf(fields, index) };
}

function policyOf(given: unknown, path: Path): Policy {
  if (typeof given === 'string') {
    const known = SYSTEM_POLICIES.get(given);
    if (known !== undefined) return known;
    throw new PolicyDocumentError(path, `must be a document or one of ${[...SYSTEM_POLICIES.keys()].join(', ')}`);
  }
  try {
    return readPolicy(given);
  } catch (error) {
    if (error instanceof PolicyDocumentError) throw new PolicyDocumentError([...path, ...error.path], error.message);
    throw error;
  }
}

function scopeOf(
  { project, enterprise_project: enterprise }: Readonly<Record<string, unknown>>,
  path: Path,
): GrantScope {
  if (project !== undefined && enterprise !== undefined)
    throw new PolicyDocumentError([...path, 'enterprise_project'], 'must not stand beside project');
  if (enterprise !== undefined) return { enterpriseProject: textOf(enterprise, [...path, 'enterprise_project']) };
  if (project === undefined || project === 'all') return 'all';
  return project === 'global' ? 'global' : { project: textOf(project, [...path, 'project']) };
}

function textOf(given: unknown, path: Path): string {
  if (typeof given !== 'string' || given === '') throw new PolicyDocumentError(path, 'must be a string');
  return given;
}

function nameOf({ policy, name }: Readonly<Record<string, unknown>>, index: number): string {
  if (typeof name === 'string') return name;
  return typeof policy === 'string' ? policy : `grants[${index}]`;
}
