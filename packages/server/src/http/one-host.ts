import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Answers requests with several Host headers itself, and leaves the others to the listener. */
export function withOneHost(listener: RequestListener): RequestListener {
  return (request, response) => {
    if (hasSeveralHosts(request)) rejectSeveralHosts(response);
    else listener(request, response);
  };
}

/** Node goes by the first, others by the last: whose the request is must not depend on who reads it. */
function hasSeveralHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

/** As RFC 9112, section 3.2, has every server answer. */
function rejectSeveralHosts(response: ServerResponse): void {
  response.writeHead(400, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(JSON.stringify({ error: 'several-hosts', message: 'a request has one Host header: send one' }));
}
