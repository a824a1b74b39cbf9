import { grantAccessCredential } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { type Environment, HOST, PROJECT, SECRETS, nestedProblem, problem } from './environment.ts';
import { KMS, KEYS, USER, type Grant, policy, withUser, make, makeKey } from './permissions-of-users.ts';

const ENTERPRISE_PROJECT = '11111111-2222-3333-4444-555555555555';

const checksOf = ({ outcomes }: Environment): unknown =>
  outcomes.at(-1)?.checks?.map(({ check, outcome }) => [check.action, outcome]);

describe('a permission that a user of Huawei Cloud lacks', () => {
  it('is told in the words that any service has, with principal, action and resource', async () => {
    const { environment, ask } = await withUser([policy('Deny', ['csms:secret:get']), { policy: 'CSMS FullAccess' }]);
    const who = 'User: iam::d7a60a000000000000000000000000d0:user:reader is not authorized to perform action';
    const what = 'on resource csms:cn-north-4:d7a60a000000000000000000000000d0:secretName:db';
    expect(await ask('GET', `${SECRETS}/db`)).toMatchObject({
      status: 403,
      json: {
        error_code: 'CSMS.0302',
        error_msg: `${who} csms:secret:get ${what} with an explicit deny in an identity-based policy.`,
      },
    });
    expect(environment.outcomes.at(-1)?.rejection?.help?.en).toBe(
      'reader may not csms:secret:get on csms:cn-north-4:d7a60a000000000000000000000000d0:secretName:db: ' +
        'statement 1 of given denies it',
    );
    const { ask: askWithout } = await withUser([]);
    expect((await askWithout('GET', `${SECRETS}/db`)).json.error_msg).toBe(
      `${who} csms:secret:get ${what} because no identity-based policy allows the csms:secret:get action.`,
    );
  });

  it('stands inside an error object where the operation has its errors so', async () => {
    const { ask } = await withUser([]);
    expect(nestedProblem(await ask('GET', `/v1/${PROJECT}/csms/events`))).toEqual([403, 'CSMS.0302']);
    expect(nestedProblem(await ask('POST', `${KMS}/list-keys`, {}))).toEqual([403, 'KMS.0307']);
    expect((await ask('GET', `/v2/${PROJECT}/notifications/topics`)).json).toMatchObject({ code: 'SMN.0008' });
    expect((await ask('GET', '/v1.0/enterprise-projects')).json.error).toMatchObject({ error_code: 'EPS.0004' });
    expect(await ask('DELETE', `/v3/users/${'c'.repeat(32)}`)).toMatchObject({
      status: 403,
      json: { error: { code: 403 } },
    });
    expect((await ask('PUT', `/v3.0/OS-USER/users/${USER}`, { user: {} })).json).toMatchObject({
      error_code: 'IAM.0003',
      error_msg: "Policy doesn't allow iam:users:updateUser to be performed.",
    });
  });

  it('is asked for after the project, and before the body, existence, state and key', async () => {
    const { environment, ask } = await withUser([policy('Allow', ['csms:secret:create', 'csms:secret:getVersion'])]);
    const key = await makeKey(environment);
    await make(environment, 'under-key', { kms_key_id: key });
    expect(problem(await ask('PUT', `${SECRETS}/under-key`, 'no JSON'))).toEqual([403, 'CSMS.0302']);
    expect(problem(await ask('PUT', `${SECRETS}/under-key`, { kms_key_id: 1 }))).toEqual([403, 'CSMS.0302']);
    expect(problem(await ask('POST', SECRETS, 'no JSON'))).toEqual([400, 'CSMS.0004']);
    expect(nestedProblem(await ask('POST', `${KMS}/encrypt-data`, {}))).toEqual([400, 'KMS.0204']);
    expect(problem(await ask('PUT', `${SECRETS}/none`, { description: 'd' }))).toEqual([403, 'CSMS.0302']);
    expect(problem(await ask('POST', SECRETS, { name: 'bad name', secret_string: 's' }))).toEqual([400, 'CSMS.0002']);
    expect(problem(await ask('GET', `${SECRETS}/none/versions/latest`))).toEqual([404, 'CSMS.0106']);
    expect(problem(await ask('GET', `${SECRETS}/under-key/versions/latest`))).toEqual([403, 'CSMS.0302']);
    expect(checksOf(environment)).toEqual([
      ['csms:secret:getVersion', 'allowed'],
      ['kms:cmk:decryptDataKey', 'implicit-deny'],
    ]);
    await environment.call('POST', `${SECRETS}/under-key/scheduled-deleted-tasks/create`, {
      recovery_window_in_days: 7,
    });
    expect(problem(await ask('GET', `${SECRETS}/under-key/versions/latest`))).toEqual([400, 'CSMS.0103']);
  });

  it('to use the key is not asked for where the key is the service’s own', async () => {
    const { environment, ask } = await withUser([policy('Allow', ['csms:secretVersion:*'])]);
    await make(environment, 'plain');
    expect((await ask('GET', `${SECRETS}/plain/versions/v1`)).status).toBe(200);
    expect(
      (await ask('POST', `${SECRETS}/plain/versions`, { secret_string: 'next', version_stages: ['a'] })).status,
    ).toBe(200);
  });

  it('is lacked by nobody who states no grants, and then nothing is recorded', async () => {
    const { environment } = await withUser([]);
    await make(environment, 'plain');
    expect(environment.outcomes.at(-1)).toMatchObject({ status: 200, checks: null });
  });

  it('keeps nobody from anything where permissions are off or observed, which records it', async () => {
    const observed = await withUser([], { permissions: 'observe' });
    await make(observed.environment, 'plain');
    expect(checksOf(observed.environment)).toEqual([['csms:secret:create', 'allowed']]);
    expect((await observed.ask('GET', `${SECRETS}/plain`)).status).toBe(200);
    expect(checksOf(observed.environment)).toEqual([['csms:secret:get', 'implicit-deny']]);
    const off = await withUser([], { permissions: 'off' });
    await make(off.environment, 'plain');
    expect((await off.ask('GET', `${SECRETS}/plain`)).status).toBe(200);
    expect(off.environment.outcomes.at(-1)?.checks).toBeNull();
  });
});

describe('grants for an enterprise project', () => {
  const grants: readonly Grant[] = ['CSMS FullAccess', 'KMS CMKReadOnlyAccess'].map((name) => ({
    policy: name,
    enterprise_project: ENTERPRISE_PROJECT,
  }));

  it('leave what is in others out of lists', async () => {
    const { environment, ask } = await withUser(grants);
    await make(environment, 'in', { enterprise_project_id: ENTERPRISE_PROJECT });
    await make(environment, 'out');
    const own = await makeKey(environment, { key_alias: 'own', enterprise_project_id: ENTERPRISE_PROJECT });
    await makeKey(environment, { key_alias: 'foreign' });
    expect((await ask('GET', SECRETS)).json.secrets.map(({ name }) => name)).toEqual(['in']);
    const found = await ask('POST', `/v1/${PROJECT}/csms/resource_instances/action`, { action: 'filter', tags: [] });
    expect(found.json.resources?.map(({ resource_name: name }) => name)).toEqual(['in']);
    expect((await ask('POST', `${KMS}/list-keys`, {})).json).toMatchObject({ keys: [own], total: 1 });
    expect((await ask('GET', `${SECRETS}/out`)).status).toBe(403);
  });

  it('may stand in a condition of an identity policy, too', async () => {
    const statement = {
      Effect: 'Allow',
      Action: ['csms:secret:list', 'csms:secret:get'],
      Condition: { StringEquals: { 'g:EnterpriseProjectId': [ENTERPRISE_PROJECT] } },
    };
    const { environment, ask } = await withUser([{ policy: { Version: '5.0', Statement: [statement] } }]);
    await make(environment, 'in', { enterprise_project_id: ENTERPRISE_PROJECT });
    await make(environment, 'out');
    expect((await ask('GET', SECRETS)).json.secrets.map(({ name }) => name)).toEqual(['in']);
    expect([(await ask('GET', `${SECRETS}/in`)).status, (await ask('GET', `${SECRETS}/out`)).status]).toEqual([
      200, 403,
    ]);
  });

  it('let a secret or key be made in it', async () => {
    const { ask } = await withUser([
      { policy: 'KMS CMKFullAccess', enterprise_project: ENTERPRISE_PROJECT },
      ...grants,
    ]);
    const secret = { name: 'one', secret_string: 's' };
    expect((await ask('POST', SECRETS, secret)).status).toBe(403);
    expect((await ask('POST', SECRETS, { ...secret, enterprise_project_id: ENTERPRISE_PROJECT })).status).toBe(200);
    expect((await ask('POST', `${KMS}/create-key`, { key_alias: 'a' })).status).toBe(403);
    const key = { key_alias: 'a', enterprise_project_id: ENTERPRISE_PROJECT };
    expect((await ask('POST', `${KMS}/create-key`, key)).status).toBe(200);
  });
});

describe('a batch', () => {
  it('is refused item by item', async () => {
    const { environment, ask } = await withUser([
      policy('Allow', ['csms:secret:create'], ['csms:*:*:secretName:prod-*']),
      policy('Allow', ['csms:secret:batchGetSecretValue', 'csms:secret:delete']),
      policy('Allow', ['csms:secretVersion:get'], ['csms:*:*:secretName:prod-*']),
      policy('Deny', ['csms:secret:delete'], ['csms:*:*:secretName:prod-b']),
    ]);
    const imported = await ask('POST', `${SECRETS}/batch-import`, {
      secrets: [
        { name: 'prod-a', secret_string: 'a' },
        { name: 'dev-a', secret_string: 'a' },
      ],
    });
    expect(imported.json).toMatchObject({ total: 2, success: 1, failed: 1, error_list: [{ name: 'dev-a' }] });
    await make(environment, 'dev-a');
    const read = await ask('POST', `${SECRETS}/batch-get-secret-value`, { secret_name_list: ['prod-a', 'dev-a'] });
    expect(read.json.versions.map(({ version_metadata: { secret_name: name } }) => name)).toEqual(['prod-a']);
    const database = {
      secret_type: 'RDS-FG',
      secret_string: JSON.stringify({ user_name: 'u', user_passwd: 'p' }),
      rotation_config: JSON.stringify({ InstanceId: 'db-1', SecretSubType: 'SingleUser' }),
      rotation_func_urn: 'urn:fss:cn-north-4:p:function:default:rotate',
    };
    for (const name of ['prod-b', 'prod-c']) await make(environment, name, database);
    const deleted = await ask('POST', `${SECRETS}/batch-delete`, { instance_type: 'RDS' });
    expect(deleted.json).toMatchObject({ success_secrets: ['prod-c'], failed_secrets: [{ secret_name: 'prod-b' }] });
  });
});

describe('conditions', () => {
  const tagged = (key: string): Grant => ({
    policy: {
      Version: '5.0',
      Statement: [
        { Effect: 'Allow', Action: ['csms:secret:*'], Condition: { StringEquals: { [key]: ['orders'] } } },
        { Effect: 'Allow', Action: ['kms:cmk:get'], Condition: { StringEquals: { 'g:ResourceTag/team': ['orders'] } } },
      ],
    },
  });

  it('see the tags of a secret and of a key', async () => {
    const { environment, ask } = await withUser([tagged('g:ResourceTag/team')]);
    const [mine, key] = [await make(environment, 'mine'), await makeKey(environment)];
    await make(environment, 'other');
    expect((await ask('GET', `${SECRETS}/mine`)).status).toBe(403);
    expect((await ask('POST', `${KMS}/describe-key`, { key_id: key })).status).toBe(403);
    const tag = { key: 'team', value: 'orders' };
    await environment.call('POST', `/v1/${PROJECT}/csms/${mine}/tags`, { tag });
    await environment.call('POST', `${KMS}/${key}/tags`, { tag });
    expect((await ask('GET', `${SECRETS}/mine`)).status).toBe(200);
    expect((await ask('POST', `${KMS}/describe-key`, { key_id: key })).status).toBe(200);
    expect((await ask('GET', `${SECRETS}/other`)).status).toBe(403);
  });

  it.each([
    [{}, { Bool: { 'g:MFAPresent': ['true'] } }, 403],
    [{ mfa: true }, { Bool: { 'g:MFAPresent': ['true'] } }, 200],
    [{ source_ip: '10.1.2.3' }, { IpAddress: { 'g:SourceIp': ['10.0.0.0/8'] } }, 200],
    [{ source_ip: '11.1.2.3' }, { IpAddress: { 'g:SourceIp': ['10.0.0.0/8'] } }, 403],
    [{ vpc: 'vpc-1' }, { StringEquals: { 'g:SourceVpc': ['vpc-1'] } }, 200],
    [{}, { StringEquals: { 'g:UserName': ['reader'], 'g:DomainName': ['dragoman'] } }, 200],
    [{}, { DateLessThan: { 'g:CurrentTime': ['2020-01-01T00:00:00Z'] } }, 403],
    [{}, { DateGreaterThan: { 'g:CurrentTime': ['2020-01-01T00:00:00Z'] } }, 200],
    [{}, { StringEquals: { 'csms:Type': ['COMMON'], 'g:ServiceName': ['csms'] } }, 200],
  ])('see what %j says of a request: %j', async (context, condition, status) => {
    const statement = { Effect: 'Allow', Action: ['csms:secret:get'], Condition: condition };
    const { environment, ask } = await withUser([{ policy: { Version: '5.0', Statement: [statement] } }], { context });
    await make(environment, 'db');
    expect((await ask('GET', `${SECRETS}/db`)).status).toBe(status);
  });

  it('see that a login had a passcode', async () => {
    const statement = {
      Effect: 'Allow',
      Action: ['csms:secret:get'],
      Condition: { Bool: { 'g:MFAPresent': ['true'] } },
    };
    const { environment } = await withUser([{ policy: { Version: '1.1', Statement: [statement] } }]);
    await make(environment, 'db');
    const identity = await environment.services.identities.find('access-key', KEYS.ak);
    const scope = { domain: { id: 'd', name: 'dragoman' } };
    const showWith = async (method: 'password' | 'totp'): Promise<number> => {
      const token = `token-by-${method}`;
      await grantAccessCredential(environment.services, identity?.identity.id ?? '', {
        kind: 'token',
        lookup: token,
        secret: null,
        expiresAt: environment.services.clock.now() + 1_000,
        attributes: { huawei: { scope, method, agency: null, issuedAt: 0 } },
      });
      const headers = { host: HOST, 'x-auth-token': token };
      return (await environment.send({ method: 'GET', path: `${SECRETS}/db`, headers })).status;
    };
    expect([await showWith('password'), await showWith('totp')]).toEqual([403, 200]);
  });

  it('see the tags that a request gives', async () => {
    const { environment, ask } = await withUser([tagged('g:RequestTag/team')]);
    const target = `/v1/${PROJECT}/csms/${await make(environment, 'mine')}/tags`;
    expect((await ask('POST', target, { tag: { key: 'team', value: 'others' } })).status).toBe(403);
    expect((await ask('POST', target, { tag: { key: 'team', value: 'orders' } })).status).toBe(204);
  });
});
