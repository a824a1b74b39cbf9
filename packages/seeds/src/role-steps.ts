import { checkRamPolicy, createRole, findRole } from '@dragoman/adapter-aliyun';
import type { Json } from '@dragoman/core';

import { withPolicyErrors } from './policies.ts';
import type { SeedRole } from './role-schema.ts';
import type { SeedPath } from './source.ts';
import type { SeedStep, StepParts } from './step.ts';
import { seedDuration } from './times.ts';

/** The MaxSessionDuration of a role that sets none, in seconds. */
const DEFAULT_SESSION_SECONDS = 3_600;

/** A role of an account of Alibaba Cloud. @throws SeedError */
export function roleStep(parts: StepParts, path: SeedPath, given: SeedRole): SeedStep {
  const { source, claim, policyOf } = parts;
  const { aliyun: account, name, trust, policies, max_session: longest } = given;
  if (trust !== undefined)
    withPolicyErrors(source, [...path, 'trust'], () => checkRamPolicy(trust as Json, 'trust', name));
  const role = {
    maxSession:
      longest === undefined ? DEFAULT_SESSION_SECONDS : seedDuration(longest, source, [...path, 'max_session']) / 1_000,
    ...(trust !== undefined && { trust: trust as Json }),
    ...(policies !== undefined && {
      policies: policies.map((policy, index) => policyOf(policy, [...path, 'policies', index], 'aliyun')),
    }),
  };
  claim(`role ${account}/${name}`, [...path, 'name']);
  return {
    source,
    path,
    entry: { kind: 'role', vault: null, name: `${account}/${name}` },
    content: given,
    isThere: async (services) => (await findRole(services, account, name)) !== null,
    create: (services) => createRole(services, account, name, role),
  };
}
