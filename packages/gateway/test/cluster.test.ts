import { get } from 'node:https';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { control, LEASE_MS, type Member, put, read, startCluster, type TestCluster } from './support/cluster.ts';
import { huaweiClient } from './support/huawei.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterEach(() => cluster.closeAll());
afterAll(() => cluster.remove());

async function isLeader(member: Member, url: string): Promise<boolean> {
  return (await control(member, 'GET', '/status'))['leader'] === url;
}

/** Puts until it is let: what was answered as unavailable may be called again. */
async function untilPut(started: Member, name: string, value: string): Promise<void> {
  while (!(await put(started, name, value).then(() => true, isAvailable)));
}

async function untilRead(started: Member, name: string): Promise<unknown> {
  for (;;) {
    const value = await read(started, name).catch(isAvailable);
    if (value !== false) return value;
  }
}

/** @throws the error where it is another one than the cloud's own for a service that is away */
function isAvailable(error: unknown): false {
  if ((error as { readonly errorCode?: string }).errorCode === 'APIGW.0202') return false;
  throw error;
}

describe('several gateways over one database', () => {
  it('show each what was written through any other before', async () => {
    const url = await cluster.server.makeDatabase();
    const all = await Promise.all([cluster.start(url), cluster.start(url), cluster.start(url)]);
    const [one, two, three] = all;
    await one.client.call('POST', 'secrets', { name: 'shared', secret_string: '0' });
    for (let n = 1; n <= 12; n += 1) {
      const writer = all[n % 3] ?? one;
      await put(writer, 'shared', String(n));
      expect(await Promise.all(all.map((reader) => read(reader, 'shared')))).toEqual([n, n, n].map(String));
    }
    expect(await openApiCaller(new URL(two.url).host)('ListSecrets', {})).toMatchObject({ TotalCount: 1 });
    expect(
      await esbCall(three.url, 'create_credential', { name: 'x', type: 'PASSWORD', credential_password: 'y' }),
    ).toMatchObject({ result: true });
    for (const member of all) {
      const { leader, gateways } = await control(member, 'GET', '/status');
      expect(Object.keys(gateways as object).toSorted()).toEqual(all.map(({ url: at }) => at).toSorted());
      expect(Object.keys(gateways as object)).toContain(leader);
    }
  });

  it('have one clock, faults, journal, bindings, sandboxes and snapshots', async () => {
    const url = await cluster.server.makeDatabase();
    const [one, two] = [await cluster.start(url), await cluster.start(url)];
    await control(two, 'PUT', '/clock', { mode: 'frozen', at: '2030-01-01T00:00:00Z' });
    expect(await control(one, 'GET', '/clock')).toMatchObject({ mode: 'frozen', now: '2030-01-01T00:00:00.000Z' });
    await control(one, 'PUT', '/clock', { mode: 'real' });
    const rule = { match: { operation: 'ListSecrets' }, fault: 'throttle', times: 1 };
    await control(one, 'PUT', '/faults', { rules: [rule] });
    const lists = await Promise.allSettled([two, one, two].map(({ client }) => client.call('GET', 'secrets')));
    expect(lists.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const entries = (started: Member) => control(started, 'GET', '/journal?operation=ListSecrets');
    expect((await entries(one))['entries']).toHaveLength(3);
    expect(await entries(two)).toEqual(await entries(one));
    const { id } = await control(two, 'POST', '/sandboxes', { label: 'of two' });
    expect((await control(one, 'GET', '/sandboxes'))['sandboxes']).toMatchObject([{ id }]);
    await control(one, 'PUT', '/snapshots/empty');
    await two.client.call('POST', 'secrets', { name: 'late', secret_string: 'x' });
    await control(two, 'POST', '/snapshots/empty/load');
    await expect(read(one, 'late')).rejects.toMatchObject({ httpStatusCode: 404 });
  });

  it('have one certificate authority, and reach each other by it', async () => {
    const url = await cluster.server.makeDatabase();
    const tls = { 'tls-enabled': 'true' };
    const [one, two] = [await cluster.start(url, tls), await cluster.start(url, tls)];
    const ca = await one.gateway.authority();
    expect(await two.gateway.authority()).toBe(ca);
    for (const { url: at } of [one, two]) {
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
      const target = `${at.replace('http:', 'https:')}/_dragoman/ready`;
      get(target, { ca: ca ?? '' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on('error', reject);
      expect(await promise).toBe(200);
    }
    await one.client.call('POST', 'secrets', { name: 'by-tls', secret_string: 'value' });
    expect(await read(two, 'by-tls')).toBe('value');
  });

  it('keep who the client is, and take no client’s word for it', async () => {
    const url = await cluster.server.makeDatabase();
    const [, follower] = [await cluster.start(url), await cluster.start(url)];
    const mark = `${'0'.repeat(64)} https 10.0.0.1`;
    const answer = await fetch(`${follower.url}/v3/projects`, { headers: { 'X-Dragoman-Forwarded': mark } });
    expect(answer.status).toBe(401);
  });

  it('keep the clock and the faults, with their counts, when the one that leads is closed', async () => {
    const url = await cluster.server.makeDatabase();
    const [first, second] = [await cluster.start(url), await cluster.start(url)];
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: 'value' });
    await control(first, 'PUT', '/clock', { mode: 'frozen', at: '2030-01-01T00:00:00Z' });
    const step = { error: 'CSMS.0001' };
    const script = ['pass', step, 'pass', step];
    await control(second, 'PUT', '/faults', {
      rules: [{ match: { door: 'huawei', operation: 'ListSecrets' }, script }],
    });
    const list = async ({ client }: Member): Promise<boolean> =>
      client.call('GET', 'secrets').then(Boolean, () => false);
    expect([await list(first), await list(second)]).toEqual([true, false]);
    await cluster.close(first);
    expect(await control(second, 'GET', '/clock')).toMatchObject({ mode: 'frozen', now: '2030-01-01T00:00:00.000Z' });
    expect((await control(second, 'GET', '/faults'))['rules']).toMatchObject([{ hits: 2, remaining: 2 }]);
    const third = await cluster.start(url);
    expect([await list(second), await list(third)]).toEqual([true, false]);
    await control(second, 'POST', '/reset', {});
    expect(await control(third, 'GET', '/clock')).toMatchObject({ mode: 'real' });
    expect(await list(third)).toBe(true);
  });

  it('answer reads where they are asked, and have them in one journal', async () => {
    const url = await cluster.server.makeDatabase();
    const all = [await cluster.start(url), await cluster.start(url), await cluster.start(url)] as const;
    const [one, two, three] = all;
    await one.client.call('POST', 'secrets', { name: 'kept', secret_string: 'value' });
    for (let n = 0; n < 3; n += 1) for (const member of all) await read(member, 'kept');
    const times = { operation: 'ShowSecretVersion', resource: 'kept', outcome: 'success', times: { exactly: 9 } };
    for (const member of all) {
      expect(await control(member, 'POST', '/verify', { assertions: [times] })).toMatchObject({
        passed: true,
        dropped: 0,
      });
      expect((await control(member, 'GET', '/journal?operation=ShowSecretVersion'))['entries']).toHaveLength(9);
    }
    await read(two, 'kept');
    await cluster.close(two);
    await read(three, 'kept');
    expect(
      await control(three, 'POST', '/verify', { assertions: [{ ...times, times: { exactly: 11 } }] }),
    ).toMatchObject({
      ...{ passed: true, dropped: 0 },
    });
  });

  it('keep sandboxes, with what they hold and how they are set, when the one that leads is closed', async () => {
    const url = await cluster.server.makeDatabase();
    const [first, second] = [await cluster.start(url), await cluster.start(url)];
    const { id, credentials } = await control(second, 'POST', '/sandboxes', { label: 'kept' });
    const { ak, sk } = (credentials as { readonly huawei: { readonly ak: string; readonly sk: string } }).huawei;
    const inSandbox = ({ url: at }: Member) => huaweiClient(at, { ak, sk });
    await inSandbox(first).call('POST', 'secrets', { name: 'inside', secret_string: 'value' });
    await control(first, 'PUT', `/sandboxes/${String(id)}/clock`, { mode: 'frozen' });
    const { id: gone } = await control(first, 'POST', '/sandboxes', {});
    await control(first, 'DELETE', `/sandboxes/${String(gone)}`);
    await cluster.close(first);
    const third = await cluster.start(url);
    for (const member of [second, third]) {
      const read = await inSandbox(member).call('GET', 'secrets/inside/versions/latest');
      expect(read).toMatchObject({ version: { secret_string: 'value' } });
      expect(await control(member, 'GET', `/sandboxes/${String(id)}/clock`)).toMatchObject({ mode: 'frozen' });
      expect((await control(member, 'GET', '/sandboxes'))['sandboxes']).toMatchObject([{ id, label: 'kept' }]);
      await expect(member.client.call('GET', 'secrets/inside/versions/latest')).rejects.toMatchObject({
        httpStatusCode: 404,
      });
    }
    await inSandbox(third).call('POST', 'secrets/inside/versions', { secret_string: 'next' });
    await control(third, 'DELETE', `/sandboxes/${String(id)}`);
    expect((await control(second, 'GET', '/sandboxes'))['sandboxes']).toEqual([]);
  });

  it('draw the same from a random seed, whoever is asked', async () => {
    const draw = async (): Promise<unknown[]> => {
      const url = await cluster.server.makeDatabase();
      const seeded = { 'random-seed': '7' };
      const [one, two] = [await cluster.start(url, seeded), await cluster.start(url, seeded)];
      const made = [
        await one.client.call('POST', 'secrets', { name: 'a', secret_string: 'x' }),
        await two.client.call('POST', 'secrets', { name: 'b', secret_string: 'x' }),
        await two.client.call('GET', 'secrets'),
      ];
      await Promise.all([one, two].map((member) => cluster.close(member)));
      return made;
    };
    expect(await draw()).toEqual(await draw());
  });

  it('go on when the one that leads is closed, and tell what begins anew', async () => {
    const url = await cluster.server.makeDatabase();
    const first = await cluster.start(url);
    const second = await cluster.start(url);
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: 'value' });
    const begun = performance.now();
    await cluster.close(first);
    expect(await read(second, 'kept')).toBe('value');
    expect(performance.now() - begun).toBeLessThan(2 * LEASE_MS);
    await control(second, 'GET', '/status');
    expect(second.lines.join('\n')).toMatch(
      /this gateway leads now, at http.*: \d+ requests of the journal before are gone/,
    );
    const third = await cluster.start(url);
    await put(third, 'kept', 'next');
    expect(await read(second, 'kept')).toBe('next');
    expect(third.lines).toEqual([]);
  });

  it('replace one that is killed, or stopped for a while, which then does no harm', async () => {
    const url = await cluster.server.makeDatabase();
    const [first, second] = await Promise.all([cluster.startProcess(url), cluster.startProcess(url)]);
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: '0' });
    for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
      const isFirst = await isLeader(second, first.url);
      const [victim, survivor] = isFirst ? [first, second] : [second, first];
      victim.process.child.kill(signal);
      const begun = performance.now();
      await untilPut(survivor, 'kept', signal);
      expect(performance.now() - begun).toBeLessThan(2 * LEASE_MS);
      victim.process.child.kill('SIGCONT');
      expect(await read(survivor, 'kept')).toBe(signal);
      if (signal === 'SIGSTOP') expect(await untilRead(isFirst ? first : second, 'kept')).toBe(signal);
    }
    for (const { process } of [first, second]) process.child.kill('SIGTERM');
    await Promise.all([first, second].map(({ process }) => process.exit()));
  });

  it('are unavailable in each cloud’s own words while none leads', async () => {
    const url = await cluster.server.makeDatabase();
    const [first, second] = [await cluster.start(url), await cluster.start(url)];
    await first.client.call('POST', 'secrets', { name: 'kept', secret_string: 'value' });
    await cluster.server.stop();
    for (const { client, url: at } of [first, second]) {
      await expect(client.call('GET', 'secrets')).rejects.toMatchObject({ errorCode: 'APIGW.0202' });
      const aliyun = openApiCaller(new URL(at).host)('ListSecrets', {});
      await expect(aliyun).rejects.toMatchObject({ code: 'ServiceUnavailableTemporary' });
      expect(await esbCall(at, 'create_credential', {})).toMatchObject({ code: 1240001 });
      expect((await fetch(`${at}/_dragoman/health`)).status).toBe(200);
      expect((await fetch(`${at}/_dragoman/ready`)).status).toBe(503);
    }
    await cluster.server.start();
    while (!(await fetch(`${second.url}/_dragoman/ready`)).ok);
    expect(await read(second, 'kept')).toBe('value');
  });
});
