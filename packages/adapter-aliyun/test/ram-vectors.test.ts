import type { Json } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { ramAuthorizer } from '../src/ram/evaluate.ts';
import type { RamCheck, RamPrincipal } from '../src/ram/request.ts';
import { type CompiledPolicy, compilePolicy, type PolicyKind } from '../src/ram/policy-document.ts';
import { SYSTEM_POLICIES } from '../src/ram/system-policies.ts';
import { type AliyunVector, aliyunVectors, documentOf, inLowerCase } from './ram-vectors.ts';

const KINDS = { user: 'user', root: 'user', role: 'role', federated: 'provider' } as const;
/** What a request is answered before anybody is asked, or after everybody was, is for the door. */
const isDecided = ({ expect: { kind } }: AliyunVector): boolean => kind !== 'invalid';

function compiled(document: Json | undefined, kind: PolicyKind, name: string): CompiledPolicy | null {
  return document === undefined ? null : compilePolicy(document, kind, name);
}

function principalOf({ principal, policies, request }: AliyunVector): RamPrincipal {
  const { kind, account, name = '', provider } = principal;
  return {
    kind: KINDS[kind],
    account,
    displayName: '',
    arn: provider ?? `acs:ram::${account}:${kind}/${name}`,
    policies:
      kind === 'root'
        ? null
        : (policies.identity ?? []).map((policy, index) => compilePolicy(documentOf(policy), 'identity', `p${index}`)),
    session: compiled(policies.session, 'identity', 'session'),
    context: inLowerCase(request.context),
  };
}

function checksOf({ policies, request, principal }: AliyunVector): RamCheck[] {
  return request.checks.map(({ action, resource, context }) => {
    const kind = resource.includes(':secret/') ? 'secret' : 'key';
    const ofResource = compiled(policies.resource?.[resource], 'resource', kind);
    const trust = compiled(policies.trust, 'trust', 'trust');
    const owner = resource === '*' ? principal.account : (resource.split(':')[3] ?? '');
    const attached = trust === null ? { to: kind, policy: ofResource } : { to: 'role', policy: trust };
    return {
      action,
      resource,
      owner: owner === '' ? (resource.split(':')[4] ?? '') : owner,
      context: inLowerCase(context),
      ...(attached.policy !== null && { attached: attached as NonNullable<RamCheck['attached']> }),
    };
  });
}

const SOURCES: Readonly<Record<string, string>> = {
  AccountLevelIdentityBasedPolicy: 'identity',
  SessionPolicy: 'session',
  AssumeRolePolicy: 'trust',
};

describe('every decision about Alibaba Cloud that is known', () => {
  it('is there', () => {
    expect(aliyunVectors).toHaveLength(85);
  });

  it.each(aliyunVectors.filter(isDecided).map((vector) => [vector.id, vector.title, vector] as const))(
    '%s: %s',
    (_id, _title, vector) => {
      const { kind, failing_check: failing, error } = vector.expect;
      const { decided, denied } = ramAuthorizer.decide(principalOf(vector), checksOf(vector));
      if (kind !== 'implicit-deny' && kind !== 'explicit-deny') {
        expect(denied).toBeNull();
        return;
      }
      expect(denied?.outcome).toBe(kind);
      expect(decided).toHaveLength((failing ?? -1) + 1);
      const type = error?.access_denied_detail?.['PolicyType'] ?? error?.policy_type;
      if (error?.code === 'Forbidden.NoPermission' || error?.code === 'NoPermission')
        expect(denied?.by?.source ?? 'identity').toBe(type === undefined ? 'resource' : SOURCES[type]);
    },
  );
});

describe('the policies that Alibaba Cloud has ready', () => {
  it.each(Object.keys(SYSTEM_POLICIES))('%s is one that RAM takes', (name) => {
    expect(compilePolicy(SYSTEM_POLICIES[name] ?? null, 'identity', name).allows).not.toHaveLength(0);
  });
});
