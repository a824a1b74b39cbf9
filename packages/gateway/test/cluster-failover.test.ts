import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type PostgresServer, startPostgres } from '../../../test/postgres-server.ts';
import { type Gateway, lineEventLog, loadSettings, startGateway } from '../src/index.ts';
import { huaweiClient } from './support/huawei.ts';

const LEASE_SECONDS = 2;

let primary: PostgresServer;
let standby: PostgresServer;
let root: string;
let address: Address;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'dragoman-failover-'));
  primary = await startPostgres();
  standby = await primary.startStandby();
  address = await listenFor(primary);
});
afterAll(async () => {
  address.server.close();
  await Promise.all([primary.remove(), standby.remove()]);
  rmSync(root, { recursive: true, force: true });
});

/** Where the database is reached, whichever server has it. */
interface Address {
  readonly server: Server;
  readonly port: number;
  /** Leads to another server from here on. */
  moveTo(server: PostgresServer): void;
}

async function listenFor(first: PostgresServer): Promise<Address> {
  let to = first;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const onward = connect(join(to.socketDirectory, '.s.PGSQL.5432'));
    for (const [one, other] of [
      [from, onward],
      [onward, from],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
    open.add(from);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...{ server, port: (server.address() as AddressInfo).port },
    moveTo(next) {
      to = next;
      for (const socket of open) socket.destroy();
      open.clear();
    },
  };
}

async function start(name: string, url: string): Promise<Gateway> {
  const own = { 'store-url': url, 'store-lease-seconds': String(LEASE_SECONDS), 'data-dir': join(root, name) };
  const settings = await loadSettings({ flags: { port: '0', 'tls-enabled': 'false', ...own }, env: {}, file: null });
  return startGateway({ settings, rootKey: '7'.repeat(64), eventLog: lineEventLog(() => undefined) });
}

describe('a failover of the database', () => {
  it('loses nothing that was answered, and gateways go on by themselves', async () => {
    const database = new URL(await primary.makeDatabase());
    const url = `postgres://postgres:the%20password@127.0.0.1:${address.port}${database.pathname}`;
    const gateways = [await start('one', url), await start('two', url)];
    const clients = gateways.map((gateway) => huaweiClient(gateway.url));
    await clients[0]?.call('POST', 'secrets', { name: 'kept', secret_string: '0' });
    await clients[1]?.call('POST', 'secrets/kept/versions', { secret_string: '1' });

    await primary.stop();
    for (const client of clients)
      await expect(client.call('GET', 'secrets')).rejects.toMatchObject({ errorCode: 'APIGW.0202' });
    await standby.query('SELECT pg_promote()');
    address.moveTo(standby);

    for (const [at, client] of clients.entries()) {
      const put = () => client.call('POST', 'secrets/kept/versions', { secret_string: String(2 + at) });
      while (!(await put().then(Boolean, isAvailable)));
    }
    for (const client of clients)
      expect(await client.call('GET', 'secrets/kept/versions/latest')).toMatchObject({
        version: { secret_string: '3', version_metadata: { id: 'v4' } },
      });
    for (const gateway of gateways) await gateway.close();
  });
});

/** @throws the error where it is another one than the cloud's own for a service that is away */
function isAvailable(error: unknown): false {
  if ((error as { readonly errorCode?: string }).errorCode === 'APIGW.0202') return false;
  throw error;
}
