import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What came through, in the words of whoever sent it. */
export interface ProxiedCall {
  readonly method: string;
  readonly path: string;
  /** The `Action` of a call to Alibaba Cloud. */
  readonly action: string | null;
}

/** Stands between a client and a gateway, passes everything on and keeps what it was. */
export async function recordingProxy(target: string) {
  const calls: ProxiedCall[] = [];
  let connections = 0;
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, answer) => {
    void text(incoming).then((body) => {
      const { method = '', url = '' } = incoming;
      calls.push({ method, path: url, action: new URLSearchParams(body).get('Action') });
      const passed = request({ hostname, port, method, path: url, headers: incoming.headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(answer);
      });
      passed.end(body);
    });
  }).on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    connections: () => connections,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
