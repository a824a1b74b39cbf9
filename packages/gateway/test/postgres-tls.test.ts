import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

import { randomIds, systemClock } from '@dragoman/environment';
import { openAuthority } from '@dragoman/server';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { type PostgresServer, startPostgres } from '../../../test/postgres-server.ts';

import { lineEventLog, loadSettings, startGateway } from '../src/index.ts';
import { huaweiClient } from './support/huawei.ts';

/** How a client of PostgreSQL asks for TLS, before anything else: length and code. */
const SSL_REQUEST_BYTES = 8;

let root: string;
let postgres: PostgresServer;
let front: Server;
let url: string;
let encrypted = 0;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'dragoman-pg-tls-'));
  postgres = await startPostgres();
  for (const name of ['right', 'wrong']) writeFileSync(join(root, `${name}.pem`), (await authorityOf()).certificate);
  const authority = await authorityOf();
  writeFileSync(join(root, 'right.pem'), authority.certificate);
  const { key, cert } = authority.issue({ domains: ['localhost'], addresses: ['127.0.0.1'] });
  front = createServer((socket) => {
    socket.once('readable', () => {
      socket.read(SSL_REQUEST_BYTES);
      socket.write('S');
      const inside = new TLSSocket(socket, { isServer: true, key, cert });
      const onward = connect(join(postgres.socketDirectory, '.s.PGSQL.5432'));
      for (const end of [socket, inside, onward]) end.on('error', () => onward.destroy());
      inside.once('secure', () => {
        encrypted += 1;
        inside.pipe(onward).pipe(inside);
      });
    });
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  const database = new URL(await postgres.makeDatabase()).pathname;
  url = `postgres://postgres:the%20password@localhost:${(front.address() as AddressInfo).port}${database}`;
});
afterAll(async () => {
  front.close();
  await postgres.remove();
  rmSync(root, { recursive: true, force: true });
});

const authorityOf = () =>
  openAuthority({ tls: { enabled: true, hosts: [] }, dataDir: null, clock: systemClock, ids: randomIds });

async function start(flags: Readonly<Record<string, string>>) {
  const own = { 'store-url': url, 'data-dir': join(root, 'data'), port: '0', 'tls-enabled': 'false' };
  const settings = await loadSettings({ flags: { ...own, ...flags }, env: {}, file: null });
  return startGateway({ settings, rootKey: '7'.repeat(64), eventLog: lineEventLog(() => undefined) });
}

it('a database is reached by TLS, and with verify-full by that of the right authority alone', async () => {
  for (const flags of [{ 'store-tls': 'require' }, trusting('right')]) {
    const before = encrypted;
    const gateway = await start(flags);
    expect(await huaweiClient(gateway.url).call('GET', 'secrets')).toMatchObject({ secrets: [] });
    await gateway.close();
    expect(encrypted).toBeGreaterThan(before);
  }
  await expect(start(trusting('wrong'))).rejects.toThrow(
    /^store\.url = [^\n]*: the certificate of the database is not trusted \(UNABLE_TO_VERIFY[^\n]*$/,
  );
});

function trusting(name: string): Record<string, string> {
  return { 'store-tls': 'verify-full', 'store-tls-ca-file': join(root, `${name}.pem`) };
}
