import { once } from 'node:events';
import {
  Agent as HttpAgent,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type RequestListener,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls, TLSSocket } from 'node:tls';

import { randomIds, systemClock } from '@dragoman/environment';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { listen, type Listener } from '../http/listener.ts';
import type { EventLog } from '../log/event-log.ts';
import { lineEventLog } from '../log/line-event-log.ts';
import { openAuthority } from './authority.ts';
import { type TlsMaterial, tlsMaterial } from './material.ts';
import { serveTlsToo } from './one-port.ts';
import { raw } from '../../test/raw-bytes.ts';

const TLS = { enabled: true, hosts: [] };

let tls: TlsMaterial;
let ca: string;
let lines: string[] = [];
let listener: Listener | undefined;
const eventLog: EventLog = lineEventLog((line) => {
  lines.push(line);
});

beforeAll(async () => {
  tls = (await tlsMaterial({ tls: TLS, memory: true, data_dir: '' })) as TlsMaterial;
  ca = (await tls.authority()) ?? '';
});
afterEach(async () => {
  await listener?.close();
  listener = undefined;
  lines = [];
});

async function start(handler: RequestListener): Promise<{ readonly url: string; readonly port: number }> {
  listener = await listen(handler, { host: '127.0.0.1', port: 0, tls, proxy: null, eventLog });
  return { url: listener.url, port: Number(new URL(listener.url).port) };
}

const echo: RequestListener = (request, response) => {
  text(request).then(
    (body) => {
      response.end(
        `${request.method ?? ''} ${request.url?.length ?? 0} ` +
          `${'encrypted' in request.socket ? 'https' : 'http'} ${body}`,
      );
    },
    () => undefined,
  );
};

interface ReceivedRequest {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly agent?: HttpAgent | HttpsAgent;
  readonly servername?: string;
}

/** A request over either protocol, its body sent only when it is asked for where the headers say so. */
async function ask(
  protocol: 'http' | 'https',
  port: number,
  { path = '/', method = 'GET', body = '', headers = {}, agent, servername }: ReceivedRequest = {},
): Promise<string> {
  const request = protocol === 'https' ? httpsRequest : httpRequest;
  const options = {
    host: '127.0.0.1',
    port,
    path,
    method,
    headers,
    ca,
    ...(agent && { agent }),
    ...(servername !== undefined && { servername }),
  };
  const call = request(options);
  if (headers['Expect'] !== undefined) {
    call.flushHeaders();
    await once(call, 'continue');
  }
  call.end(body);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return text(response);
}

describe.each(['http', 'https'] as const)('%s on the one port', (protocol) => {
  it('serves requests, bodies and long request lines', async () => {
    const { port } = await start(echo);
    expect(await ask(protocol, port)).toBe(`GET 1 ${protocol} `);
    const body = 'b'.repeat(1_000_000);
    expect(await ask(protocol, port, { method: 'POST', body })).toBe(`POST 1 ${protocol} ${body}`);
    expect(await ask(protocol, port, { path: `/${'a'.repeat(200_000)}` })).toBe(`GET 200001 ${protocol} `);
  });

  it('answers Expect: 100-continue', async () => {
    const { port } = await start(echo);
    expect(
      await ask(protocol, port, {
        method: 'PUT',
        body: 'later',
        headers: { Expect: '100-continue', 'Content-Length': '5' },
      }),
    ).toBe(`PUT 1 ${protocol} later`);
  });

  it('keeps connections alive', async () => {
    const { port } = await start(echo);
    const agent =
      protocol === 'https'
        ? new HttpsAgent({ keepAlive: true, maxSockets: 1 })
        : new HttpAgent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<unknown>();
    agent.on('free', (socket: Socket) => {
      sockets.add(socket.localPort);
    });
    for (let count = 0; count < 5; count += 1) await ask(protocol, port, { agent });
    expect(sockets.size).toBe(1);
    agent.destroy();
  });

  it('finishes the request in flight when it closes, and waits for no idle connection', async () => {
    const inFlight = Promise.withResolvers<() => void>();
    const { port } = await start((request, response) => {
      if (request.url === '/slow') inFlight.resolve(() => response.end('done'));
      else response.end('quick');
    });
    const agent = protocol === 'https' ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    expect(await ask(protocol, port, { agent })).toBe('quick');
    const slow = ask(protocol, port, { path: '/slow', headers: { Connection: 'close' } });
    const finish = await inFlight.promise;
    const closed = listener?.close();
    finish();
    expect(await slow).toBe('done');
    await closed;
    await expect(ask(protocol, port)).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });
});

describe('https', () => {
  it('serves bytes that come one by one', async () => {
    const { port } = await start(echo);
    const inner = connect(port, '127.0.0.1').setNoDelay();
    const dripping = connectTls({ socket: inner, ca, servername: 'localhost' });
    await once(dripping, 'secureConnect');
    for (const byte of 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n') dripping.write(byte);
    expect(await text(dripping)).toContain('GET 1 https');
    const plain = connect(port, '127.0.0.1').setNoDelay();
    for (const byte of 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n') plain.write(byte);
    expect(await text(plain)).toContain('GET 1 http');
  });

  it('agrees on HTTP/1.1 with clients that offer more', async () => {
    const { port } = await start(echo);
    const socket = connectTls({
      port,
      host: '127.0.0.1',
      ca,
      servername: 'localhost',
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    await once(socket, 'secureConnect');
    expect(socket.alpnProtocol).toBe('http/1.1');
    socket.destroy();
  });

  it.each([
    'kms.cn-north-4.myhuaweicloud.com',
    'iam.myhuaweicloud.eu',
    'kms.cn-hangzhou.aliyuncs.com',
    'KST-hzz1.CryptoService.kms.aliyuncs.com',
    'localhost',
    'sub.localhost',
  ])('shows a certificate that clients take for %s', async (servername) => {
    const { port } = await start(echo);
    expect(await ask('https', port, { servername })).toBe('GET 1 https ');
  });

  it('asks a client for no certificate, and takes none from one that has it', async () => {
    const { port } = await start((request, response) => {
      response.end(request.socket instanceof TLSSocket && JSON.stringify(request.socket.getPeerCertificate()));
    });
    const authority = await openAuthority({ tls: TLS, dataDir: null, clock: systemClock, ids: randomIds });
    const { key, cert } = authority.issue({ domains: ['client.example'], addresses: [] });
    const agent = new HttpsAgent({ key, cert });
    expect(await ask('https', port, { agent })).toBe('{}');
    agent.destroy();
  });

  it('says on the console which name no certificate is made for, once for many', async () => {
    const { port } = await start(echo);
    for (const name of [
      'secret.example.com',
      'aliyuncs.com.evil.example',
      'xaliyuncs.com',
      'a..aliyuncs.com',
      'a\u00e4.aliyuncs.com',
      `${'a'.repeat(64)}.aliyuncs.com`,
    ]) {
      await expect(ask('https', port, { servername: name })).rejects.toThrow(/altnames|ERR_TLS/i);
    }
    // Clients that leave in the middle of it may be told of too.
    expect(lines.filter((line) => line.includes('asked for'))).toEqual([
      'rejected TLS with a client: it asked for a host that no certificate is made for - if clients ' +
        'reach the gateway by this name, start it with --tls-hosts secret.example.com',
    ]);
  });

  it('says on the console that a client does not trust the authority', async () => {
    const { port } = await start(echo);
    const socket = connectTls({ port, host: '127.0.0.1' });
    await once(socket, 'error');
    // The connection's end is told after the client's alert was taken in.
    await ask('https', port);
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(
          '^rejected TLS with (127\\.0\\.0\\.1|a client): (the client does not trust the certificate|' +
            'the client hung up during the handshake) - .*dragoman ca path',
        ),
      ),
    ]);
  });
});

describe('hostile clients', () => {
  it.each([
    ['a TLS record of garbage', Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5])],
    ['a handshake byte and HTTP', Buffer.concat([Buffer.from([0x16]), Buffer.from('GET / HTTP/1.1\r\n\r\n')])],
    ['a record that is too long', Buffer.concat([Buffer.from([0x16, 3, 1, 255, 255]), Buffer.alloc(70_000, 1)])],
    ['an alert', Buffer.from([0x15, 3, 1, 0, 2, 2, 40])],
    ['plain garbage', Buffer.from('NONSENSE\r\n\r\n')],
    ['zeroes', Buffer.alloc(100_000)],
  ])('are cut off after %s, and others are served', async (_what, bytes) => {
    const { port } = await start(echo);
    await raw(port, bytes);
    expect(await ask('https', port)).toBe('GET 1 https ');
    expect(await ask('http', port)).toBe('GET 1 http ');
    expect(lines.filter((line) => !line.startsWith('rejected TLS'))).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(2);
  });

  it('cannot hold up closing by silence or by half a handshake', async () => {
    const { port } = await start(echo);
    const undecided = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    half.write(Buffer.from([0x16, 3, 1, 2, 0, 1]));
    const ended = [undecided, half].map((socket) => once(socket, 'close'));
    undecided.on('error', () => undefined);
    half.on('error', () => undefined);
    await once(undecided, 'connect');
    await ask('https', port);
    const before = performance.now();
    await listener?.close();
    await Promise.all(ended);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it.each([
    ['nothing', []],
    ['half a handshake', [0x16, 3, 1, 2, 0, 1]],
  ])('are cut off in time when they send %s', async (_what, bytes) => {
    const server = createServer(echo);
    serveTlsToo(server, tls, eventLog, { firstByte: 50, handshake: 50 });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    expect(await raw((server.address() as AddressInfo).port, Buffer.from(bytes))).toBe('');
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  it('may go away at any point', async () => {
    const { port } = await start(echo);
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from([0x16]),
      Buffer.from([0x16, 3, 1, 2, 0, 1]),
      Buffer.from('GET'),
    ]) {
      for (const leave of ['destroy', 'end', 'resetAndDestroy'] as const) {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        if (bytes.length > 0) socket.write(bytes);
        socket[leave]();
        socket.resume();
        await once(socket, 'close');
      }
    }
    expect(await ask('https', port)).toBe('GET 1 https ');
    expect(lines.filter((line) => line.startsWith('fault'))).toEqual([]);
  });
});
