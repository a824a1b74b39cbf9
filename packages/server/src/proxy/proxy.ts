import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { isLoopback } from '@dragoman/input';

import { type HostRoute, routeOfHost } from './clouds.ts';
import { forward } from './forward.ts';
import type { OtherHosts, Target } from './other-hosts.ts';
import { joinConnections } from '../connection/join-connections.ts';
import { resetConnection } from '../connection/reset.ts';
import type { ProxyRecord } from './proxy-record.ts';

/** How a proxy treats hosts. */
export interface ProxyRules {
  /** Host names beside the clouds' that lead to the doors. */
  readonly own: { list(): readonly string[] };
  /** What becomes of requests to hosts of nobody's cloud. */
  readonly unknown_hosts: 'pass' | 'reject';
  readonly record: ProxyRecord;
  /** Whether a connection to the doors comes about; asked once for each. Without it every one does. */
  readonly admit?: () => boolean;
  /** Takes what goes anywhere but to the doors; without it that passes, or is rejected. */
  readonly otherHosts?: OtherHosts;
}

/** How long another host may take to answer a connection, in milliseconds. */
const CONNECT_TIMEOUT_MS = 30_000;

/**
 * Makes a server a proxy for CONNECT: the clouds' hosts end at the doors under their real names, the rest of the clouds
 * is rejected, and other hosts pass or not. Only clients of this machine pass to others: nobody's relay.
 * @param toDoor takes a connection whose client has been told that it reached its host
 */
export function acceptTunnels(server: Server, rules: ProxyRules, toDoor: (socket: Duplex, head: Buffer) => void): void {
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => {
      socket.destroy();
    });
    const target = targetOf(request.url ?? '');
    if (target === null) {
      socket.end(rejection(400, 'CONNECT needs a host and a port'));
      return;
    }
    const route = isOwn(target, request) ? 'door' : routeFor(rules, target, socket);
    if (route === 'door' && rules.admit?.() === false) {
      socket.end(rejection(502, `dragoman: ${target.host} cannot be reached`));
    } else if (route === 'door') {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      toDoor(socket, head);
    } else if (rules.otherHosts !== undefined) {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      rules.otherHosts.connect({ ...target, passes: route === 'other' }, socket, head);
    } else if (route === 'other') {
      tunnel(target, socket, head);
    } else {
      socket.end(rejection(403, reasonFor(route, target)));
    }
  });
}

/** Lets requests whose target is a whole URL go where their host belongs; all others are the listener's. */
export function proxying(listener: RequestListener, rules: ProxyRules): RequestListener {
  return (request, response) => {
    const url = request.url ?? '/';
    if (url.startsWith('/') || !/^http:\/\//i.test(url)) {
      listener(request, response);
      return;
    }
    const target = targetOfUrl(url);
    const route = target === null || isOwn(target, request) ? 'door' : routeFor(rules, target, request.socket);
    if (route === 'door' && rules.admit?.() === false) {
      // An answer would be taken for the service's own.
      resetConnection(request.socket);
    } else if (route === 'door' || target === null) {
      listener(inOriginForm(request, url), response);
    } else if (rules.otherHosts !== undefined) {
      rules.otherHosts.request({ ...target, passes: route === 'other' }, request, response);
    } else if (route === 'other') {
      const upstream = new URL(url);
      forward(request, response, upstream, upstream.pathname + upstream.search);
    } else {
      response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${reasonFor(route, target)}\n`);
    }
  };
}

/**
 * The request with its path for a target and the host of its target for a host (RFC 9112 3.2.2). Whoever it is handed
 * on to takes it for its own: a host that leads to the doors is never looked for anywhere else.
 */
function inOriginForm(request: IncomingMessage, url: string): IncomingMessage {
  const [, authority = '', path = ''] = /^http:\/\/([^/?]*)(.*)$/is.exec(url) ?? [];
  request.url = path.startsWith('/') ? path : `/${path}`;
  request.headers.host = authority.replace(/^.*@/, '');
  return request;
}

/** Whether the request names the very address that it came in by. */
function isOwn({ port, host }: Target, { socket }: IncomingMessage): boolean {
  return port === socket.localPort && (isLoopback(host) || host === socket.localAddress);
}

function routeFor(
  { own, unknown_hosts, record }: ProxyRules,
  { host, port }: Target,
  socket: Socket,
): HostRoute | 'blocked' {
  const route = routeOfHost(host, own.list());
  const passes = unknown_hosts === 'pass' && isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/, ''));
  const decision = route === 'other' && !passes ? 'blocked' : route;
  record.note({ host, port, route: decision });
  return decision;
}

function reasonFor(route: HostRoute | 'blocked', { host }: Target): string {
  return route === 'rejected'
    ? `dragoman: ${host} belongs to a cloud that is emulated, and is no host of its emulated ` +
        'services: nothing reaches the cloud from here'
    : `dragoman: ${host} is rejected, as all hosts that are not emulated are (proxy.unknown_hosts)`;
}

/** The host and port of a CONNECT; `null` where it names none. */
function targetOf(authority: string): Target | null {
  const [, host, port = '443'] = /^(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(authority) ?? [];
  return host === undefined ? null : targetOfUrl(`http://${host}:${port}/`);
}

/**
 * The host and port of a whole URL, as whoever calls it reads them: no host may be judged by one name and called by
 * another (`%2e`, numbers for addresses). `null` where there are none.
 */
function targetOfUrl(url: string): Target | null {
  if (!URL.canParse(url)) return null;
  const { hostname, port } = new URL(url);
  if (port === '0') return null;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port === '' ? 80 : port) };
}

function tunnel({ host, port }: Target, socket: Socket, head: Buffer): void {
  const upstream = connect({ host, port, timeout: CONNECT_TIMEOUT_MS });
  upstream.once('connect', () => {
    upstream.setTimeout(0);
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) upstream.write(head);
    joinConnections(upstream, socket);
  });
  upstream.on('timeout', () => {
    upstream.destroy(new Error('no answer'));
  });
  upstream.on('error', (error) => {
    if (upstream.pending) socket.end(rejection(502, `dragoman: ${host}: ${error.message}`));
  });
  socket.on('close', () => {
    upstream.destroy();
  });
}

function rejection(status: 400 | 403 | 502, text: string): string {
  const reason = { 400: 'Bad Request', 403: 'Forbidden', 502: 'Bad Gateway' }[status];
  return (
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ` +
    `${Buffer.byteLength(text) + 1}\r\nConnection: close\r\n\r\n${text}\n`
  );
}
