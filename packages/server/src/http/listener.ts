import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { ConfigError } from '@dragoman/input';

import type { EventLog } from '../log/event-log.ts';
import { acceptTunnels, proxying, type ProxyRules } from '../proxy/proxy.ts';
import type { TlsMaterial } from '../tls/material.ts';
import { type OnePort, serveTlsToo } from '../tls/one-port.ts';
import { inMemoryConnections } from './in-memory.ts';
import { withOneHost } from './one-host.ts';

/**
 * How much of a request's head is taken in. A door judges how long its path and query may be (`uriLimit`), in its
 * vendor's words: what it is to reject must be read. What is longer than this Node answers, with 431.
 */
const MAX_HEADER_BYTES = 1024 * 1024;

/** How long requests in flight may take to finish when the gateway stops. */
const DRAIN_MS = 10_000;

/** Node adds a second of its own to how long it keeps a connection; 0 would keep it for ever. */
const SOON_MS = 1;

/** Most requests have no body: newer Nodes can spare them the machinery of one, older ones do not know the option. */
const OPTIONS: ServerOptions & { readonly optimizeEmptyRequests: boolean } = {
  maxHeaderSize: MAX_HEADER_BYTES,
  keepAliveTimeout: 65_000,
  optimizeEmptyRequests: true,
};

/** Where to listen, and for what. */
export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** What HTTPS is served with on the same port; `null` serves HTTP alone. */
  readonly tls: TlsMaterial | null;
  /** How it is a proxy; `null` where it is none. */
  readonly proxy: ProxyRules | null;
  /** Hears of handshakes that fail. */
  readonly eventLog: EventLog;
}

/** A listening server. */
export interface Listener {
  /** With the scheme `http`; the same host and port answer `https`. */
  readonly url: string;
  /** The client's end of a new connection that takes no socket. */
  connect(): Duplex;
  /** Lets the process end while nothing but this listener and its connections is left. */
  unref(): void;
  /** Takes no new connection, lets requests in flight finish, then closes. */
  close(): Promise<void>;
}

/** @throws ConfigError when the address cannot be had */
export async function listen(
  handler: RequestListener,
  { host, port, tls, proxy, eventLog }: ListenOptions,
): Promise<Listener> {
  const server = createServer(OPTIONS, withOneHost(proxy === null ? handler : proxying(handler, proxy)));
  const onePort = tls === null ? null : serveTlsToo(server, tls, eventLog);
  if (proxy !== null)
    acceptTunnels(server, proxy, (socket, head) => {
      serveTunnel(server, socket, head);
    });
  await bind(server, host, port);
  const address = server.address() as AddressInfo;
  const memoryStore = inMemoryConnections(createServer(OPTIONS, withOneHost(handler)));
  return {
    url: urlOf(address),
    connect: () => memoryStore.connect(),
    unref() {
      server.unref();
      server.on('connection', unrefSocket);
    },
    async close() {
      await drain(server, onePort);
      memoryStore.close();
    },
  };
}

/** An address that a client can call: who listens on all of them is reached by the one of this machine. */
function urlOf({ address, port }: AddressInfo): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

function unrefSocket(socket: Duplex): void {
  if (socket instanceof Socket) socket.unref();
}

/** A connection through the proxy ends where it began. */
function serveTunnel(server: Server, socket: Duplex, head: Buffer): void {
  if (head.length > 0) socket.unshift(head);
  server.emit('connection', socket);
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenError(error, host, port));
    });
    server.listen(port, host, resolve);
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(
      `port = "${port}" is in use by another program: stop it, or give another --port (0 takes any free one)`,
    );
  }
  if (error.code === 'EACCES')
    return new ConfigError(`port = "${port}" needs rights that this user lacks: give a --port above 1023`);
  return new ConfigError(
    `host = "${host}" cannot be listened on (${error.code ?? error.message}): give an address of ` +
      'this machine, such as 127.0.0.1',
  );
}

function drain(server: Server, onePort: OnePort | null): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, DRAIN_MS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
    // A connection whose request is in flight goes as soon as that is answered: nobody is to keep it for another.
    server.keepAliveTimeout = SOON_MS;
    onePort?.close();
  });
}
