import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { type Context, type ResourceGrant, authorizer, grantsOf } from '../src/permissions/authorizer.ts';
import type { GrantScope } from '../src/permissions/grants.ts';
import { readPolicy } from '../src/permissions/policy.ts';
import { Rights } from '../src/permissions/rights.ts';
import { systemPolicies } from '../src/permissions/system-policies.ts';

interface GivenCheck {
  readonly actions: readonly string[];
  readonly resource: string;
  readonly context?: Context;
  readonly grant_operation?: string;
}

interface Vector {
  readonly id: string;
  readonly title: string;
  readonly principal: { readonly kind: string; readonly domain: string; readonly name: string; readonly id: string };
  readonly grants?: readonly {
    readonly scope: { readonly project?: string; readonly enterprise_project?: string };
    readonly policy: { readonly system?: string };
  }[];
  readonly key_grants?: readonly ResourceGrant[];
  readonly request: {
    readonly operation: string;
    readonly project: string;
    readonly enterprise_project?: string;
    readonly checks: readonly GivenCheck[];
    readonly context?: Context;
  };
  readonly expect: {
    readonly decision: 'allow' | 'deny';
    readonly kind?: 'implicit-deny' | 'explicit-deny' | 'missing';
    readonly failing_check?: number;
    readonly error?: { readonly code?: string };
  };
}

const FILE = new URL('../../../test/vectors/authorization.json', import.meta.url);
const VECTORS = (
  JSON.parse(readFileSync(FILE, 'utf8')) as { vectors: (Vector & { service: string })[] }
).vectors.filter(({ service }) => service === 'huawei');

function scopeOf({ project, enterprise_project: enterpriseProject }: NonNullable<Vector['grants']>[number]['scope']) {
  if (enterpriseProject !== undefined) return { enterpriseProject };
  return project === undefined || project === 'all' ? 'all' : { project };
}

function rightsOf({ grants = [] }: Vector): Rights {
  return new Rights(
    grants.map(({ scope, policy }, index) => ({
      scope: scopeOf(scope) satisfies GrantScope,
      policy:
        policy.system === undefined
          ? readPolicy(policy)
          : (systemPolicies().get(policy.system) ?? fail(`no system policy ${policy.system}`)),
      name: `grant ${index + 1}`,
    })),
  );
}

function fail(message: string): never {
  throw new Error(message);
}

function decide(vector: Vector) {
  const { principal, request, key_grants: grants = [] } = vector;
  const caller = {
    domain: principal.domain,
    userId: principal.id,
    userName: principal.name,
    rights: rightsOf(vector),
    context: {},
  };
  const checks = request.checks.map(({ actions, resource, context, grant_operation: operation }) => ({
    action: actions[0] ?? '',
    actions,
    resource,
    scope: {
      project: request.project,
      enterpriseProject: request.enterprise_project ?? '0',
      takesEnterpriseProjects: request.operation !== 'BatchDeleteSecrets',
    },
    context: { ...request.context, ...context },
    ...(operation !== undefined && { resourceGrants: { operation, grants } }),
  }));
  const decision = authorizer.decide(caller, checks);
  const { denied } = decision;
  return {
    decision: denied === null ? 'allow' : 'deny',
    ...(denied !== null && { kind: denied.outcome, failing_check: decision.decided.length - 1 }),
    lacksGrantAlone: denied?.outcome === 'implicit-deny' && grantsOf(caller, denied.check).length > 0,
  };
}

describe('the decision vectors of Huawei', () => {
  // An account states no rights, so nobody asks about it.
  const restricted = VECTORS.filter(({ principal }) => principal.kind !== 'account');

  it('are all there', () => {
    expect([VECTORS.length, restricted.length]).toEqual([52, 51]);
  });

  it.each(restricted.map((vector) => [vector.id, vector.title, vector] as const))('%s: %s', (_id, _title, vector) => {
    const { kind, decision, failing_check: failing, error } = vector.expect;
    const { lacksGrantAlone, ...decided } = decide(vector);
    // What is missing is told by the operation, once the permission is there.
    const isDenied = decision === 'deny' && kind !== 'missing';
    expect(decided).toEqual(isDenied ? { decision, kind, failing_check: failing } : { decision: 'allow' });
    expect(lacksGrantAlone).toBe(error?.code === 'KMS.0306');
  });
});
