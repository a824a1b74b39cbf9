import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { type Door, type RequestHead, type WireResponse, requestHead } from '@dragoman/protocol-kit';

import type { Console } from '../console.ts';
import { readBody } from './read-body.ts';

/** Everything under this path is the gateway's own; no door sees it. */
export const CONTROL_PREFIX = '/_dragoman';

/** Sends each request to the control side or to the first door that claims it. */
export function frontListener(doors: readonly Door[], control: RequestListener, console: Console): RequestListener {
  return (request, response) => {
    const target = request.url ?? '/';
    if (isControl(target)) {
      control(request, response);
      return;
    }
    const head = requestHead(request.method ?? 'GET', target, headersOf(request));
    serve(doors, head, request)
      .then((answer) => { send(response, answer, head); })
      .catch((error: unknown) => {
        // The door answers every error itself: what arrives here is a broken connection, or a fault in a door's own rendering.
        if (!request.destroyed || request.complete) console.fault(`${head.method} ${head.path}`, error);
        response.destroy();
      });
  };

  async function serve(all: readonly Door[], head: RequestHead, request: IncomingMessage): Promise<WireResponse> {
    const door = all.find((candidate) => candidate.claims(head));
    if (door === undefined) {
      console.unclaimed(head);
      return unclaimed(head);
    }
    const body = await readBody(request, door.bodyLimit);
    if (body !== null) return door.handle({ ...head, body });
    const refusal = door.refuseBody(head);
    return { ...refusal, headers: { ...refusal.headers, Connection: 'close' } };
  }
}

function isControl(target: string): boolean {
  return target.startsWith(`${CONTROL_PREFIX}/`) || target === CONTROL_PREFIX;
}

/** Node joins repeated headers itself; the only list it leaves is `set-cookie`, which no request needs. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const headers = request.headers as Record<string, string | string[]>;
  if (headers['set-cookie'] !== undefined) headers['set-cookie'] = String(headers['set-cookie']);
  return headers as Record<string, string>;
}

function unclaimed(head: RequestHead): WireResponse {
  const message = `no door serves ${head.method} ${head.path}`;
  return { status: 404, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ error: 'no-door', message }) };
}

function send(response: ServerResponse, answer: WireResponse, head: RequestHead): void {
  const { status, headers, body } = answer;
  const bare = status === 204 || status === 304;
  response.writeHead(status, bare ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  response.end(bare || head.method === 'HEAD' ? undefined : body);
}
