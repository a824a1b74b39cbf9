import { type IncomingMessage, request as sendPlain, type ServerResponse } from 'node:http';
import { request as sendSecured } from 'node:https';

import { isReset, resetConnection } from '../connection/reset.ts';

/** Headers between two neighbours alone (RFC 9110 7.6.1), as proxies take them out. */
const HOP_BY_HOP = ['proxy-connection', 'proxy-authorization'];

/**
 * Sends a request on as it is, and its answer back.
 * @param url where to @param path the request target that is sent; a proxy is sent the whole URL, anybody else a path
 */
export function forward(request: IncomingMessage, response: ServerResponse, url: URL, path: string): void {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
  const isSecured = url.protocol === 'https:';
  const send = isSecured ? sendSecured : sendPlain;
  const upstream = send(
    {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (isSecured ? 443 : 80) : url.port,
      method: request.method,
      path,
      headers,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      // Whoever is sent less than was announced is to see that nothing more comes.
      answer.on('close', () => {
        if (!answer.complete) response.destroy();
      });
      answer.pipe(response);
    },
  );
  upstream.on('error', (error) => {
    if (isReset(error) && response.socket !== null) resetConnection(response.socket);
    else if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`dragoman: ${error.message}\n`);
  });
  request.pipe(upstream);
}
