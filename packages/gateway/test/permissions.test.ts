import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { type AccessKeys, openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

const KEYS = {
  reader: { accessKeyId: 'READERKEY000000000001', accessKeySecret: 'secret of the reader for tests' },
  outsider: { accessKeyId: 'OUTSIDERKEY0000000001', accessKeySecret: 'secret of the outsider for tests' },
};

const SEEDS = {
  policies: {
    'orders-reader': {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'kms:GetSecretValue', Resource: 'acs:kms:*:*:secret/orders-*' },
        { Effect: 'Deny', Action: 'kms:GetSecretValue', Resource: 'acs:kms:*:*:secret/orders-root' },
      ],
    },
  },
  identities: (['reader', 'outsider'] as const).map((id) => ({
    id,
    access_keys: [{ id: KEYS[id].accessKeyId, secret: KEYS[id].accessKeySecret }],
    aliyun: { policies: id === 'reader' ? ['orders-reader'] : [] },
  })),
  secrets: ['orders-db', 'orders-root', 'billing-db'].map((name) => ({ name, value: `value of ${name}` })),
};

/** A gateway with these identities, and its control API. */
async function opened(flags: Readonly<Record<string, string>> = {}) {
  const gateway = await gatewayForTest(flags);
  const control = controlClient({ url: gateway.url });
  await control.seeds.apply(SEEDS);
  const call = (who: keyof typeof KEYS, action: string, params: Record<string, string>): Promise<unknown> =>
    openApiCaller(gateway.host)(action, params, { keys: KEYS[who] });
  return { gateway, control, call };
}

describe('permissions that are enforced', () => {
  let gateway: TestGateway;
  let control: ControlClient;
  let call: Awaited<ReturnType<typeof opened>>['call'];
  beforeAll(async () => {
    ({ gateway, control, call } = await opened());
  });
  afterAll(() => gateway.close());

  async function explained(rejected: Promise<unknown>) {
    await expect(rejected).rejects.toMatchObject({ code: 'Forbidden.NoPermission' });
    const { entries } = await control.journal.list({ newest: true, limit: 1 });
    return control.explain({ request_id: entries[0]?.request_id ?? '' });
  }

  it('let pass what a named policy allows, and the journal says which', async () => {
    await call('reader', 'GetSecretValue', { SecretName: 'orders-db' });
    const { entries } = await control.journal.list({ newest: true, limit: 1 });
    expect(entries[0]?.checks).toEqual([
      {
        action: 'kms:GetSecretValue',
        resource: 'acs:kms:cn-hangzhou:1000000000000001:secret/orders-db',
        outcome: 'allowed',
        decided_by: 'orders-reader, statement 1 (identity)',
        nearest: null,
      },
    ]);
  });

  it('are explained where nothing allows it, with the least that would', async () => {
    const explanation = await explained(call('reader', 'GetSecretValue', { SecretName: 'billing-db' }));
    expect(explanation).toMatchObject({
      about: 'permission',
      verdict:
        'no statement allows reader kms:GetSecretValue on acs:kms:cn-hangzhou:1000000000000001:secret/billing-db',
      least: {
        Version: '1',
        Statement: [{ Effect: 'Allow', Action: ['kms:GetSecretValue'], Resource: ['acs:kms:*:*:secret/billing-db'] }],
      },
    });
    expect(explanation.entry.checks?.[0]?.nearest).toBe(
      'orders-reader, statement 1 (identity): Resource acs:kms:*:*:secret/orders-*',
    );
    expect(explanation.remedies[0]).toBe(
      'widen orders-reader, statement 1, which comes closest: its Resource acs:kms:*:*:secret/orders-* does not fit',
    );
  });

  it('are explained where a statement denies it, which it names', async () => {
    const explanation = await explained(call('reader', 'GetSecretValue', { SecretName: 'orders-root' }));
    expect(explanation.verdict).toContain('by orders-reader, statement 2');
    expect(explanation.least).toBeNull();
  });

  it('reach an official client with why, as it hands that on', async () => {
    await expect(call('reader', 'GetSecretValue', { SecretName: 'billing-db' })).rejects.toMatchObject({
      code: 'Forbidden.NoPermission',
      statusCode: 403,
      accessDeniedDetail: {
        AuthAction: 'kms:GetSecretValue',
        AuthPrincipalType: 'SubUser',
        NoPermissionType: 'ImplicitDeny',
        PolicyType: 'AccountLevelIdentityBasedPolicy',
      },
    });
  });

  it('are checked without a call', async () => {
    const question = { door: 'aliyun', operation: 'GetSecretValue', parameters: { SecretName: 'orders-db' } };
    const { sequence } = (await control.journal.list({ newest: true, limit: 1 })).entries[0] ?? { sequence: 0 };
    expect(await control.permissions.check({ ...question, identity: 'reader' })).toMatchObject({ allowed: true });
    expect(await control.permissions.check({ ...question, identity: 'development' })).toMatchObject({
      allowed: true,
      checks: [{ outcome: 'allowed', decided_by: null }],
    });
    expect(await control.permissions.check({ ...question, identity: 'outsider' })).toMatchObject({
      allowed: false,
      checks: [{ outcome: 'implicit-deny' }],
    });
    expect((await control.journal.list({ newest: true, limit: 1 })).entries[0]?.sequence).toBe(sequence);
    await expect(control.permissions.check({ ...question, identity: 'nobody' })).rejects.toMatchObject({ status: 404 });
    await expect(
      control.permissions.check({ ...question, identity: 'reader', operation: 'GetSecret' }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(control.permissions.check({ ...question, identity: 'reader', parameters: {} })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('permissions that are observed', () => {
  it('reject nothing, and tell the least policy of a run, with which it passes', async () => {
    const observing = await opened({ permissions: 'observe' });
    const run = async ({ call }: Pick<typeof observing, 'call'>): Promise<void> => {
      await call('outsider', 'GetSecretValue', { SecretName: 'billing-db' });
      await call('outsider', 'PutSecretValue', { SecretName: 'billing-db', VersionId: 'v2', SecretData: 'x' });
      await call('outsider', 'ListSecrets', {});
    };
    await run(observing);
    const { policies, unrecorded } = await observing.control.permissions.minimal({ identity: 'outsider' });
    await observing.gateway.close();
    expect(unrecorded).toBe(0);
    expect(policies).toEqual([
      {
        door: 'aliyun',
        identity: 'outsider',
        requests: 3,
        policy: {
          Version: '1',
          Statement: [
            { Effect: 'Allow', Action: ['kms:ListSecrets'], Resource: ['acs:kms:*:*:secret'] },
            {
              Effect: 'Allow',
              Action: ['kms:GetSecretValue', 'kms:PutSecretValue'],
              Resource: ['acs:kms:*:*:secret/billing-db'],
            },
          ],
        },
      },
    ]);
    const learned = policies[0]?.policy as Record<string, unknown>;
    const enforcing = await gatewayForTest();
    const [, { access_keys }] = SEEDS.identities as [unknown, (typeof SEEDS.identities)[number]];
    await controlClient({ url: enforcing.url }).seeds.apply({
      identities: [{ id: 'outsider', access_keys, aliyun: { policies: [learned] } }],
      secrets: SEEDS.secrets,
    });
    const call = (_who: string, action: string, params: Record<string, string>): Promise<unknown> =>
      openApiCaller(enforcing.host)(action, params, { keys: KEYS.outsider });
    await run({ call });
    await expect(call('', 'DeleteSecret', { SecretName: 'billing-db' })).rejects.toMatchObject({
      code: 'Forbidden.NoPermission',
    });
    await enforcing.close();
  });
});

/** What a session of a role signs with. */
async function roleSession(host: string, keys: AccessKeys): Promise<AccessKeys> {
  const role = { RoleArn: 'acs:ram::1000000000000001:role/deployer', RoleSessionName: 'alice' };
  const { Credentials } = await openApiCaller(host)('AssumeRole', role, { version: '2015-04-01', keys });
  const credentials = Credentials as Record<'AccessKeyId' | 'AccessKeySecret' | 'SecurityToken', string>;
  return {
    accessKeyId: credentials.AccessKeyId,
    accessKeySecret: credentials.AccessKeySecret,
    securityToken: credentials.SecurityToken,
  };
}

describe('a secret that another account shares', () => {
  it('is described with the ARN of its owner', async () => {
    const { gateway, control } = await opened();
    const keys = { accessKeyId: 'PARTNERKEY00000000001', accessKeySecret: 'secret of the partner for tests' };
    const Statement = [{ Effect: 'Allow', Action: 'kms:DescribeSecret', Resource: '*' }];
    await control.seeds.apply({
      identities: [
        {
          id: 'partner',
          access_keys: [{ id: keys.accessKeyId, secret: keys.accessKeySecret }],
          aliyun: { account_id: '2000000000000002', policies: [{ Version: '1', Statement }] },
        },
      ],
    });
    const call = openApiCaller(gateway.host);
    const Principal = { RAM: ['acs:ram::2000000000000002:user/partner'] };
    const Policy = JSON.stringify({ Version: '1', Statement: [{ ...Statement[0], Principal }] });
    await call('SetSecretPolicy', { SecretName: 'orders-db', PolicyName: 'default', Policy });
    const arn = 'acs:kms:cn-hangzhou:1000000000000001:secret/orders-db';
    expect(await call('DescribeSecret', { SecretName: arn }, { keys })).toMatchObject({ Arn: arn });
    await gateway.close();
  });
});

describe('the least policy of a session', () => {
  it('is that of its role, beside that of who assumed it', async () => {
    const { gateway, control, call } = await opened({ permissions: 'observe' });
    const assumed = await roleSession(gateway.host, KEYS.reader);
    await openApiCaller(gateway.host)('GetSecretValue', { SecretName: 'billing-db' }, { keys: assumed });
    await call('reader', 'GetSecretValue', { SecretName: 'orders-db' });
    const { policies } = await control.permissions.minimal({ identity: 'reader' });
    await gateway.close();
    const actionsOf = (policy: unknown) =>
      (policy as { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action);
    expect(policies.map(({ role, policy, requests }) => [role, requests, actionsOf(policy)])).toEqual([
      [undefined, 2, ['kms:GetSecretValue', 'sts:AssumeRole']],
      ['acs:ram::1000000000000001:role/deployer', 1, ['kms:GetSecretValue']],
    ]);
  });
});

describe('a sandbox with identities', () => {
  it('gives each of them credentials, and what it may do', async () => {
    const gateway = await gatewayForTest();
    const control = controlClient({ url: gateway.url });
    const { id, identities = {} } = await control.sandboxes.create({
      policies: SEEDS.policies,
      identities: [
        { id: 'reader', aliyun: { policies: ['orders-reader'] } },
        { id: 'admin', bk: { username: 'root' } },
      ],
    });
    await control.sandbox(id).seeds.apply({ secrets: SEEDS.secrets });
    const as = (who: string) => {
      const { access_key_id: accessKeyId = '', access_key_secret: accessKeySecret = '' } =
        identities[who]?.aliyun ?? {};
      return (action: string, params: Record<string, string>): Promise<unknown> =>
        openApiCaller(gateway.host)(action, params, { keys: { accessKeyId, accessKeySecret } });
    };
    await as('reader')('GetSecretValue', { SecretName: 'orders-db' });
    await expect(as('reader')('GetSecretValue', { SecretName: 'billing-db' })).rejects.toMatchObject({
      code: 'Forbidden.NoPermission',
    });
    await as('admin')('GetSecretValue', { SecretName: 'billing-db' });
    expect(identities['admin']?.bk).toMatchObject({ bk_username: 'root' });
    await expect(control.sandbox(id).identities.create({ identities: [{ id: 'reader' }] })).rejects.toMatchObject({
      status: 409,
    });
    await gateway.close();
  });

  it('may say where all its requests come from, but for who says so itself', async () => {
    const gateway = await gatewayForTest();
    const control = controlClient({ url: gateway.url });
    const office = { IpAddress: { 'acs:SourceIp': '203.0.113.0/24' } };
    const [Action, Resource] = ['kms:GetSecretValue', '*'];
    const policies = [{ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource, Condition: office }] }];
    const { id } = await control.sandboxes.create({ context: { source_ip: '203.0.113.7', mfa: true } });
    const sandbox = control.sandbox(id);
    await sandbox.seeds.apply({ secrets: SEEDS.secrets });
    const { identities } = await sandbox.identities.create({
      identities: [
        { id: 'inside', aliyun: { policies } },
        { id: 'outside', aliyun: { policies }, context: { source_ip: '198.51.100.1' } },
      ],
    });
    const read = (who: string): Promise<unknown> => {
      const { access_key_id: accessKeyId = '', access_key_secret: accessKeySecret = '' } =
        identities[who]?.aliyun ?? {};
      const keys = { accessKeyId, accessKeySecret };
      return openApiCaller(gateway.host)('GetSecretValue', { SecretName: 'orders-db' }, { keys });
    };
    await read('inside');
    await expect(read('outside')).rejects.toMatchObject({ code: 'Forbidden.NoPermission' });
    await gateway.close();
  });

  it('may observe where its gateway enforces', async () => {
    const gateway = await gatewayForTest();
    const control = controlClient({ url: gateway.url });
    const sandbox = await control.sandboxes.create({
      permissions: 'observe',
      identities: [{ id: 'nobody', aliyun: { policies: [] } }],
    });
    const { access_key_id: accessKeyId = '', access_key_secret: accessKeySecret = '' } =
      sandbox.identities?.['nobody']?.aliyun ?? {};
    await openApiCaller(gateway.host)('ListSecrets', {}, { keys: { accessKeyId, accessKeySecret } });
    const { policies } = await control.sandbox(sandbox.id).permissions.minimal();
    expect(policies).toMatchObject([{ identity: 'nobody', requests: 1 }]);
    await gateway.close();
  });
});
