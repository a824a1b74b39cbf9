import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await gatewayForTest();
});
afterAll(() => gateway.close());

/** Sends bytes as they are and answers everything that comes back until the connection closes. */
async function raw(...parts: readonly (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
  const socket: Socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  // The gateway may cut off what it does not want to read.
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  await new Promise((resolve) => socket.on('close', resolve));
  return text;
}

/** What the bare address answers, under any host. */
async function bare(
  query: string,
  { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: Record<string, string> },
): Promise<string> {
  const lines = Object.entries({ host: 'x', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return raw(`${method} /${query} HTTP/1.1\r\n${lines.join('')}Connection: close\r\n\r\n`);
}

describe('the control API', () => {
  it('answers health, ready and version', async () => {
    expect(await (await fetch(`${gateway.url}/_dragoman/health`)).json()).toEqual({ status: 'up' });
    expect(await (await fetch(`${gateway.url}/_dragoman/ready`)).json()).toEqual({ ready: true });
    expect(await (await fetch(`${gateway.url}/_dragoman/version`)).json()).toMatchObject({
      name: 'dragoman',
      version: expect.stringMatching(/^\d/),
    });
  });

  it.each(['/_dragoman', '/_dragoman/', '/_dragoman/nothing', '/_dragoman/%zz', '/_dragoman/../v1/x'])(
    'answers %s with 4xx and no stack',
    async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).not.toMatch(/\.ts:|node_modules/);
    },
  );
});

describe('the front', () => {
  it('says which request no door claims', async () => {
    const response = await fetch(`${gateway.url}/nowhere/at/all?secret=1`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: 'no-door', message: 'no door serves GET /nowhere/at/all' });
  });

  it.each(['/v1/p/secrets', '/?Action=ListSecrets', '/api/bk-job/prod/x', '/_dragoman/health', 'http://example.com/'])(
    'rejects %s with two Host headers',
    async (target) => {
      const answer = await raw(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nhost: kms.example.com\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"error":"several-hosts"');
    },
  );

  it('greets who opens the bare address, and tells a client of Keystone its versions', async () => {
    const answer = await fetch(gateway.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await answer.text()).toMatch(/^Dragoman emulates .*\/_dragoman\/openapi\.json\n\nDragoman 在此地址/s);
    const versions = await fetch(gateway.url, { headers: { accept: 'application/json' } });
    expect([versions.status, await versions.json()]).toMatchObject([300, { versions: { values: [{ id: 'v3.6' }] } }]);
  });

  it.each([
    ['a parameter', '?Format=JSON', {}],
    ['a method of its own', '', { method: 'POST' }],
    ["a header of Aliyun's", '', { headers: { 'x-acs-action': 'ListSecrets' } }],
    ["a host of Aliyun's", '', { headers: { host: 'kms.cn-hangzhou.aliyuncs.com', accept: 'application/json' } }],
  ])('leaves the bare address to Aliyun with %s', async (_what, query, options) => {
    expect(await bare(query, options)).toMatch(/"Code":"(MissingParameter|MissingAction|InvalidParameter)/);
  });

  it.each([
    ['huawei', '/v1/p/secrets', 12 * 1024 * 1024, /"error_code":"APIG/],
    ['aliyun', '/?Action=CreateSecret&Version=2016-01-20', 4 * 1024 * 1024, /"Code":"/],
    ['bk', '/api/bk-job/prod/api/v3/create_credential', 4 * 1024 * 1024, /"code":1641301/],
  ])(
    'rejects a body that is too long for %s in its own words, whatever length it claims',
    async (_door, path, limit, message) => {
      const declared = await fetch(`${gateway.url}${path}`, { method: 'POST', body: Buffer.alloc(limit + 1, 97) });
      expect(declared.status).toBe(413);
      expect(await declared.text()).toMatch(message);
      const chunks = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Buffer.alloc(limit, 97));
          controller.enqueue(Buffer.alloc(1, 97));
          controller.close();
        },
      });
      const chunked = await fetch(`${gateway.url}${path}`, { method: 'POST', body: chunks, duplex: 'half' });
      expect(await chunked.text()).toMatch(message);
    },
  );

  it.each([
    ['huawei', '/v1/p/secrets?x=', 32 * 1024, /"Request URI too large","error_code":"APIGW.0201"/],
    ['huawei', '/v3/projects?x=', 32 * 1024, /"error_code":"APIGW.0201"/],
    ['aliyun', '/?Action=CreateSecret&Version=2016-01-20&x=', 256 * 1024, /<h1>414 Request-URI Too Large<\/h1>/],
    ['bk', '/api/bk-job/prod/api/v3/get_credential_list?x=', 256 * 1024, /"code":1641401/],
  ])('rejects a URL that is too long for %s in its own words: %s', async (_door, start, limit, message) => {
    const longest = start.padEnd(limit + 1, 'a');
    expect((await fetch(`${gateway.url}${longest}`)).status).not.toBe(414);
    for (const options of [{}, { method: 'POST', body: Buffer.alloc(100_000, 97) }]) {
      const answer = await fetch(`${gateway.url}${longest}a`, options);
      expect([answer.status, answer.headers.get('connection')]).toEqual([414, 'close']);
      expect(await answer.text()).toMatch(message);
    }
    expect((await fetch(`${gateway.url}${start.padEnd(1024 * 1024, 'a')}`)).status).toBe(431);
  });

  it('lives on after broken and hostile requests', async () => {
    await raw('NONSENSE\r\n\r\n');
    await raw('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await raw(`GET /${'a'.repeat(1_100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    for (const target of [
      '/v1/%ff%fe/secrets',
      '/v1/__proto__/secrets/constructor',
      '/?%',
      '/?Action=__proto__',
      '/api/c/compapi/v2/jobv3/%00/',
    ]) {
      expect(await raw(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 [1-5]\d\d /,
      );
    }
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const path of ['/v1/p/secrets', '/', '/api/c/compapi/v2/jobv3/create_credential/']) {
      const response = await fetch(`${gateway.url}${path}`, { method: 'POST', body: deep });
      expect(response.status).toBeLessThan(500);
    }
    expect((await fetch(`${gateway.url}/_dragoman/health`)).status).toBe(200);
    expect(gateway.lines.filter((line) => line.startsWith('fault'))).toEqual([]);
  });

  it('keeps a client that goes away mid-body from doing harm', async () => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write('POST /v1/p/secrets HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    socket.destroy();
    await once(socket, 'close');
    expect((await fetch(`${gateway.url}/_dragoman/health`)).status).toBe(200);
    expect(gateway.lines.filter((line) => line.startsWith('fault'))).toEqual([]);
  });

  it('gives a rejection on the console one line, whatever the request holds', async () => {
    const before = gateway.lines.length;
    await raw('GET /x%0d%0arefused HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(gateway.lines.slice(before)).toHaveLength(1);
    expect(gateway.lines.at(-1)).not.toMatch(/[\r\n]/);
  });
});
