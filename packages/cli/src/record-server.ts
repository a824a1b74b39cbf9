import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';

import type { RawAnswer, RawRequest } from '@dragoman/conform';
import { randomIds, systemClock } from '@dragoman/environment';
import { acceptTunnels, openAuthority, type ProxyRules, proxying } from '@dragoman/server';

import { conformModule } from './commands/conform/conform-module.ts';

/** What stands in for a service while its client is recorded: an endpoint, and a proxy that leads to it. */
export interface RecordServer {
  readonly url: string;
  /** What clients have to trust, as PEM; its key is gone with it. */
  readonly certificate: string;
  close(): void;
}

/** @param host as the request names it, in lower case without the port; `null` where it names this server itself */
type Handle = (request: RawRequest, host: string | null) => Promise<RawAnswer>;

/** The longest body that is taken, in bytes. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** The first byte of a TLS handshake. */
const TLS_HANDSHAKE = 0x16;

/** Starts one on this machine's loopback address alone. */
export async function startRecordServer(rules: ProxyRules, handle: Handle): Promise<RecordServer> {
  const tls = { enabled: true, hosts: [] };
  const authority = await openAuthority({ tls, names: 'any', dataDir: null, clock: systemClock, ids: randomIds });
  const contextFor = (host: string) => {
    const names = isIP(host) === 0 ? { domains: [host], addresses: [] } : { domains: [], addresses: [host] };
    return createSecureContext(authority.issue(names));
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void answer(request, response, handle);
  };
  const server = createServer(proxying(listener, rules));
  acceptTunnels(server, rules, (socket, head) => {
    if (head.length > 0) socket.unshift(head);
    socket.once('readable', () => {
      const chunk = socket.read() as Buffer | null;
      if (chunk !== null) socket.unshift(chunk);
      server.emit('connection', chunk?.[0] === TLS_HANDSHAKE ? secured(socket, contextFor) : socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: authority.certificate,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function secured(socket: Duplex, contextFor: (host: string) => ReturnType<typeof createSecureContext>): TLSSocket {
  const own = new TLSSocket(socket, {
    isServer: true,
    secureContext: contextFor('localhost'),
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) => {
      done(null, contextFor(name));
    },
  });
  return own.on('error', () => socket.destroy());
}

async function answer(request: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  const { method = '', url = '/', rawHeaders } = request;
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > MAX_BODY_BYTES) {
    response.writeHead(413).end();
    return;
  }
  const { readWhole, TooLongError } = await conformModule();
  try {
    const body = await readWhole(request, MAX_BODY_BYTES);
    const {
      status,
      rawHeaders: headers,
      body: content,
    } = await handle({ method, target: url, rawHeaders, body }, hostOf(request));
    response.writeHead(status, withLength(headers, content.length)).end(request.method === 'HEAD' ? '' : content);
  } catch (error) {
    if (error instanceof TooLongError) response.writeHead(413, { connection: 'close' }).end();
    else response.destroy();
  }
}

/** The host that a request names, unless that is this server. */
function hostOf({ headers: { host = '' }, socket }: IncomingMessage): string | null {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  const isSecured = socket instanceof TLSSocket;
  return !isSecured && host.endsWith(`:${socket.localPort ?? 0}`) && /^(?:localhost|127\.|\[::1\])/.test(name)
    ? null
    : name;
}

/** An answer is here as a whole, however it came. */
function withLength(rawHeaders: readonly string[], length: number): string[] {
  const kept = rawHeaders.filter((_, at) => {
    const name = (rawHeaders[at - (at % 2)] ?? '').toLowerCase();
    return !['content-length', 'transfer-encoding', 'connection', 'keep-alive'].includes(name);
  });
  return [...kept, 'Content-Length', String(length)];
}
