import type { ServerResponse } from 'node:http';

/** Answers with a value as JSON; with status 503, that it may be asked again. */
export function writeJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...(status === 503 && { 'Retry-After': '1' }) });
  response.end(JSON.stringify(body));
}
