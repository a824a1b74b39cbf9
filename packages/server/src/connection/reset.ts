import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A connection that its client can be shown as reset, whatever carries it. */
interface ResettableConnection {
  resetAndDestroy(): unknown;
}

/** Ends a connection with a TCP reset (RFC 9293 3.5.2) rather than in order; without a socket below it just ends. */
export function resetConnection(connection: Duplex): void {
  if ('resetAndDestroy' in connection) (connection as Duplex & ResettableConnection).resetAndDestroy();
  else connection.destroy();
}

/** Lets a connection be reset over TLS by the socket that carries it: only that is one of TCP. */
export function carryReset(connection: Duplex, carrier: Socket): void {
  const resetAndDestroy = (): void => {
    resetConnection(carrier);
    connection.destroy();
  };
  Object.assign(connection, { resetAndDestroy });
}

/** Whether the other side reset the connection, and did not just end it, for which Node has the same code. */
export function isReset(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' && error.syscall !== undefined;
}
