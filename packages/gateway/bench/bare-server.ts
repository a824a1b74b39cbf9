import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The yardstick: what Node's own server does with an answer of the same kind and size. */
const BODY = JSON.stringify({
  version: { version_metadata: { id: 'v1' }, secret_string: 'a value of ordinary length: 0123456789abcdef' },
});
const HEADERS = { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(BODY)) };

const server = createServer((_request, response) => {
  response.writeHead(200, HEADERS);
  response.end(BODY);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`);
});
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
