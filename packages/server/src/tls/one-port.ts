import type { Server } from 'node:http';
import type { Socket } from 'node:net';

import type { EventLog } from '../log/event-log.ts';
import { firstByteOf } from './first-byte.ts';
import type { TlsMaterial } from './material.ts';
import { startTlsAcceptor } from './tls-acceptor.ts';

/** The first byte of a TLS connection (a handshake record, RFC 8446 5.1); no HTTP method begins with it. */
const HANDSHAKE = 0x16;

/** How long a connection may take until it is one of HTTP, in milliseconds. */
export interface HandshakeLimits {
  readonly firstByte: number;
  readonly handshake: number;
}

const HANDSHAKE_LIMITS: HandshakeLimits = { firstByte: 60_000, handshake: 15_000 };

/** The connections of a server that are none of HTTP yet. */
export interface OnePort {
  /** Ends them; those that the server serves stay. */
  close(): void;
}

/**
 * Lets an HTTP server serve HTTPS too, told apart by the first byte. Connections of both kinds end in the server's own
 * hands, so its limits, time-outs and its closing are the same for both.
 */
export function serveTlsToo(
  server: Server,
  material: TlsMaterial,
  eventLog: EventLog,
  limits: HandshakeLimits = HANDSHAKE_LIMITS,
): OnePort {
  const serverListeners = server.listeners('connection');
  const serve = (socket: Socket): void => {
    for (const listener of serverListeners) Reflect.apply(listener, server, [socket]);
  };
  const handshakes = startTlsAcceptor(material, eventLog, limits.handshake, serve);
  const undecided = new Set<Socket>();
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    undecided.add(socket);
    socket.once('close', () => {
      undecided.delete(socket);
    });
    firstByteOf(socket, limits.firstByte, (byte) => {
      undecided.delete(socket);
      if (byte === HANDSHAKE) {
        handshakes.accept(socket);
      } else {
        serve(socket);
        socket.resume();
      }
    });
  });
  return {
    close() {
      for (const socket of undecided) socket.destroy();
      handshakes.close();
    },
  };
}
