import type { Server } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';

/** Connections to a server that take no socket, so that what is between programs and the network does not see them. */
export interface InMemoryConnections {
  /** Makes one; answers the client's end. */
  connect(): Duplex;
  /** Ends all of them. */
  close(): void;
}

/** @param server need not listen */
export function inMemoryConnections(server: Server): InMemoryConnections {
  const open = new Set<Duplex>();
  return {
    connect() {
      const [client, served] = duplexPair();
      open.add(client);
      // Neither end hears of it by itself when the other is destroyed.
      served.once('close', () => {
        client.destroy();
      });
      client.once('close', () => {
        open.delete(client);
        served.destroy();
      });
      const resetAndDestroy = (): void => {
        client.destroy(connectionReset());
      };
      server.emit('connection', Object.assign(served, { resetAndDestroy }));
      return client;
    },
    close() {
      for (const client of open) client.destroy();
    },
  };
}

/** What a client gets whose socket is reset. */
function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
}
