import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as httpRequest,
} from 'node:http';
import { type Duplex, Readable } from 'node:stream';

/** Makes a connection to the gateway. */
export type Connect = () => Duplex;

/** A request as it goes over a connection. */
export interface SentRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** The host among them. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array;
  readonly signal?: AbortSignal;
}

/**
 * Sends a request over a connection of its own. Rejects when the connection breaks before the answer begins; when it
 * breaks later, so does the body.
 */
export function send(connect: Connect, { body, ...options }: SentRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ ...options, createConnection: connect, setHost: false });
    request.once('response', resolve).once('error', reject).end(body);
  });
}

/** Statuses whose answers have no body, in the words of the Fetch standard. */
const BODILESS = [101, 204, 205, 304];

/** A `fetch` that reaches the gateway whatever the host of the URL is. */
export function fetchOver(connect: Connect): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, url, signal } = request;
    const { host, pathname, search } = new URL(url);
    const headers = { ...Object.fromEntries(request.headers), host };
    const answer = await send(connect, {
      method,
      path: pathname + search,
      headers,
      body: new Uint8Array(await request.arrayBuffer()),
      signal,
    });
    const status = answer.statusCode ?? 0;
    const body = BODILESS.includes(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
    return new Response(body, { status, headers: headerPairs(answer.headers) });
  };
}

function headerPairs(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
}
