import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';

import type { Clock, Ids } from '@dragoman/core';

import { type Authority, openAuthority } from '../tls/authority.ts';
import { forward } from './forward.ts';
import type { OtherHosts, OtherTarget, Target } from './other-hosts.ts';

/** A request as a host of nobody's cloud was sent it. */
export interface InspectedRequest extends Target {
  readonly method: string;
  readonly url: string;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
  /** As it was sent: a Content-Encoding is still in place. */
  readonly body: Buffer;
  /** Whether the body is longer than what is here. */
  readonly isTruncated: boolean;
}

export interface InspectionParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly onRequest: (request: InspectedRequest) => void;
  /** What was sent to a host that could not be read, and why. */
  readonly onUnread: (target: Target, reason: string) => void;
}

/** Hosts of nobody's cloud whose requests are read on their way, over TLS too. */
export interface Inspection {
  /** What clients have to trust, as PEM: an authority of its own for any host, gone with it. */
  readonly certificate: string;
  readonly otherHosts: OtherHosts;
  close(): void;
}

/** What is kept of a body, in bytes. */
const MOST_BODY_BYTES = 64 * 1024 * 1024;

/** The first byte of a TLS handshake. */
const TLS_HANDSHAKE = 0x16;

const NOT_TRUSTED = 'the TLS handshake failed: the program does not trust the authority that it was shown';

export async function openInspection(parts: InspectionParts): Promise<Inspection> {
  const { clock, ids } = parts;
  const tls = { enabled: true, hosts: [] };
  const authority = await openAuthority({ tls, names: 'any', dataDir: null, clock, ids });
  const contextFor = contextsOf(authority);
  const targets = new WeakMap<Duplex, OtherTarget>();
  const server = createServer((request, response) => {
    const target = targets.get(request.socket);
    if (target !== undefined)
      inspect(parts, { ...target, isSecured: request.socket instanceof TLSSocket }, request, response);
  });
  const unread = (socket: Duplex, reason: string): void => {
    const target = targets.get(socket);
    if (target !== undefined) parts.onUnread(target, reason);
    socket.destroy();
  };
  server.on('clientError', (error, socket) => {
    // Who hangs up between two requests said all that it had to say.
    if ('rawPacket' in error) unread(socket, 'what was sent is no HTTP');
    else socket.destroy();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    unread(socket, `a connection was to become one of ${request.headers.upgrade ?? 'another protocol'}`);
  });
  const serve = (target: OtherTarget, socket: Duplex): void => {
    targets.set(socket, target);
    server.emit('connection', socket);
  };
  const connect: OtherHosts['connect'] = (target, socket, head) => {
    firstBytes(socket, head, (byte) => {
      if (byte !== TLS_HANDSHAKE) serve(target, socket);
      else {
        const options = { isServer: true, secureContext: contextFor(target.host), ALPNProtocols: ['http/1.1'] };
        const secured = new TLSSocket(socket, options);
        const failed = (): void => {
          parts.onUnread(target, NOT_TRUSTED);
        };
        secured.on('error', () => socket.destroy()).once('error', failed);
        secured.once('secure', () => secured.off('error', failed));
        serve(target, secured);
      }
    });
  };
  const request: OtherHosts['request'] = (target, incoming, response) => {
    inspect(parts, { ...target, isSecured: false }, incoming, response);
  };
  return {
    certificate: authority.certificate,
    otherHosts: { connect, request },
    close: () => server.closeAllConnections(),
  };
}

/** Certificates by host, each made when it is asked for first. */
function contextsOf(authority: Authority): (host: string) => SecureContext {
  const contexts = new Map<string, SecureContext>();
  return (host) => {
    const names = isIP(host) === 0 ? { domains: [host], addresses: [] } : { domains: [], addresses: [host] };
    const context = contexts.get(host) ?? createSecureContext(authority.issue(names));
    contexts.set(host, context);
    return context;
  };
}

function firstBytes(socket: Socket, head: Buffer, tell: (byte: number | undefined) => void): void {
  if (head.length > 0) socket.unshift(head);
  socket.once('readable', () => {
    const chunk = socket.read() as Buffer | null;
    if (chunk !== null) socket.unshift(chunk);
    tell(chunk?.[0]);
  });
}

function inspect(
  { onRequest }: InspectionParts,
  { host, port, passes, isSecured: secured }: OtherTarget & { readonly isSecured: boolean },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = (request.url ?? '/').replace(/^http:\/\/[^/?]*/i, '');
  const name = isIP(host) === 6 ? `[${host}]` : host;
  const url = `${secured ? 'https' : 'http'}://${name}:${port}${path.startsWith('/') ? '' : '/'}${path}`;
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_BODY_BYTES) chunks.push(chunk);
  });
  // What broke off was sent all the same.
  request.once('close', () => {
    const { method = '', rawHeaders } = request;
    onRequest({
      host,
      port,
      method,
      url,
      rawHeaders,
      body: Buffer.concat(chunks),
      isTruncated: size > MOST_BODY_BYTES,
    });
  });
  if (passes) forward(request, response, new URL(url), path);
  else {
    request.once('end', () => {
      const text = `dragoman: ${host} is rejected, as all hosts that are not emulated are\n`;
      response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
    });
  }
}
