import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

type Sandbox = Awaited<ReturnType<ControlClient['sandboxes']['create']>>;

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest({ 'sandboxes-limit': '20' });
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

function huaweiIn({ credentials }: Sandbox): HuaweiClient {
  return huaweiClient(gateway.url, { ak: credentials.huawei['ak'] ?? '', sk: credentials.huawei['sk'] ?? '' });
}

function aliyunIn({
  credentials,
}: Sandbox): (action: string, parameters?: Record<string, string>) => Promise<Record<string, unknown>> {
  const keys = {
    accessKeyId: credentials.aliyun['access_key_id'] ?? '',
    accessKeySecret: credentials.aliyun['access_key_secret'] ?? '',
  };
  return (action, parameters = {}) => openApiCaller(gateway.host)(action, parameters, { keys });
}

async function bkIn(
  { credentials }: Sandbox,
  operation: string,
  fields: Record<string, string>,
): Promise<Record<string, unknown>> {
  const body = JSON.stringify({ ...credentials.bk, ...fields });
  const response = await fetch(`${gateway.url}/api/c/compapi/v2/jobv3/${operation}/`, {
    method: 'POST',
    body: Buffer.from(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

describe('a sandbox', () => {
  it('lets its identities in at all doors, over one vault of its own', async () => {
    const sandbox = await control.sandboxes.create({ label: 'one' });
    await huaweiIn(sandbox).call('POST', 'secrets', { name: 'mine', secret_string: 'of the sandbox' });
    expect(await aliyunIn(sandbox)('GetSecretValue', { SecretName: 'mine' })).toMatchObject({
      SecretData: 'of the sandbox',
    });
    const made = await bkIn(sandbox, 'create_credential', {
      name: 'cred',
      type: 'PASSWORD',
      credential_password: 'password of cred',
    });
    expect(made).toMatchObject({ result: true });
    expect(await aliyunIn(sandbox)('ListSecrets')).toMatchObject({ TotalCount: 2 });
    await expect(huaweiClient(gateway.url).call('GET', 'secrets/mine')).rejects.toMatchObject({ httpStatusCode: 404 });
  });

  it('takes what was given out in it: tokens and sessions lead back to it', async () => {
    const sandbox = await control.sandboxes.create();
    await huaweiIn(sandbox).call('POST', 'secrets', { name: 'by-token', secret_string: 'x' });
    const { user_name: name = '', password, domain_name: domain = '' } = sandbox.credentials.huawei;
    const login = {
      auth: {
        identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } },
        scope: { project: { id: DEVELOPMENT.project } },
      },
    };
    const issued = await fetch(`${gateway.url}/v3/auth/tokens`, {
      method: 'POST',
      body: JSON.stringify(login),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(issued.status).toBe(201);
    const token = issued.headers.get('x-subject-token') ?? '';
    const read = await fetch(`${gateway.url}/v1/${DEVELOPMENT.project}/secrets/by-token`, {
      headers: { 'X-Auth-Token': token },
    });
    expect(read.status).toBe(200);
    await control.sandboxes.delete({ sandbox: sandbox.id });
    expect(
      (await fetch(`${gateway.url}/v1/${DEVELOPMENT.project}/secrets/by-token`, { headers: { 'X-Auth-Token': token } }))
        .status,
    ).toBe(401);
  });

  it('begins as a copy of the baseline', async () => {
    await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'base', secret_string: 'in the baseline' });
    await control.baseline.set();
    await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'later', secret_string: 'x' });
    const sandbox = await control.sandboxes.create();
    expect(await aliyunIn(sandbox)('GetSecretValue', { SecretName: 'base' })).toMatchObject({
      SecretData: 'in the baseline',
    });
    await expect(aliyunIn(sandbox)('GetSecretValue', { SecretName: 'later' })).rejects.toMatchObject({
      code: 'Forbidden.ResourceNotFound',
    });
    await huaweiIn(sandbox).call('DELETE', 'secrets/base');
    expect(await huaweiClient(gateway.url).call('GET', 'secrets/base')).toMatchObject({ secret: { name: 'base' } });
    await control.sandbox(sandbox.id).reset();
    expect(await aliyunIn(sandbox)('GetSecretValue', { SecretName: 'base' })).toMatchObject({
      SecretData: 'in the baseline',
    });
    await control.baseline.clear();
  });

  it('has faults, a clock and a journal of its own', async () => {
    const [one, other] = [await control.sandboxes.create(), await control.sandboxes.create()];
    await control.sandbox(one.id).faults.set({ rules: [{ fault: 'throttle' }] });
    await expect(huaweiIn(one).call('GET', 'secrets')).rejects.toMatchObject({ httpStatusCode: 429 });
    await expect(huaweiIn(other).call('GET', 'secrets')).resolves.toBeDefined();
    await expect(huaweiClient(gateway.url).call('GET', 'secrets')).resolves.toBeDefined();
    expect((await control.faults.list()).rules).toEqual([]);
  });

  it('keeps many suites apart that run at once', async () => {
    const sandboxes = await Promise.all(Array.from({ length: 10 }, () => control.sandboxes.create()));
    await Promise.all(
      sandboxes.map(async (sandbox, at) => {
        await huaweiIn(sandbox).call('POST', 'secrets', { name: 'same-name', secret_string: `value ${at}` });
        for (let turn = 0; turn < 5; turn += 1) {
          expect(await aliyunIn(sandbox)('GetSecretValue', { SecretName: 'same-name' })).toMatchObject({
            SecretData: `value ${at}`,
          });
          await aliyunIn(sandbox)('PutSecretValue', {
            SecretName: 'same-name',
            VersionId: `v-${turn}`,
            SecretData: `value ${at}`,
          });
        }
      }),
    );
    await Promise.all(sandboxes.map(({ id }) => control.sandboxes.delete({ sandbox: id })));
  });

  it('leaves nothing behind when it is deleted or expires', async () => {
    const before = (await control.sandboxes.list()).sandboxes.length;
    const sandbox = await control.sandboxes.create();
    const short = await control.sandboxes.create({ expires_in_seconds: 1 });
    expect(await control.sandboxes.delete({ sandbox: sandbox.id })).toEqual({ deleted: sandbox.id });
    await expect(huaweiIn(sandbox).call('GET', 'secrets')).rejects.toMatchObject({ httpStatusCode: 401 });
    await expect(control.sandbox(sandbox.id).clock.get()).rejects.toMatchObject({ status: 404 });
    await expect(control.sandboxes.delete({ sandbox: sandbox.id })).rejects.toMatchObject({ status: 404 });
    while ((await control.sandboxes.list()).sandboxes.some(({ id }) => id === short.id))
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    await expect(huaweiIn(short).call('GET', 'secrets')).rejects.toMatchObject({ httpStatusCode: 401 });
    expect((await control.sandboxes.list()).sandboxes).toHaveLength(before);
  });

  it('is deleted at once though a request in it waits on purpose, which is hung up on', async () => {
    const sandbox = await control.sandboxes.create({ label: 'one' });
    const inside = controlClient({ url: gateway.url, sandbox: sandbox.id });
    await inside.faults.set({ rules: [{ match: { door: 'bk' }, fault: { latency_ms: 60_000 } }] });
    const waiting = bkIn(sandbox, 'get_credential_detail', { id: 'none' }).catch(() => 'hung up');
    while ((await inside.faults.list()).rules[0]?.hits !== 1) await yieldToEventLoop();
    await control.sandboxes.delete({ sandbox: sandbox.id });
    expect(await waiting).toBe('hung up');
    expect(gateway.lines.filter((line) => line.includes('internal'))).toEqual([]);
  });

  it('is rejected when there are too many', async () => {
    const { sandboxes } = await control.sandboxes.list();
    for (let made = sandboxes.length; made < 20; made += 1) await control.sandboxes.create();
    await expect(control.sandboxes.create()).rejects.toMatchObject({ status: 409, code: 'too-many-sandboxes' });
  });
});
