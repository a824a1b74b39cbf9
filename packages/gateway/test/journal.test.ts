import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  await control.journal.clear();
});

const WRONG = { accessKeyId: DEVELOPMENT.accessKey, accessKeySecret: 'a-wrong-secret-key-of-this-test' };

let mornings = 0;

/** One good and one rejected request through each door's official client, or as it sends them, and one for no door. */
async function busyMorning(): Promise<void> {
  mornings += 1;
  const huawei = huaweiClient(gateway.url);
  const aliyun = openApiCaller(gateway.host);
  if (mornings === 1) await huawei.call('POST', 'secrets', { name: 'by-huawei', secret_string: 'value-of-huawei' });
  else await huawei.call('GET', 'secrets/by-huawei');
  await aliyun('GetSecretValue', { SecretName: 'by-huawei' });
  await esbCall(gateway.url, 'create_credential', {
    name: `by-bk-${mornings}`,
    type: 'PASSWORD',
    credential_password: 'value-of-bk',
  });
  await expect(
    huaweiClient(gateway.url, { ak: WRONG.accessKeyId, sk: WRONG.accessKeySecret }).call('GET', 'secrets/by-huawei'),
  ).rejects.toThrow();
  await expect(aliyun('GetSecretValue', { SecretName: 'by-nobody' })).rejects.toThrow();
  await esbCall(gateway.url, 'get_credential_detail', { id: 'none', bk_app_secret: 'a-wrong-app-secret' });
  await fetch(`${gateway.url}/nowhere?token=value-of-nowhere`);
}

describe('the journal', () => {
  it('tells every request: what was asked by whom, and what came of it', async () => {
    await busyMorning();
    const { entries, dropped, more } = await control.journal.list();
    expect({ dropped, more }).toEqual({ dropped: 0, more: false });
    const identity = { id: 'development', name: expect.any(String) };
    expect(entries).toMatchObject([
      {
        door: 'huawei',
        operation: 'CreateSecret',
        method: 'POST',
        path: null,
        identity,
        presented: null,
        resource: 'by-huawei',
        injected: false,
      },
      {
        door: 'aliyun',
        operation: 'GetSecretValue',
        identity,
        resource: 'by-huawei',
        outcome: 'success',
        code: null,
        status: 200,
      },
      { door: 'bk', operation: 'create_credential', identity, resource: 'by-bk-1' },
      {
        door: 'huawei',
        operation: 'ShowSecret',
        identity: null,
        outcome: 'rejected',
        code: 'APIGW.0301',
        status: 401,
        presented: { kind: 'access-key', id: DEVELOPMENT.accessKey, identity: 'development' },
      },
      {
        door: 'aliyun',
        operation: 'GetSecretValue',
        identity,
        resource: 'by-nobody',
        outcome: 'rejected',
        code: 'Forbidden.ResourceNotFound',
        status: 404,
      },
      {
        door: 'bk',
        operation: 'get_credential_detail',
        identity: null,
        presented: { kind: 'app', id: 'dragoman', identity: 'development' },
        outcome: 'rejected',
      },
      {
        door: null,
        operation: null,
        method: 'GET',
        path: '/nowhere',
        identity: null,
        presented: null,
        resource: null,
        outcome: 'rejected',
        code: 'no-door',
        status: 404,
        injected: false,
      },
    ]);
    const sequences = entries.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_sequence, at) => (sequences[0] ?? 0) + at));
    for (const { time, duration_ms: duration } of entries) {
      expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
      expect(duration).toBeGreaterThanOrEqual(0);
    }
  });

  it('lists what is asked for, page by page', async () => {
    await busyMorning();
    const { entries } = await control.journal.list({ limit: 3 });
    expect(entries).toHaveLength(3);
    const count = async (query: Parameters<ControlClient['journal']['list']>[0]): Promise<number> =>
      (await control.journal.list(query)).entries.length;
    expect(await count({ door: 'aliyun' })).toBe(2);
    expect(await count({ operation: 'GetSecretValue', outcome: 'failed' })).toBe(1);
    expect(await count({ resource: 'by-huawei' })).toBe(2);
    expect(await count({ identity: 'development' })).toBe(6);
    expect(await count({ identity: DEVELOPMENT.accessKey, outcome: 'rejected' })).toBe(3);
    expect(await count({ code: 'no-door' })).toBe(1);
    expect(await count({ injected: true })).toBe(0);
    expect(await count({ since: 0, until: Date.now() - 3_600_000 })).toBe(0);
    const pages: number[] = [];
    for (let after = 0, more = true; more;) {
      const page = await control.journal.list({ after, limit: 3 });
      pages.push(page.entries.length);
      ({ last: after, more } = page);
    }
    expect(pages).toEqual([3, 3, 1]);
    expect((await control.journal.list({ newest: true, limit: 2 })).entries.map(({ door }) => door)).toEqual([
      'bk',
      null,
    ]);
  });

  it('finds a request by the id that its client got, and forgets on request', async () => {
    const answer = await fetch(`${gateway.url}/v1/p/secrets`);
    const id = answer.headers.get('x-request-id') ?? '';
    expect(await control.journal.get({ request_id: id })).toMatchObject({
      door: 'huawei',
      request_id: id,
      outcome: 'rejected',
    });
    expect(await control.journal.clear()).toEqual({ cleared: 1 });
    await expect(control.journal.get({ request_id: id })).rejects.toMatchObject({ status: 404, code: 'not-found' });
    expect(await control.journal.list()).toMatchObject({ entries: [], dropped: 0 });
  });

  it.each([
    [{ door: 'huwei' }, 'door: there is no huwei; did you mean huawei?'],
    [{ operation: 'GetSecretvalue' }, 'operation: there is no GetSecretvalue; did you mean GetSecretValue?'],
    [
      { door: 'bk', operation: 'create_credentials' },
      'operation: there is no create_credentials; did you mean create_credential?',
    ],
  ])('rejects names that no door has: %j', async (query, message) => {
    await expect(control.journal.list(query)).rejects.toMatchObject({ status: 400, message });
  });

  it('is followed as it grows, until the reader hangs up', async () => {
    const following = await control.journal.follow({ door: 'aliyun' });
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const event of following) {
        seen.push('entry' in event ? event.entry.resource : event);
        if (seen.length === 2) break;
      }
    })();
    await busyMorning();
    await reading;
    expect(seen).toEqual(['by-huawei', 'by-nobody']);
  });

  it('says what was lost, to pages and followers', async () => {
    const small = await gatewayForTest({ 'journal-entries': '3' });
    try {
      const { journal, verify } = controlClient({ url: small.url });
      for (let count = 0; count < 8; count += 1) await fetch(`${small.url}/nowhere/${count}`);
      const listed = await journal.list();
      expect(listed.dropped).toBe(5);
      expect(listed.entries.map(({ sequence, path }) => [sequence, path])).toEqual([
        [6, '/nowhere/5'],
        [7, '/nowhere/6'],
        [8, '/nowhere/7'],
      ]);
      expect((await journal.list({ after: 6 })).dropped).toBe(0);
      const events: unknown[] = [];
      for await (const event of await journal.follow({ after: 0 })) {
        events.push('entry' in event ? event.entry.sequence : event);
        if (events.length === 4) break;
      }
      expect(events).toEqual([{ dropped: 5 }, 6, 7, 8]);
      expect(await verify({ assertions: [{ code: 'no-door', times: { exactly: 3 } }] })).toMatchObject({
        passed: false,
        dropped: 5,
      });
      expect(await verify({ assertions: [{ code: 'no-door', times: { exactly: 3 } }], after: 5 })).toMatchObject({
        passed: true,
        dropped: 0,
      });
      expect(await verify({ assertions: [{ code: 'no-door', times: { at_least: 2 } }] })).toMatchObject({
        passed: true,
      });
    } finally {
      await small.close();
    }
  });

  it('ends with the gateway, which waits for no follower', async () => {
    const other = await gatewayForTest();
    const following = await controlClient({ url: other.url }).journal.follow();
    const ended = (async () => {
      for await (const event of following) expect(event).toBeUndefined();
    })();
    await other.close();
    await ended;
  });

  it('is not kept where it is switched off', async () => {
    const off = await gatewayForTest({ 'journal-enabled': 'false' });
    try {
      await fetch(`${off.url}/nowhere`);
      await expect(controlClient({ url: off.url }).journal.list()).rejects.toMatchObject({
        status: 409,
        code: 'journal-off',
      });
    } finally {
      await off.close();
    }
  });

  it('marks what a fault rule did', async () => {
    await control.faults.set({ rules: [{ match: { door: 'aliyun' }, fault: 'throttle', times: 1 }] });
    await expect(openApiCaller(gateway.host)('ListSecrets', {})).rejects.toThrow();
    await control.faults.clear();
    expect((await control.journal.list({ injected: true })).entries).toMatchObject([
      { operation: 'ListSecrets', outcome: 'rejected', code: 'Rejected.Throttling', injected: true },
    ]);
  });
});

describe('verify', () => {
  it('says that requests came as they should have', async () => {
    await busyMorning();
    const answer = await control.verify({
      assertions: [
        { operation: 'GetSecretValue', resource: 'by-huawei', identity: DEVELOPMENT.accessKey, times: { exactly: 1 } },
        { door: 'huawei', outcome: 'rejected', times: { at_least: 1, at_most: 2 } },
        { operation: 'DeleteSecret', times: { exactly: 0 } },
        { door: 'bk' },
      ],
    });
    expect(answer.text).toBe('4 of 4 assertions hold');
    expect(answer).toMatchObject({ passed: true, dropped: 0 });
  });

  it('tells near misses where too few came', async () => {
    await busyMorning();
    const { passed, results, text } = await control.verify({
      assertions: [
        { operation: 'GetSecretValue', resource: 'by-nobdy', identity: 'development', times: { exactly: 2 } },
        { operation: 'GetSecretValue', outcome: 'failed', times: { exactly: 0 } },
      ],
    });
    expect(passed).toBe(false);
    expect(results.map(({ count }) => count)).toEqual([0, 1]);
    expect(results[0]?.near_misses[0]).toMatchObject({
      entry: { resource: 'by-nobody' },
      differs: [{ field: 'resource', expected: 'by-nobdy', actual: 'by-nobody' }],
    });
    expect(text.replaceAll(/#\d+/g, '#')).toBe(
      [
        '0 of 2 assertions hold',
        'fails: exactly 2 × GetSecretValue of by-nobdy by development; 0 came',
        '  near: # aliyun GetSecretValue of by-nobody by development, rejected ' +
          'Forbidden.ResourceNotFound; resource is by-nobody, not by-nobdy',
        '  near: # aliyun GetSecretValue of by-huawei by development, success; resource is by-huawei, not by-nobdy',
        'fails: never GetSecretValue that failed; 1 came',
        '  counted: # aliyun GetSecretValue of by-nobody by development, rejected Forbidden.ResourceNotFound',
      ].join('\n'),
    );
  });

  it('looks at the order where it is asked to', async () => {
    await busyMorning();
    const assertions = [
      { door: 'huawei', outcome: 'success' as const, times: { at_least: 0 } },
      { door: 'aliyun' },
      { door: 'bk', outcome: 'rejected' as const },
    ];
    expect(await control.verify({ assertions, in_order: true })).toMatchObject({ passed: true });
    const answer = await control.verify({ assertions: assertions.toReversed(), in_order: true });
    expect(answer.passed).toBe(false);
    expect(answer.text).toMatch(
      /^3 of 3 assertions hold\nout of order: request #\d+ of assertion 0 came after #\d+ of assertion 1$/,
    );
  });

  it.each([
    [{ assertions: [{ door: 'huwei' }] }, 'assertions.0.door: there is no huwei; did you mean huawei?'],
    [{ assertions: [{ times: { exactly: 1, at_most: 2 } }] }, 'assertions.0.times: exactly stands alone'],
    [{ assertions: [{ times: { at_least: 3, at_most: 2 } }] }, 'assertions.0.times: at_least is more than at_most'],
  ])('rejects what makes no sense: %j', async (input, message) => {
    await expect(control.verify(input)).rejects.toMatchObject({ status: 400, message });
  });

  it('does not repeat a token that it was given', async () => {
    const { text } = await control.verify({
      assertions: [{ identity: 'dragoman-development-token', times: { at_least: 100 } }],
    });
    expect(text).not.toContain('dragoman-development-token');
  });
});
