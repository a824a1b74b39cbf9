import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { type PostgresServer, startPostgres } from '../../../test/postgres-server.ts';
import { type Gateway, lineEventLog, loadSettings, startGateway } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

const ROOT_KEY = '7'.repeat(64);

let server: PostgresServer;
let root: string;
let directories = 0;
const running = new Set<Gateway>();
beforeAll(async () => {
  server = await startPostgres();
  root = mkdtempSync(join(tmpdir(), 'dragoman-gateway-'));
});
afterEach(async () => {
  await Promise.all([...running].map(close));
});
afterAll(async () => {
  await server.remove();
  rmSync(root, { recursive: true, force: true });
});

/** A gateway with a data directory of its own. */
async function start(flags: Readonly<Record<string, string>>, rootKey: string | undefined = ROOT_KEY) {
  directories += 1;
  const common = { port: '0', 'tls-enabled': 'false', 'data-dir': join(root, String(directories)) };
  const settings = await loadSettings({ flags: { ...common, ...flags }, env: {}, file: null });
  const lines: string[] = [];
  const gateway = await startGateway({
    settings,
    ...(rootKey !== '' && { rootKey }),
    eventLog: lineEventLog((line) => lines.push(line)),
  });
  running.add(gateway);
  return { gateway, lines, client: huaweiClient(gateway.url) };
}

async function close(gateway: Gateway): Promise<void> {
  running.delete(gateway);
  await gateway.close();
}

async function control(
  gateway: Gateway,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const options = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(`${gateway.url}/_dragoman${path}`, {
    ...options,
    headers: { 'Content-Type': 'application/json' },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
}

const createOne = (client: HuaweiClient, name: string) =>
  client.call('POST', 'secrets', { name, secret_string: `value of ${name}` });

async function readOne(client: HuaweiClient, name: string): Promise<unknown> {
  const { version } = (await client.call('GET', `secrets/${name}/versions/latest`)) as {
    readonly version: { readonly secret_string: string };
  };
  return version.secret_string;
}

describe('a state in PostgreSQL', () => {
  it('outlives its gateway, whichever data directory the next one has', async () => {
    const url = await server.makeDatabase();
    const first = await start({ 'store-url': url });
    await createOne(first.client, 'kept');
    expect(await readOne(first.client, 'kept')).toBe('value of kept');
    const { state } = await control(first.gateway, 'GET', '/status');
    expect(state).toBe(`postgres://postgres@localhost/${new URL(url).pathname.slice(1)} (schema dragoman)`);
    await close(first.gateway);
    const second = await start({ 'store-url': url });
    expect(await readOne(second.client, 'kept')).toBe('value of kept');
    expect([...first.lines, ...second.lines]).toEqual([]);
  });

  it('has snapshots, a baseline and a reset', async () => {
    const url = await server.makeDatabase();
    const { gateway, client } = await start({ 'store-url': url });
    await createOne(client, 'early');
    await control(gateway, 'PUT', '/snapshots/one');
    await control(gateway, 'PUT', '/baseline');
    await createOne(client, 'late');
    await control(gateway, 'POST', '/reset');
    expect(await readOne(client, 'early')).toBe('value of early');
    await expect(readOne(client, 'late')).rejects.toMatchObject({ httpStatusCode: 404 });
    await control(gateway, 'DELETE', '/baseline');
    await control(gateway, 'POST', '/reset');
    await expect(readOne(client, 'early')).rejects.toMatchObject({ httpStatusCode: 404 });
    await close(gateway);
    const next = await start({ 'store-url': url });
    await control(next.gateway, 'POST', '/snapshots/one/load');
    expect(await readOne(next.client, 'early')).toBe('value of early');
  });

  it('takes what was exported from a file, with the same hash, and the other way round', async () => {
    const flags = { 'store-url': await server.makeDatabase() };
    const [file, database] = [await start({}, ''), await start(flags)];
    for (const name of ['a', 'b', 'c']) await createOne(file.client, name);
    const carry = async (from: Gateway, to: Gateway): Promise<void> => {
      const passphrase = 'a passphrase for the way';
      const exported = await fetch(`${from.url}/_dragoman/state/export`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ passphrase }),
      });
      const answer = await fetch(`${to.url}/_dragoman/state`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/octet-stream', 'X-Dragoman-Passphrase': passphrase },
        body: await exported.arrayBuffer(),
      });
      expect(answer.status).toBe(200);
      expect(await control(to, 'GET', '/state')).toEqual(await control(from, 'GET', '/state'));
    };
    await carry(file.gateway, database.gateway);
    expect(await readOne(database.client, 'b')).toBe('value of b');
    await createOne(database.client, 'd');
    await carry(database.gateway, file.gateway);
    expect(await readOne(file.client, 'd')).toBe('value of d');
  });
});

describe('a database that is away', () => {
  it('is each service’s own “unavailable”, fails readiness and not liveness, until it is back', async () => {
    const flags = { 'store-url': await server.makeDatabase(), 'journal-enabled': 'true' };
    const { gateway, lines, client } = await start(flags);
    await createOne(client, 'kept');
    const status = async (path: string) => (await fetch(`${gateway.url}/_dragoman${path}`)).status;
    await server.stop();
    expect(await createOne(client, 'late').catch((error: unknown) => error)).toMatchObject({
      httpStatusCode: 502,
      errorCode: 'APIGW.0202',
    });
    const aliyun = openApiCaller(new URL(gateway.url).host)('ListSecrets', {});
    await expect(aliyun).rejects.toMatchObject({ code: 'ServiceUnavailableTemporary', data: { statusCode: 503 } });
    expect(await esbCall(gateway.url, 'create_credential', {})).toMatchObject({ code: 1240001 });
    expect([await status('/health'), await status('/ready')]).toEqual([200, 503]);
    await server.start();
    while ((await status('/ready')) !== 200);
    expect(await readOne(client, 'kept')).toBe('value of kept');
    await createOne(client, 'late');
    const told = lines.filter((line) => line.includes('the database does not answer'));
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
  });
});

describe('a start over PostgreSQL', () => {
  it('is rejected in one line, which tells no password', async () => {
    const url = await server.makeDatabase();
    const password = new URL(url);
    password.password = 'guessed-wrongly';
    writeFileSync(join(root, 'password'), 'guessed-wrongly\n');
    await close((await start({ 'store-url': url })).gateway);
    const rejected = async (flags: Readonly<Record<string, string>>, rootKey?: string): Promise<string> => {
      const error: unknown = await start({ 'store-url': url, ...flags }, rootKey).catch((thrown: unknown) => thrown);
      expect((error as Error).name).toBe('ConfigError');
      const { message } = error as Error;
      expect(message).not.toMatch(/\n|guessed|the%20password|the password/);
      return message.replaceAll(/t\d+/g, 't');
    };
    const where = 'store.url = "postgres://postgres@localhost/t"';
    expect(await rejected({}, '8'.repeat(64))).toBe(
      `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in ${where}: ` +
        'give the key it was made with, or another store.schema',
    );
    const wrong = [
      where,
      'the database does not let this user in (28P01)',
      'look whether it runs and lets this user in',
    ].join(': ');
    expect(await rejected({ 'store-url': password.href })).toBe(wrong);
    expect(await rejected({ 'store-password-file': join(root, 'password') })).toBe(wrong);
    expect(await rejected({ 'store-tls': 'require' })).toMatch(/the database takes no TLS/);
    expect(await rejected({ 'store-url': `${url}&sslmode=require` })).toBe(
      'store.url holds the parameter sslmode: set store.tls',
    );
    expect(await rejected({ 'store-password-file': join(root, 'missing') })).toMatch(/missing" does not exist/);
    expect(await rejected({ 'store-tls': 'verify-full', 'store-tls-cert-file': 'x' })).toMatch(/go together/);
  });

  it('keeps the key that it made for an empty database, and asks for it where there is a state', async () => {
    const url = await server.makeDatabase();
    const first = await start({ 'store-url': url }, '');
    await close(first.gateway);
    await expect(start({ 'store-url': url }, '')).rejects.toThrow(
      /root.key" is missing, and the state in "postgres:\/\/postgres@localhost\/t\d+" was sealed by the key in it/,
    );
  });
});
