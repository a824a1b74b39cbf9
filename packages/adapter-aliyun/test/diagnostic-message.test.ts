import { describe, expect, it } from '@jest/globals';

import { json, newEnvironment } from './environment.ts';
import { type Caller, callerWith, sessionOf } from './permissions-environment.ts';

const RAM = { Version: '2015-05-01' };
const decode = (by: Caller, EncodedDiagnosticMessage: string) =>
  by.call('DecodeDiagnosticMessage', { ...RAM, EncodedDiagnosticMessage });

/** The message of a rejection, which must be one. */
async function messageOf(by: Caller, SecretName: string): Promise<string> {
  const { Code, AccessDeniedDetail } = json(await by.call('GetSecretValue', { SecretName }));
  expect(Code).toBe('Forbidden.NoPermission');
  return (AccessDeniedDetail as { readonly EncodedDiagnosticMessage: string }).EncodedDiagnosticMessage;
}

const DENYING = { Version: '1', Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }] };

describe('an EncodedDiagnosticMessage', () => {
  it('begins as the vendor’s do, and says of a Deny who, what, when and by which policy', async () => {
    const environment = await newEnvironment();
    const admin = await callerWith(environment, 'admin', {});
    const ci = await callerWith(environment, 'ci', { policies: [DENYING], context: { source_ip: '203.0.113.7' } });
    const message = await messageOf(ci, 'db');
    expect(message).toMatch(/^AQ/);
    expect(message).not.toContain(Buffer.from('GetSecretValue').toString('base64').slice(0, 8));
    expect(json(await decode(admin, message))).toMatchObject({
      DecodedDiagnosticMessage: {
        ExplicitDeny: true,
        NoPermissionPolicyType: 'AccountLevelIdentityBasedPolicy',
        AuthAction: 'kms:GetSecretValue',
        AuthResource: 'acs:kms:cn-hangzhou:1000000000000001:secret/db',
        AuthPrincipal: { AuthPrincipalType: 'SubUser', AuthPrincipalOwnerId: '1000000000000001' },
        AuthConditions: expect.arrayContaining([
          { ConditionKey: 'acs:SourceIp', ConditionValues: ['203.0.113.7'] },
          { ConditionKey: 'acs:PrincipalARN', ConditionValues: ['acs:ram::1000000000000001:user/ci'] },
        ]),
        MatchedPolicies: [
          {
            Effect: 'Deny',
            PolicyIdentifier: 'p0',
            PolicyType: 'Custom',
            PolicyVersion: 'v1',
            AttachedEntityType: 'RamUser',
            AttachedScope: 'Account',
          },
        ],
      },
    });
  });

  it('says of a session what it was narrowed to', async () => {
    const environment = await newEnvironment();
    const admin = await callerWith(environment, 'admin', {});
    const narrowed = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:ListSecrets', Resource: '*' }] };
    const session = await sessionOf(environment, 'reader', 'alice', narrowed);
    expect(json(await decode(admin, await messageOf(session, 'db')))).toMatchObject({
      DecodedDiagnosticMessage: {
        ExplicitDeny: false,
        NoPermissionPolicyType: 'SessionPolicy',
        AuthPrincipal: { AuthPrincipalType: 'AssumedRoleUser', AuthPrincipalDisplayName: 'reader:alice' },
        MatchedPolicies: [],
      },
    });
  });

  it('is read with ram:DecodeDiagnosticMessage alone, in the account that it is of', async () => {
    const environment = await newEnvironment();
    const ci = await callerWith(environment, 'ci', { policies: [] });
    const message = await messageOf(ci, 'db');
    expect(json(await decode(ci, message))).toMatchObject({
      Code: 'NoPermission',
      AccessDeniedDetail: { AuthAction: 'ram:DecodeDiagnosticMessage' },
    });
    const Statement = [{ Effect: 'Allow', Action: 'ram:DecodeDiagnosticMessage', Resource: '*' }];
    const reader = await callerWith(environment, 'reader', { policies: [{ Version: '1', Statement }] });
    expect((await decode(reader, message)).status).toBe(200);
    const outsider = await callerWith(environment, 'outsider', { account: '2' });
    for (const [by, text] of [
      [outsider, message],
      [reader, `${message.slice(0, -4)}AAAA`],
      [reader, 'AQ'],
      [reader, 'none'],
    ] as const)
      expect(json(await decode(by, text))).toMatchObject({ Code: 'InvalidParameter.EncodedDiagnosticMessage' });
  });
});
