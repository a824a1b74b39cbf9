import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';

import { carryReset } from '../connection/reset.ts';
import type { EventLog, HandshakeProblem } from '../log/event-log.ts';
import type { KeyAndCertificate } from './authority.ts';
import { handshakeProblem, noCertificate, unknownHost } from './handshake-problems.ts';
import type { TlsMaterial } from './material.ts';
import { rateLimit } from './rate-limit.ts';

/** Whoever keeps trying need not fill the log. */
const LOG_INTERVAL_MS = 60_000;

/** The record of a fatal alert `internal_error` (RFC 8446 6.2): the client hears that the fault is not its own. */
const INTERNAL_ERROR_ALERT = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50]);

/** Makes TLS connections out of sockets. */
export interface TlsAcceptor {
  /** Takes a paused socket with the client's first bytes unread. */
  accept(socket: Socket): void;
  /** Ends the handshakes that are under way. */
  close(): void;
}

/** @param done takes each connection whose handshake succeeded */
export function startTlsAcceptor(
  material: TlsMaterial,
  eventLog: EventLog,
  timeoutMs: number,
  done: (socket: TLSSocket) => void,
): TlsAcceptor {
  // The socket that Node wraps and the one that it hands over have nothing else in common.
  const pending = new Map<string, Socket>();
  const limit = rateLimit(LOG_INTERVAL_MS, () => performance.now());
  let servedCertificate: KeyAndCertificate | null = null;
  let server: Server | undefined;

  function report(peer: string | undefined, problem: HandshakeProblem): void {
    const before = limit(problem.why);
    if (before !== null) eventLog.handshakeFailed(peer ?? 'a client', problem, before);
  }

  function openServer(): Server {
    const opened = secureServer(material, timeoutMs, (name) => {
      report('a client', unknownHost(name));
    });
    opened.on('secureConnection', (socket) => {
      const carrier = pending.get(peerOf(socket));
      pending.delete(peerOf(socket));
      if (carrier !== undefined) carryReset(socket, carrier);
      done(socket);
    });
    opened.on('tlsClientError', (error, socket) => {
      report(socket.remoteAddress, handshakeProblem(error));
      socket.destroy();
    });
    return opened;
  }

  async function begin(socket: Socket): Promise<void> {
    const own = await material.own();
    // Made for the first client: it takes a while, and most gateways see none.
    server ??= openServer();
    if (own !== servedCertificate) server.setSecureContext({ key: own.key, cert: own.cert });
    servedCertificate = own;
    if (!socket.destroyed) server.emit('connection', socket);
  }

  return {
    accept(socket) {
      const peer = peerOf(socket);
      pending.set(peer, socket);
      socket.once('close', () => {
        if (pending.get(peer) === socket) pending.delete(peer);
      });
      socket.on('error', () => {
        socket.destroy();
      });
      // What HTTP allows its clients makes no sense during a handshake: who has said the last word is gone.
      socket.allowHalfOpen = false;
      begin(socket).catch((error: unknown) => {
        report(socket.remoteAddress, noCertificate(error));
        socket.end(INTERNAL_ERROR_ALERT);
      });
    },
    close() {
      for (const socket of pending.values()) socket.destroy();
    },
  };
}

/** @param onUnknownHost hears of a host name that has no certificate here */
function secureServer(material: TlsMaterial, timeoutMs: number, onUnknownHost: (name: string) => void): Server {
  return createServer({
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: timeoutMs,
    SNICallback(name, answer) {
      material.forHost(name).then(
        (found) => {
          if (found === 'none') onUnknownHost(name);
          answer(null, typeof found === 'string' ? undefined : found);
        },
        (error: unknown) => {
          answer(error as Error);
        },
      );
    },
  });
}

function peerOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress ?? ''} ${remotePort ?? 0} ${localAddress ?? ''}`;
}
