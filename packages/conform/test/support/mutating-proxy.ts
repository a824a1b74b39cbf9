import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import type { RawAnswer, RawRequest } from '../../src/doors/door.ts';

/** Alters what a gateway answers to one request; `null` leaves it alone. */
export type Mutation = (request: RawRequest, answer: RawAnswer) => Partial<RawAnswer> | null;

/** A second gateway that deviates in one thing: a gateway behind a proxy that alters its answers. */
export async function mutatingProxy(gatewayUrl: string, mutation: { current: Mutation }) {
  const server = createServer((incoming, response) => {
    void (async () => {
      const { method = '', url = '', rawHeaders } = incoming;
      const request: RawRequest = { method, target: url, rawHeaders, body: await buffer(incoming) };
      const answer = await forward(gatewayUrl, request);
      const altered = { ...answer, ...mutation.current(request, answer) };
      const headers = altered.rawHeaders.map((text, at) =>
        altered.rawHeaders[at - (at % 2)]?.toLowerCase() === 'content-length' && at % 2 === 1
          ? String(altered.body.length)
          : text,
      );
      response.writeHead(altered.status, headers).end(altered.body);
    })();
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

/** As it came, with the host that was signed. */
async function forward(url: string, { method, target, rawHeaders, body }: RawRequest): Promise<RawAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(url + target, { method, headers: [...rawHeaders], agent: false, setDefaultHeaders: false })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
  return { status: answer.statusCode ?? 0, rawHeaders: answer.rawHeaders, body: await buffer(answer) };
}
