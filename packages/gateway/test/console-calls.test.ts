import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  await control.secrets.put({ name: 'db/password', value: 'of-this-test-1' });
  await control.secrets.put({ name: 'db/password', value: 'of-this-test-2', labels: ['CURRENT', 'blue'] });
});
afterAll(() => gateway.close());

describe('a secret as the doors answer it', () => {
  it('is in the words of each, and without its value', async () => {
    const { doors } = await control.secrets.answers({ name: 'db/password' });
    const answers = doors.flatMap(({ responses }) => responses);
    expect(answers.map(({ operation, status }) => [operation, status])).toEqual([
      ['get_credential_detail', 200],
      ['ShowSecret', 200],
      ['ListSecretVersions', 200],
      ['DescribeSecret', 200],
      ['ListSecretVersionIds', 200],
    ]);
    expect(JSON.stringify(doors)).toMatch(/SYSCURRENT.*ACSCurrent/s);
    expect(JSON.stringify(doors)).not.toContain('of-this-test');
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ data: { name: 'db/password' } });
  });

  it('has the value where it is asked for, and XML', async () => {
    const { doors } = await control.secrets.answers({ name: 'db/password', format: 'xml', value: true });
    const bodies = new Map(doors.flatMap(({ responses }) => responses.map(({ operation, body }) => [operation, body])));
    expect(bodies.get('GetSecretValue')).toContain('<SecretData>of-this-test-2</SecretData>');
    expect(bodies.get('ShowSecretVersion')).toContain('"secret_string":"of-this-test-2"');
    expect(bodies.get('get_credential_detail')).not.toContain('of-this-test');
  });

  it('is looked at without a trace: no journal, no fault, no count', async () => {
    await control.faults.add({ rules: [{ match: { door: 'aliyun' }, fault: 'throttle' }] });
    const before = await control.status();
    const { doors } = await control.secrets.answers({ name: 'db/password' });
    expect(doors.find(({ door }) => door === 'aliyun')?.responses[0]?.status).toBe(200);
    expect((await control.status()).requests).toBe(before.requests);
    const [rule] = (await control.faults.list()).rules;
    expect(rule?.hits).toBe(0);
    await control.faults.delete({ id: String(rule?.id) });
    expect((await control.faults.list()).rules).toEqual([]);
  });

  it('works in the account that a vault is bound to, and says where no address leads', async () => {
    await control.vaults.bind({ vault: 'other', addresses: ['aliyun:2000000000000002/cn-shanghai'] });
    await control.secrets.put({ name: 'there', vault: 'other', value: 'of-this-test' });
    const { doors } = await control.secrets.answers({ name: 'there', vault: 'other' });
    expect(doors.map(({ door, address }) => [door, address])).toEqual([
      ['bk', null],
      ['huawei', null],
      ['aliyun', 'aliyun:2000000000000002/cn-shanghai'],
    ]);
    expect(doors[2]?.responses[0]?.body).toContain('acs:kms:cn-shanghai:2000000000000002:secret/there');
  });
});

describe('what clouds would lose of a secret', () => {
  it('is told by the rules of migrations, in both languages', async () => {
    const { targets } = await control.secrets.losses({ name: 'db/password' });
    expect(targets.map(({ target, verdict }) => [target, verdict])).toEqual([
      ['huawei', 'changed'],
      ['aliyun', 'kept'],
      ['bk', 'lost'],
    ]);
    expect(targets[0]?.name).toBe('db-password');
    const chinese = await control.secrets.losses({ name: 'db/password', language: 'zh' });
    expect(chinese.targets[0]?.findings[0]?.why).toMatch(/\p{Script=Han}/u);
  });
});

describe('what falls due', () => {
  it('is listed with what it happens to, and taken back', async () => {
    await control.secrets.put({ name: 'short-lived', value: 'of-this-test' });
    await control.secrets.delete({ name: 'short-lived', days: 7 });
    const { due } = await control.clock.due();
    expect(due).toEqual([
      expect.objectContaining({ what: 'secret-deletion', subject: 'short-lived', vault: 'default' }),
    ]);
    expect((await control.clock.get()).next?.at).toBe(due[0]?.at);
    expect((await control.secrets.restore({ name: 'short-lived' })).state).toBe('enabled');
    expect((await control.clock.due()).due).toEqual([]);
  });
});

describe('what clients are configured with', () => {
  it('is the documented identity, and in a sandbox its own', async () => {
    const { credentials, token } = await control.connection();
    expect(token).toBe(false);
    const sandbox = await control.sandboxes.create({ label: 'one' });
    const again = await control.sandboxes.get({ sandbox: sandbox.id });
    expect(again).toEqual(sandbox);
    expect(again.credentials.huawei['ak']).not.toBe(credentials.huawei['ak']);
  });

  it('is one of the operations that the doors serve', async () => {
    const { doors } = await control.doors.list();
    const routeOf = (door: string, operation: string) => {
      const found = doors.find(({ name }) => name === door)?.operations.find(({ name }) => name === operation);
      return `${found?.method ?? ''} ${found?.path ?? ''}`;
    };
    expect(routeOf('huawei', 'ShowSecret')).toBe('GET /v1/{project_id}/secrets/{secret_name}');
    expect(routeOf('aliyun', 'AssumeRole')).toBe('POST /?Action=AssumeRole&Version=2015-04-01');
    expect(routeOf('bk', 'get_credential_detail')).toMatch(/^GET \/api\/bk-job\//);
    for (const { operations } of doors) for (const { path } of operations) expect(path).toMatch(/^\//);
  });
});

describe('a plan of a move', () => {
  it('is rejected where it is none', async () => {
    await expect(control.migration.read({ plan: '{}' })).rejects.toMatchObject({ status: 422, code: 'plan-unfit' });
  });
});
