import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let control: ControlClient;
let huawei: HuaweiClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  huawei = huaweiClient(gateway.url);
});
afterEach(() => control.reset());
afterAll(() => gateway.close());

const create = (name: string, value = 'x') => huawei.call('POST', 'secrets', { name, secret_string: value });
const names = async () =>
  ((await huawei.call('GET', 'secrets'))['secrets'] as { name: string }[]).map(({ name }) => name);

describe('a reset', () => {
  it('is as good as a fresh gateway', async () => {
    const fresh = await gatewayForTest();
    const { hash } = await controlClient({ url: fresh.url }).state.hash();
    await fresh.close();
    expect((await control.state.hash()).hash).toBe(hash);
    await create('a');
    await control.vaults.bind({ vault: 'team', addresses: ['huawei:somewhere'] });
    await control.faults.set({ rules: [{ match: { operation: 'ListSecrets' }, fault: 'pass' }] });
    expect((await control.state.hash()).hash).not.toBe(hash);
    expect((await control.reset()).hash).toBe(hash);
    expect(await names()).toEqual([]);
    expect((await control.vaults.list()).vaults.map(({ name }) => name)).toEqual(['default']);
    expect((await control.faults.list()).rules).toEqual([]);
  });

  it('keeps what it is told to', async () => {
    await control.faults.set({ rules: [{ match: { operation: 'ListSecrets' }, fault: 'pass' }] });
    await control.reset({ keep: ['faults'] });
    expect((await control.faults.list()).rules).toHaveLength(1);
  });

  it('does not wait for a request that a fault makes wait', async () => {
    await control.faults.set({ rules: [{ match: { door: 'bk' }, fault: { latency_ms: 60_000 } }] });
    const given = { ...DEVELOPMENT.app, bk_username: DEVELOPMENT.bkUser, ...DEVELOPMENT.scope, id: 'none' };
    const hangUp = new AbortController();
    const waiting = fetch(`${gateway.url}/api/c/compapi/v2/jobv3/get_credential_detail/`, {
      method: 'POST',
      body: JSON.stringify(given),
      signal: hangUp.signal,
    }).then(
      () => 'answered',
      () => 'waited to the end',
    );
    while ((await control.faults.list()).rules[0]?.hits !== 1) await yieldToEventLoop();
    await control.reset();
    hangUp.abort();
    expect(await waiting).toBe('waited to the end');
  });

  it('goes back to the baseline where there is one', async () => {
    await create('kept');
    const { hash } = await control.baseline.set();
    await create('later');
    expect((await control.reset()).hash).toBe(hash);
    expect(await names()).toEqual(['kept']);
    await control.baseline.clear();
    await control.reset();
    expect(await names()).toEqual([]);
  });

  it(
    'happens at once for requests in flight: each sees the old state or the new one, and writes ' + 'to the one it saw',
    async () => {
      const aliyun = openApiCaller(gateway.host);
      let isAborted = false;
      const writers = Array.from({ length: 6 }, async (_none, writer) => {
        for (let turn = 0; !isAborted; turn += 1) {
          const SecretName = `s-${writer}-${turn}`;
          await aliyun('CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'value-one-of-writer' });
          // A reset in between took the secret away: then it is missing as a whole.
          await aliyun('PutSecretValue', { SecretName, VersionId: 'v2', SecretData: 'value-two-of-writer' }).catch(
            (error: unknown) => {
              expect(error).toMatchObject({ code: 'Forbidden.ResourceNotFound' });
            },
          );
        }
      });
      try {
        for (let turn = 0; turn < 10; turn += 1) await control.reset();
      } finally {
        isAborted = true;
      }
      await Promise.all(writers);
      for (const name of await names())
        expect(await huawei.call('GET', `secrets/${name}/versions/latest`)).toMatchObject({ version: {} });
    },
  );
});

describe('a snapshot', () => {
  it('is kept by name and brought back', async () => {
    await create('a', 'value of a');
    const saved = await control.snapshots.save({ name: 'with-a' });
    expect(saved).toMatchObject({ name: 'with-a', bytes: expect.any(Number), version: expect.any(String) });
    await control.reset();
    expect((await control.snapshots.list()).snapshots).toEqual([saved]);
    await control.snapshots.load({ name: 'with-a' });
    expect(await huawei.call('GET', 'secrets/a/versions/latest')).toMatchObject({
      version: { secret_string: 'value of a' },
    });
    expect(await control.snapshots.delete({ name: 'with-a' })).toEqual({ deleted: 'with-a' });
    await expect(control.snapshots.load({ name: 'with-a' })).rejects.toMatchObject({
      status: 404,
      code: 'snapshot-not-found',
    });
  });

  it('outlives the gateway that made it', async () => {
    const scratch = scratchDirectory();
    const flags = { memory: 'false', 'data-dir': scratch.path };
    const first = await gatewayForTest(flags);
    await huaweiClient(first.url).call('POST', 'secrets', { name: 'kept', secret_string: 'over a restart' });
    await controlClient({ url: first.url }).snapshots.save({ name: 'one' });
    await controlClient({ url: first.url }).reset();
    await first.close();
    const second = await gatewayForTest(flags);
    await controlClient({ url: second.url }).snapshots.load({ name: 'one' });
    expect(await huaweiClient(second.url).call('GET', 'secrets/kept/versions/latest')).toMatchObject({
      version: { secret_string: 'over a restart' },
    });
    await second.close();
    scratch.remove();
  });
});

describe('an exported state', () => {
  let file: Uint8Array;
  beforeEach(async () => {
    await create('carried', 'to another gateway');
    file = await control.state.export({ passphrase: 'a long passphrase' });
  });

  it('is opened by its passphrase in any installation', async () => {
    const other = await gatewayForTest();
    const there = controlClient({ url: other.url });
    const { hash } = await there.state.import({ bytes: file, passphrase: 'a long passphrase' });
    expect(hash).toBe((await control.state.hash()).hash);
    expect(await huaweiClient(other.url).call('GET', 'secrets/carried/versions/latest')).toMatchObject({
      version: { secret_string: 'to another gateway' },
    });
    await other.close();
  });

  it('takes any passphrase from a header, and none from an address', async () => {
    const passphrase = 'ein Geheimnis für 诸位';
    const bytes = await control.state.export({ passphrase });
    expect(await control.state.import({ bytes, passphrase })).toHaveProperty('hash');
    const put = async (query: string, header: Record<string, string>) => {
      const headers = { 'Content-Type': 'application/octet-stream', ...header };
      const body = new Uint8Array(bytes);
      const answer = await fetch(`${gateway.url}/_dragoman/state${query}`, { method: 'PUT', headers, body });
      return [answer.status, ((await answer.json()) as { readonly message?: string }).message];
    };
    expect(await put(`?passphrase=${encodeURIComponent(passphrase)}`, {})).toEqual([
      400,
      'passphrase is not taken from the address, which logs keep: send it percent-encoded in the header ' +
        'X-Dragoman-Passphrase',
    ]);
    expect(await put('', { 'X-Dragoman-Passphrase': '%FF' })).toEqual([
      400,
      'the header X-Dragoman-Passphrase is not percent-encoded UTF-8',
    ]);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, string | undefined, string]>([
    ['another passphrase', (bytes) => bytes, 'another passphrase', 'passphrase-wrong'],
    ['no passphrase', (bytes) => bytes, undefined, 'passphrase-unfit'],
    [
      'a byte changed',
      (bytes) => bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte)),
      'a long passphrase',
      'snapshot-damaged',
    ],
    ['an end cut off', (bytes) => bytes.subarray(0, -5), 'a long passphrase', 'snapshot-damaged'],
  ])('is rejected with %s, and nothing changes', async (_what, change, passphrase, code) => {
    const { hash } = await control.state.hash();
    await expect(
      control.state.import({ bytes: change(file), ...(passphrase !== undefined && { passphrase }) }),
    ).rejects.toMatchObject({ code });
    expect((await control.state.hash()).hash).toBe(hash);
  });
});
