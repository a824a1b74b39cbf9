import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';

import { controlClient } from '@dragoman/control';
import { type Gateway, lineEventLog, loadSettings, startGateway } from '@dragoman/gateway/command-line';
import { ProxyRecord } from '@dragoman/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type CommandProxy, startCommandProxy } from './command-proxy.ts';

const HOST = 'kms.cn-hangzhou.aliyuncs.com';
const QUERY =
  'Action=ListSecrets&Version=2016-01-20&AccessKeyId=any&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0' +
  `&SignatureNonce=n&Signature=c2ln&Format=JSON&Timestamp=${encodeURIComponent(new Date().toISOString())}`;

let gateway: Gateway;
let proxy: CommandProxy;
let ca: string;
beforeAll(async () => {
  const flags = { port: '0', memory: 'true', auth: 'lenient' };
  gateway = await startGateway({
    settings: await loadSettings({ flags, env: {}, file: null }),
    eventLog: lineEventLog(() => undefined),
  });
  proxy = await startCommandProxy(gateway.url, {
    own: { list: () => [] },
    unknown_hosts: 'reject',
    record: new ProxyRecord(),
  });
  ca = (await gateway.authority()) ?? '';
});
afterAll(async () => {
  proxy.close();
  await gateway.close();
});

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

async function tunnel(url: string, port: number): Promise<Socket> {
  const socket = open(url);
  socket.write(`CONNECT ${HOST}:${port} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
  await once(socket, 'data');
  return socket;
}

const secured = (socket: Socket): Duplex => connectTls({ socket, ca, servername: HOST });

/** Every way that a client comes by, as a connection and the target that it asks for there. */
const WAYS: readonly [string, () => Promise<Duplex> | Duplex, string][] = [
  ['http', () => open(gateway.url), '/?'],
  ['https', () => secured(open(gateway.url)), '/?'],
  ['the whole URL to the gateway', () => open(gateway.url), `http://${HOST}/?`],
  ['http through CONNECT to the gateway', () => tunnel(gateway.url, 80), '/?'],
  ['https through CONNECT to the gateway', async () => secured(await tunnel(gateway.url, 443)), '/?'],
  ['the whole URL to the proxy', () => open(proxy.url), `http://${HOST}/?`],
  ['http through CONNECT to the proxy', () => tunnel(proxy.url, 80), '/?'],
  ['https through CONNECT to the proxy', async () => secured(await tunnel(proxy.url, 443)), '/?'],
];

/** What a client gets until its connection ends, and how it ends. */
async function ask(connection: Duplex, target: string): Promise<{ readonly text: string; readonly end: string }> {
  let [text, end] = ['', 'closed'];
  connection.on('data', (chunk: Buffer) => (text += chunk.toString()));
  connection.on('error', ({ code, syscall }: NodeJS.ErrnoException) => (end = `${code ?? ''} ${syscall ?? ''}`));
  connection.write(`GET ${target}${QUERY} HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`);
  await new Promise((resolve) => connection.once('close', resolve));
  return { text, end };
}

describe.each(WAYS)('a client that comes by %s', (_way, connection, target) => {
  const control = () => controlClient({ url: gateway.url });

  it('is answered', async () => {
    const { text, end } = await ask(await connection(), target);
    expect(text).toMatch(/^HTTP\/1\.1 200 .*"SecretList"/s);
    expect(end).toBe('closed');
  });

  it.each([
    ['before', /^$/],
    ['mid-body', /^HTTP\/1\.1 200 .*\r\n\r\n.+[^}]$/s],
  ] as const)('sees its connection reset %s', async (reset, got) => {
    await control().faults.set({ rules: [{ fault: { reset }, times: 1 }] });
    const { text, end } = await ask(await connection(), target);
    expect(end).toBe('ECONNRESET read');
    expect(text).toMatch(got);
  });

  it('sees an answer broken off without a reset', async () => {
    await control().faults.set({ rules: [{ fault: { truncate_bytes: 5 }, times: 1 }] });
    const { text, end } = await ask(await connection(), target);
    expect(text).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\n.{5}$/s);
    expect(end).toBe('closed');
  });
});
