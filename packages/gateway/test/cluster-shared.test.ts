import { createHmac } from 'node:crypto';

import { PeerConnections } from '@dragoman/server';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { openApiCaller } from './support/aliyun.ts';
import { control, type Member, put, read, startCluster, type TestCluster } from './support/cluster.ts';
import { DEVELOPMENT } from './support/development.ts';
import { huaweiClient } from './support/huawei.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterEach(() => cluster.closeAll());
afterAll(() => cluster.remove());

/** The query of a request to Aliyun's door, signed with a nonce. */
function signedQuery(nonce: string): string {
  const encode = (text: string): string => encodeURIComponent(text).replaceAll('*', '%2A');
  const query = Object.entries({
    AccessKeyId: DEVELOPMENT.accessKey,
    Action: 'ListSecrets',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: nonce,
    SignatureVersion: '1.0',
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    Version: '2016-01-20',
  })
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  const key = `${DEVELOPMENT.secretKey}&`;
  const signature = createHmac('sha1', key)
    .update(`GET&%2F&${encode(query)}`)
    .digest('base64');
  return `${query}&Signature=${encode(signature)}`;
}

/** Waits for a call of control that is let: until a gateway leads, each is answered as unavailable. */
async function untilLeading(member: Member): Promise<void> {
  while (
    !(await control(member, 'GET', '/clock').then(
      () => true,
      (error: unknown) => !String(error).includes(' 503 '),
    ))
  );
}

describe('what gateways count', () => {
  it('has a nonce used once, whoever is asked and whoever leads', async () => {
    const url = await cluster.server.makeDatabase();
    const flags = { 'doors-aliyun-check-nonce': 'true' };
    const [first, second] = [await cluster.start(url, flags), await cluster.start(url, flags)];
    const [one, two] = [signedQuery('one'), signedQuery('two')];
    const ask = async (member: Member, query: string) => (await fetch(`${member.url}/?${query}`)).status;
    expect([await ask(second, one), await ask(first, one)]).toEqual([200, 400]);
    expect([await ask(first, two), await ask(second, two)]).toEqual([200, 400]);
    await cluster.close(first);
    const third = await cluster.start(url, flags);
    for (const member of [second, third]) expect([await ask(member, one), await ask(member, two)]).toEqual([400, 400]);
    expect(await ask(third, signedQuery('three'))).toBe(200);
  });

  it('has windows of quotas that a change of the leader leaves as they are', async () => {
    const url = await cluster.server.makeDatabase();
    const flags = { 'doors-huawei-throttle': 'true', 'doors-aliyun-throttle': 'documented' };
    const [first, second] = [await cluster.start(url, flags), await cluster.start(url, flags)];
    await control(second, 'PUT', '/clock', { mode: 'frozen' });
    const lists = async (member: Member, times: number): Promise<number> => {
      const calls = Array.from({ length: times }, () => member.client.call('GET', 'secrets'));
      const outcomes = await Promise.allSettled(calls);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain('throttling threshold');
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    };
    const create = (member: Member) =>
      openApiCaller(new URL(member.url).host)('CreateSecret', {}).catch(
        (error: unknown) => (error as { readonly code?: string }).code,
      );
    expect([await lists(first, 9), await lists(second, 9)]).toEqual([9, 9]);
    for (let n = 0; n < 10; n += 1) expect(await create(n % 2 === 0 ? first : second)).toBe('MissingParameter');
    await cluster.close(first);
    await untilLeading(second);
    expect(await lists(second, 3)).toBe(2);
    expect(await create(second)).toBe('Rejected.Throttling');
    await control(second, 'POST', '/clock/advance', { by: '1s' });
    expect(await lists(second, 3)).toBe(3);
  });
});

describe('a gateway that is killed', () => {
  it('took the record of so many requests along, as verify says', async () => {
    const url = await cluster.server.makeDatabase();
    const first = await cluster.start(url);
    const second = await cluster.startProcess(url);
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: 'value' });
    for (let n = 0; n < 7; n += 1) await read(second, 'kept');
    const told = () => cluster.query(url, 'SELECT 1 FROM dragoman.gateway WHERE requests = 7');
    while ((await told()).length === 0);
    second.process.child.kill('SIGKILL');
    await second.process.exit();
    await read(first, 'kept');
    const times = { operation: 'ShowSecretVersion', times: { at_least: 1 } };
    const verified = await control(first, 'POST', '/verify', { assertions: [times] });
    expect(verified).toMatchObject({ dropped: 7 });
  });
});

describe('a state that is replaced', () => {
  it('is one or the other for each request in flight at any gateway, and the new one for all after', async () => {
    const url = await cluster.server.makeDatabase();
    const leader = await cluster.start(url);
    const members = [leader, await cluster.start(url), await cluster.start(url)];
    const names = Array.from({ length: 5 }, (_, at) => `s${at}`);
    for (const state of ['one', 'two']) {
      await control(leader, 'POST', '/reset');
      for (const name of [...names, ...(state === 'two' ? ['more'] : [])])
        await leader.client.call('POST', 'secrets', { name, secret_string: 'first', description: state });
      for (const name of names) await put(leader, name, state);
      await control(leader, 'PUT', `/snapshots/${state}`);
    }
    let hasEnded = false;
    const look = async (member: Member): Promise<number> => {
      let looks = 0;
      for (; !hasEnded; looks += 1) {
        const answer = await openApiCaller(new URL(member.url).host)('ListSecrets', { FetchTags: 'false' });
        const count = (answer['SecretList'] as { readonly Secret: readonly unknown[] }).Secret.length;
        expect([answer['TotalCount'], count]).toEqual([count, [5, 6].includes(count) ? count : '5 or 6']);
        const { secrets } = (await member.client.call('GET', 'secrets')) as {
          readonly secrets: readonly { readonly description: string }[];
        };
        const states = new Set(secrets.map(({ description }) => description));
        expect([...states]).toHaveLength(1);
        expect(secrets).toHaveLength(states.has('two') ? 6 : 5);
        expect(['one', 'two']).toContain(await read(member, 's3'));
      }
      return looks;
    };
    const looking = Promise.all(members.flatMap((member) => [look(member), look(member)]));
    try {
      for (let round = 0; round < 3; round += 1)
        for (const [at, state] of ['one', 'two'].entries()) {
          await control(members[(round + at) % 3] ?? leader, 'POST', `/snapshots/${state}/load`);
          for (const member of members) expect(await read(member, 's0')).toBe(state);
        }
    } finally {
      hasEnded = true;
    }
    for (const looks of await looking) expect(looks).toBeGreaterThan(0);
  });
});

describe('what is set through one gateway', () => {
  it('holds at all others: bindings, and what seeds make', async () => {
    const url = await cluster.server.makeDatabase();
    const [first, second] = [await cluster.start(url), await cluster.start(url)];
    await control(second, 'POST', '/seeds', { secrets: [{ vault: 'default', name: 'seeded', value: 'by seeds' }] });
    for (const member of [second, first]) expect(await read(member, 'seeded')).toBe('by seeds');
    const addresses = [`huawei:${DEVELOPMENT.project}`];
    for (const [at, vault] of ['elsewhere', 'default', 'elsewhere'].entries()) {
      await control([first, second][at % 2] ?? first, 'PUT', `/vaults/${vault}`, { addresses });
      for (const member of [second, first]) {
        const reading = read(member, 'seeded');
        if (vault === 'default') expect(await reading).toBe('by seeds');
        else await expect(reading).rejects.toMatchObject({ httpStatusCode: 404 });
      }
    }
  });
});

/** How many requests the work had sent on to the gateway that leads. */
async function forwardedBy(work: () => Promise<unknown>): Promise<number> {
  const forward = jest.spyOn(PeerConnections.prototype, 'forward');
  await work();
  const { length } = forward.mock.calls;
  forward.mockRestore();
  return length;
}

describe('a read at a gateway that does not lead', () => {
  it('is answered there while there are faults, which all others than those that one meets pass', async () => {
    const url = await cluster.server.makeDatabase();
    const [first, second] = [await cluster.start(url), await cluster.start(url)];
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: 'value' });
    const rule = { match: { operation: 'ListSecrets' }, fault: 'throttle', times: 1 };
    await control(second, 'PUT', '/faults', { rules: [rule] });
    const list = () => second.client.call('GET', 'secrets').then(Boolean, () => false);
    expect(await forwardedBy(() => read(second, 'kept'))).toBe(0);
    expect(await forwardedBy(async () => expect(await list()).toBe(false))).toBe(1);
    expect(await forwardedBy(async () => expect(await list()).toBe(true))).toBe(0);
    expect((await control(first, 'GET', '/faults'))['rules']).toMatchObject([{ hits: 1, state: 'spent' }]);
  });

  it('is answered there while there are sandboxes, unless it is for one, by a token given out in it too', async () => {
    const url = await cluster.server.makeDatabase();
    const lenient = { auth: 'lenient' };
    const [first, second] = [await cluster.start(url, lenient), await cluster.start(url, lenient)];
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: 'outside' });
    const { id, credentials } = await control(second, 'POST', '/sandboxes', { label: 'one' });
    const keys = (credentials as { readonly huawei: Readonly<Record<string, string>> }).huawei;
    const inside = { ...second, client: huaweiClient(second.url, { ak: keys['ak'] ?? '', sk: keys['sk'] ?? '' }) };
    await inside.client.call('POST', 'secrets', { name: 'kept', secret_string: 'inside' });
    expect(await forwardedBy(async () => expect(await read(second, 'kept')).toBe('outside'))).toBe(0);
    expect(await forwardedBy(async () => expect(await read(inside, 'kept')).toBe('inside'))).toBe(1);
    const byToken = await tokenOf(second, keys);
    const target = `${second.url}/v1/${DEVELOPMENT.project}/secrets/kept/versions/latest`;
    const answer = await fetch(target, { headers: { 'X-Auth-Token': byToken } });
    expect(await answer.json()).toMatchObject({ version: { secret_string: 'inside' } });
    await control(first, 'DELETE', `/sandboxes/${String(id)}`);
    expect(await read(inside, 'kept')).toBe('outside');
  });
});

/** A token of IAM's for the user of a sandbox. */
async function tokenOf({ url }: Member, keys: Readonly<Record<string, string>>) {
  const { user_name: name, password, domain_name: domain } = keys;
  const answer = await fetch(`${url}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } },
        scope: { project: { id: DEVELOPMENT.project } },
      },
    }),
  });
  expect(answer.status).toBe(201);
  return answer.headers.get('X-Subject-Token') ?? '';
}
