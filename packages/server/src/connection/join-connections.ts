import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { isReset, resetConnection } from './reset.ts';

/** Makes one connection of two: each ends as the other does, in order or by a reset. */
export function joinConnections(upstream: Socket, client: Duplex): void {
  upstream.on('error', (error) => {
    if (isReset(error)) resetConnection(client);
    else client.destroy();
  });
  client.on('close', () => {
    upstream.destroy();
  });
  upstream.pipe(client).pipe(upstream);
}
