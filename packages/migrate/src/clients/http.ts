import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** A request as it is sent; the host is that of the endpoint. */
export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends requests to one endpoint, over connections that stay open. */
export interface HttpEndpoint {
  /** With the port, where it is not the scheme's own. */
  readonly host: string;
  /** @throws Error when no whole answer comes; whether the request was carried out is not known then */
  send(request: HttpRequest): Promise<HttpReply>;
  /** Ends its connections. */
  close(): void;
}

const TIMEOUT_MS = 30_000;
const MAX_CONNECTIONS = 32;

/** @param ca PEM that is trusted in place of the usual authorities */
export function httpEndpoint(url: string, ca?: string): HttpEndpoint {
  const { protocol, host, hostname, port, pathname } = new URL(url);
  const isTls = protocol === 'https:';
  const pool = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
  const agent = isTls ? new HttpsAgent({ ...pool, ...(ca === undefined ? {} : { ca }) }) : new HttpAgent(pool);
  const request = isTls ? httpsRequest : httpRequest;
  const prefix = pathname.replace(/\/+$/, '');
  return {
    host,
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const options = { agent, hostname: hostname.replace(/^\[|\]$/g, ''), port, method, timeout: TIMEOUT_MS };
        const length = String(Buffer.byteLength(body));
        const sent = request({
          ...options,
          path: prefix + path,
          headers: { ...headers, host, 'content-length': length },
        });
        sent.once('timeout', () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1_000} seconds`)));
        sent.once('error', reject);
        sent.once('response', (answer) => {
          readReply(answer).then(resolve, reject);
        });
        sent.end(body);
      }),
    close: () => {
      agent.destroy();
    },
  };
}

async function readReply(answer: IncomingMessage): Promise<HttpReply> {
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
}
