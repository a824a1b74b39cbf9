import type { Socket } from 'node:net';

/**
 * Tells the first byte that comes, then leaves the socket paused with everything unread. A socket that ends, breaks or
 * sends nothing for so many milliseconds is destroyed.
 */
export function firstByteOf(socket: Socket, timeoutMs: number, tell: (byte: number | undefined) => void): void {
  const giveUp = (): void => {
    socket.destroy();
  };
  socket.setTimeout(timeoutMs, giveUp);
  socket.on('end', giveUp);
  socket.on('error', giveUp);
  socket.once('data', (chunk: Buffer) => {
    socket.pause();
    socket.setTimeout(0, giveUp);
    socket.off('end', giveUp);
    socket.off('error', giveUp);
    socket.unshift(chunk);
    tell(chunk[0]);
  });
}
