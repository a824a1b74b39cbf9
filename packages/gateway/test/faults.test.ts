import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;
let huawei: HuaweiClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  huawei = huaweiClient(gateway.url);
  await huawei.call('POST', 'secrets', { name: 'steady', secret_string: 'a value of some length' });
  await huawei.call('POST', 'secrets', { name: 'other', secret_string: 'x' });
});
afterEach(() => control.faults.clear());
afterAll(async () => {
  await gateway.close();
});

const read = (name = 'steady') => huawei.call('GET', `secrets/${name}/versions/latest`);

describe('a fault', () => {
  it('answers by the vendor’s own code at each door', async () => {
    await control.faults.set({
      rules: [
        { match: { door: 'huawei' }, fault: { error: 'CSMS.0001' } },
        { match: { door: 'aliyun' }, fault: { error: 'InternalFailure' } },
        { match: { door: 'bk' }, fault: { error: '1240002' } },
      ],
    });
    await expect(read()).rejects.toMatchObject({ httpStatusCode: 500, errorCode: 'CSMS.0001' });
    await expect(openApiCaller(gateway.host)('ListSecrets', {})).rejects.toMatchObject({
      code: 'InternalFailure',
      data: { statusCode: 500 },
    });
    expect(
      await esbCall(gateway.url, 'create_credential', {
        name: 'n',
        type: 'PASSWORD',
        credential_password: 'the password of n',
      }),
    ).toMatchObject({ result: false, code: 1240002 });
  });

  it('goes through a script, a request each, and is spent', async () => {
    await control.faults.set({
      rules: [
        {
          name: 'script',
          match: { operation: 'ShowSecretVersion' },
          script: ['throttle', 'pass', { error: 'CSMS.0001' }],
        },
      ],
    });
    await expect(read()).rejects.toMatchObject({ httpStatusCode: 429 });
    await expect(read()).resolves.toMatchObject({ version: {} });
    await expect(read()).rejects.toMatchObject({ httpStatusCode: 500 });
    await expect(read()).resolves.toMatchObject({ version: {} });
    expect((await control.faults.list()).rules).toMatchObject([
      { state: 'spent', hits: 3, remaining: 0, rule: { name: 'script' } },
    ]);
  });

  it('meets only what matches: resource, operation and identity', async () => {
    await control.faults.set({
      rules: [
        {
          match: { resource: 'steady', operation: 'ShowSecretVersion', identity: DEVELOPMENT.accessKey },
          fault: 'throttle',
        },
      ],
    });
    await expect(read()).rejects.toMatchObject({ httpStatusCode: 429 });
    await expect(read('other')).resolves.toMatchObject({ version: {} });
    await expect(huawei.call('GET', 'secrets/steady')).resolves.toMatchObject({ secret: {} });
    await control.faults.set({ rules: [{ match: { identity: 'somebody else' }, fault: 'throttle' }] });
    await expect(read()).resolves.toMatchObject({ version: {} });
  });

  it('leaves a wrong signature what it is', async () => {
    await control.faults.set({ rules: [{ fault: 'throttle' }] });
    await expect(
      huaweiClient(gateway.url, { ak: DEVELOPMENT.accessKey, sk: 'wrong' }).call('GET', 'secrets'),
    ).rejects.toMatchObject({ httpStatusCode: 401 });
  });

  it('ends with its time to live, by the gateway’s clock', async () => {
    await control.faults.set({ rules: [{ fault: 'throttle', ttl_seconds: 60 }] });
    await expect(read()).rejects.toMatchObject({ httpStatusCode: 429 });
    await control.clock.advance({ by: '61s' });
    await expect(read()).resolves.toMatchObject({ version: {} });
    expect((await control.faults.list()).rules).toMatchObject([{ state: 'expired', hits: 1 }]);
    await control.clock.set({ mode: 'real' });
  });

  it('makes clients wait', async () => {
    await control.faults.set({ rules: [{ fault: { latency_ms: 120 }, times: 1 }] });
    const startedAt = performance.now();
    await read();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119);
  });

  it.each<[string, object]>([
    ['is reset before the operation', { reset: 'before' }],
    ['is reset after the operation', { reset: 'after' }],
    ['is reset in the middle of the answer', { reset: 'mid-body' }],
    ['breaks off', { truncate_bytes: 5 }],
  ])('breaks a connection that %s', async (_how, fault) => {
    await control.faults.set({ rules: [{ fault, times: 1 }] });
    await expect(read()).rejects.toThrow();
    await expect(read()).resolves.toMatchObject({ version: {} });
  });

  it('runs the operation whose answer is lost, and not the one that is dropped', async () => {
    await control.faults.set({
      rules: [
        {
          match: { operation: 'CreateSecret' },
          script: [{ reset: 'before' }, { reset: 'mid-body' }, { reset: 'after' }],
        },
      ],
    });
    await expect(huawei.call('POST', 'secrets', { name: 'dropped', secret_string: 'x' })).rejects.toThrow();
    await expect(huawei.call('POST', 'secrets', { name: 'lost', secret_string: 'x' })).rejects.toThrow();
    await expect(huawei.call('POST', 'secrets', { name: 'lost-whole', secret_string: 'x' })).rejects.toThrow();
    await expect(huawei.call('GET', 'secrets/dropped')).rejects.toMatchObject({ httpStatusCode: 404 });
    for (const name of ['lost', 'lost-whole'])
      await expect(huawei.call('GET', `secrets/${name}`)).resolves.toMatchObject({ secret: { name } });
  });

  it('slows a body down', async () => {
    await control.faults.set({ rules: [{ fault: { slow_bytes_per_second: 2_000 }, times: 1 }] });
    const startedAt = performance.now();
    const answer = JSON.stringify(await read());
    expect(performance.now() - startedAt).toBeGreaterThan((answer.length / 2_000) * 700);
  });

  it.each([
    [
      'an unknown operation',
      { match: { operation: 'ShowSecretVersoin' }, fault: 'throttle' },
      'did you mean ShowSecretVersion?',
    ],
    ['an unknown door', { match: { door: 'azure' }, fault: 'throttle' }, 'rules.0.match.door: there is no azure'],
    ['an unknown code', { match: { door: 'huawei' }, fault: { error: 'CSMS.0000' } }, 'did you mean CSMS.0001?'],
    ['a code of another door', { fault: { error: 'CSMS.0001' } }, 'name the door in match'],
    ['two ways to fail', { fault: { error: 'CSMS.0001', reset: 'before' } }, 'a request fails in one way'],
    ['a fault and a script', { fault: 'throttle', script: ['pass'] }, 'either a fault or a script'],
    ['nothing', {}, 'either a fault or a script'],
    [
      'another kind of rule',
      'hidden',
      'rules.0 is a string: give a map with name, match, fault, script, times or ttl_seconds',
    ],
    ['an unknown field', { fault: 'throttle', timse: 1 }, 'rules.0.timse is unknown: did you mean times?'],
  ])('is rejected with %s, and nothing changes', async (_what, rule, message) => {
    await control.faults.set({ rules: [{ name: 'kept', fault: 'pass' }] });
    await expect(control.faults.set({ rules: [rule as never] })).rejects.toThrow(message);
    expect((await control.faults.list()).rules).toMatchObject([{ rule: { name: 'kept' } }]);
  });

  it('comes ready-made', async () => {
    const { presets } = await control.faults.presets();
    expect(presets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['reset-once', 'huawei-throttle', 'aliyun-throttle', 'bk-throttle']),
    );
    for (const { name } of presets)
      await control.faults.preset({ preset: name, match: { operation: 'ListSecrets' } }).catch((error: unknown) => {
        expect(String(error)).toMatch(/no ListSecrets|did you mean/);
      });
    await expect(control.faults.preset({ preset: 'none' })).rejects.toMatchObject({ status: 404 });
  });
});
