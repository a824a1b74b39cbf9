import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { RawAnswer, RawRequest } from '../doors/door.ts';
import { readWhole } from './read-whole.ts';

/** Sends requests to one service. */
export interface Transport {
  /** Host and port, as its requests name them. */
  readonly host: string;
  /** @throws Error when no whole answer comes in a minute, or one that is too long */
  send(request: RawRequest): Promise<RawAnswer>;
  /** Ends its connections. */
  close(): void;
}

const TIMEOUT_MS = 60_000;

/** The longest answer that is taken, in bytes: no service of the vendors' comes near it. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Headers between two neighbours alone (RFC 9110 7.6.1), and those that this connection makes itself. */
const HOP_BY_HOP = new Set([
  ...['connection', 'proxy-connection', 'proxy-authorization', 'keep-alive', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'content-length', 'host', 'accept-encoding', 'expect'],
]);

/** @param ca PEM that is trusted in place of the usual authorities */
export function openTransport(url: string, ca?: string): Transport {
  const { protocol, host, hostname, port } = new URL(url);
  const isTls = protocol === 'https:';
  const agent = isTls
    ? new HttpsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) })
    : new HttpAgent({ keepAlive: true });
  const request = isTls ? httpsRequest : httpRequest;
  const to = { agent, hostname: hostname.replace(/^\[|\]$/g, ''), port };
  return {
    host,
    send: ({ method, target, rawHeaders, body }) =>
      new Promise((resolve, reject) => {
        const hasBody = body.length > 0 || !['GET', 'HEAD'].includes(method);
        const headers = sentHeaders(rawHeaders, host, hasBody ? body.length : null);
        const sent = request({ ...to, method, path: target, headers, setDefaultHeaders: false });
        const deadline = setTimeout(() => {
          sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1_000} seconds`));
        }, TIMEOUT_MS);
        sent.once('close', () => {
          clearTimeout(deadline);
        });
        sent.once('error', reject);
        sent.once('response', (answer) => {
          readWhole(answer, MAX_ANSWER_BYTES).then((body) => {
            resolve({ status: answer.statusCode ?? 0, rawHeaders: answer.rawHeaders, body });
          }, reject);
        });
        sent.end(body);
      }),
    close: () => {
      agent.destroy();
    },
  };
}

/** An answer that is compressed cannot be looked at, so none is asked for. */
function sentHeaders(rawHeaders: readonly string[], host: string, length: number | null): string[] {
  const headers = ['Host', host];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!HOP_BY_HOP.has(name.toLowerCase())) headers.push(name, value);
  }
  return length === null ? headers : [...headers, 'Content-Length', String(length)];
}
