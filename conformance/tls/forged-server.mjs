/**
 * An https server that answers as the gateway does: node forged-server.mjs <path of .key and .pem without their
 * endings>
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const [path] = process.argv.slice(2);
const server = createServer(
  { key: readFileSync(`${path}.key`), cert: readFileSync(`${path}.pem`) },
  (_request, response) => response.end('{"status":"up"}'),
);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
