import { checkBkPermissions } from '@dragoman/adapter-bk';
import { checkIamGrants } from '@dragoman/adapter-huawei';
import type { Json } from '@dragoman/core';

import type { SeedGrant } from './grant-schema.ts';
import { withPolicyErrors } from './policies.ts';
import type { SeedPath } from './source.ts';
import type { StepParts } from './step.ts';

/** Grants of Huawei's IAM as an identity keeps them. @throws SeedError for one that IAM would not take */
export function grantsOf(parts: StepParts, path: SeedPath, grants: readonly SeedGrant[]): Json {
  const stored = grants.map(({ policy, ...scope }, index) => ({
    policy: { ...parts.policyOf(policy, [...path, index, 'policy'], 'huawei') },
    ...scope,
  }));
  withPolicyErrors(parts.source, path, () => checkIamGrants(stored));
  return stored;
}

/** Permissions of BKIAM as an identity keeps them. @throws SeedError for one that names no action of JOB's */
export function permissionsOf({ source }: StepParts, path: SeedPath, permissions: readonly string[]): Json {
  withPolicyErrors(source, path, () => checkBkPermissions(permissions));
  return permissions;
}
