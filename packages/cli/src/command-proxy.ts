import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createRelay, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import { acceptTunnels, forward, joinConnections, type ProxyRules, proxying, resetConnection } from '@dragoman/server';

/** A proxy for one command alone: its record is of what this command requests. */
export interface CommandProxy {
  readonly url: string;
  close(): void;
}

/** Starts one that leads the clouds' hosts, and those of the rules, to a gateway. */
export async function startCommandProxy(gatewayUrl: string, rules: ProxyRules): Promise<CommandProxy> {
  const gateway = new URL(gatewayUrl);
  const server = createServer(
    proxying((request, response) => {
      forward(request, response, gateway, request.url ?? '/');
    }, rules),
  );
  acceptTunnels(server, rules, (socket, head) => {
    leadTo(gateway, socket, head);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function leadTo({ hostname, port }: URL, socket: Duplex, head: Buffer): void {
  const there = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  if (head.length > 0) there.write(head);
  joinConnections(there, socket);
}

/**
 * Starts another address of a gateway, each of whose connections is let through or reset, for clients that use no
 * proxy.
 */
export async function startRelay(gatewayUrl: string, admit: () => boolean): Promise<CommandProxy> {
  const gateway = new URL(gatewayUrl);
  const open = new Set<Socket>();
  const relay = createRelay((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    if (admit()) leadTo(gateway, socket, Buffer.alloc(0));
    else resetConnection(socket);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    close() {
      relay.close();
      for (const socket of open) socket.destroy();
    },
  };
}
