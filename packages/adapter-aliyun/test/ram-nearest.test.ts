import { describe, expect, it } from '@jest/globals';

import { ramAuthorizer } from '../src/ram/evaluate.ts';
import { compilePolicy } from '../src/ram/policy-document.ts';
import type { RamCheck, RamPrincipal } from '../src/ram/request.ts';

type Statement = Readonly<Record<string, string | string[] | Record<string, Record<string, string>>>>;

const CHECK: RamCheck = { action: 'kms:GetSecretValue', resource: 'acs:kms:cn-hangzhou:1:secret/billing', owner: '1' };

const policyOf = (name: string, ...statements: Statement[]) =>
  compilePolicy({ Version: '1', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) }, 'identity', name);

/** What is nearest to allowing the check for a user with these policies. */
function nearest(policies: RamPrincipal['policies'], more: Partial<RamPrincipal> = {}, check = CHECK) {
  const principal: RamPrincipal = {
    ...{ kind: 'user', account: '1', arn: 'acs:ram::1:user/ci', displayName: '2', policies, session: null },
    context: { 'acs:sourceip': '10.1.2.3' },
    ...more,
  };
  return ramAuthorizer.decide(principal, [check]).denied?.nearest?.() ?? null;
}

describe('the statement that came closest', () => {
  it('is the one of the right action on another resource', () => {
    const policy = policyOf(
      'p',
      { Action: 'oss:*', Resource: 'acs:oss:*' },
      { Action: 'kms:Get*', Resource: ['acs:kms:*:*:secret/orders', 'acs:kms:*:*:key/*'] },
    );
    expect(nearest([policy])).toEqual({
      ...{ source: 'identity', policy: 'p', statement: 2 },
      mismatches: [{ element: 'Resource', written: 'acs:kms:*:*:secret/orders, acs:kms:*:*:key/*' }],
    });
  });

  it('is of two the one whose resource is more alike', () => {
    const other = policyOf('other', { Action: 'kms:GetSecretValue', Resource: 'acs:kms:*:*:secret/team-a' });
    const alike = policyOf('alike', { Action: 'kms:GetSecretValue', Resource: 'acs:kms:*:*:secret/biling' });
    expect(nearest([other, alike])).toMatchObject({ policy: 'alike' });
    expect(nearest([alike, other])).toMatchObject({ policy: 'alike' });
  });

  it('lacks a condition rather than an action', () => {
    const wrongAction = policyOf('p', { Action: 'kms:DescribeSecret', Resource: '*' });
    const elsewhere = { IpAddress: { 'acs:SourceIp': '192.0.2.0/24' } };
    const wrongAddress = policyOf('q', { Action: 'kms:*', Resource: '*', Condition: elsewhere });
    expect(nearest([wrongAction, wrongAddress])).toMatchObject({
      policy: 'q',
      mismatches: [{ element: 'Condition', written: 'IpAddress acs:SourceIp 192.0.2.0/24' }],
    });
    expect(nearest([wrongAction])?.mismatches).toEqual([{ element: 'Action', written: 'kms:DescribeSecret' }]);
  });

  it('is none where all are about something else', () => {
    expect(nearest([policyOf('p', { Action: 'oss:GetObject', Resource: 'acs:oss:*:*:bucket' })])).toBeNull();
    expect(nearest([])).toBeNull();
  });

  it('is of the session where only that is silent', () => {
    const session = policyOf('the session policy', { Action: 'kms:GetSecretValue', Resource: 'acs:kms:*:*:secret/x' });
    const all = policyOf('all', { Action: '*', Resource: '*' });
    expect(nearest([all], { session })).toMatchObject({ source: 'session', statement: 1 });
  });

  it('is one of the secret’s own policy, of another principal', () => {
    const Principal = { RAM: ['acs:ram::1:user/somebody'] };
    const document = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'kms:GetSecretValue', Resource: '*', Principal }],
    };
    const attached = { to: 'secret', policy: compilePolicy(document, 'resource', 'of the secret') } as const;
    expect(nearest([], {}, { ...CHECK, attached })).toMatchObject({
      source: 'resource',
      mismatches: [{ element: 'Principal', written: 'acs:ram::1:user/somebody' }],
    });
  });

  it('is looked for only where nothing allows and nothing denies it', () => {
    const deny = compilePolicy(
      { Version: '1', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
      'identity',
      'deny',
    );
    const near = policyOf('p', { Action: 'kms:GetSecretValue', Resource: 'acs:kms:*:*:secret/x' });
    expect(nearest([near, deny])).toBeNull();
  });
});
