import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';

import { routeOfHost } from '@dragoman/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
let strict: TestGateway;
let control: ControlClient;
const other = createServer((requested, response) => {
  response.end(`other ${requested.method ?? ''} ${requested.url ?? ''} ${requested.headers.host ?? ''}`);
});

beforeAll(async () => {
  [gateway, strict] = [
    await gatewayForTest({ 'tls-hosts': 'paas.example.com' }),
    await gatewayForTest({ 'proxy-unknown-hosts': 'reject' }),
  ];
  control = controlClient({ url: gateway.url });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
});
afterAll(async () => {
  await Promise.all([gateway.close(), strict.close()]);
  other.close();
});

const otherHost = () => `127.0.0.1:${(other.address() as AddressInfo).port}`;

/** Asks for a tunnel; answers the head of the proxy's answer and the connection. */
async function tunnel(to: TestGateway, target: string): Promise<{ readonly head: string; readonly socket: Socket }> {
  const { hostname, port } = new URL(to.url);
  const socket = connect(Number(port), hostname);
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  return { head: head.toString(), socket };
}

/** A plain request through the proxy. */
async function proxied(to: TestGateway, url: string): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(to.url);
  const requested = request({ hostname, port, path: url, headers: { Host: new URL(url).host } }).end();
  const [response] = (await once(requested, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}

/** The first bytes of the answer to a request target that no client would send. */
async function rawStatus(to: TestGateway, target: string): Promise<string> {
  const socket = connect(Number(new URL(to.url).port), '127.0.0.1');
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return head.toString();
}

describe('a host', () => {
  it.each([
    ['csms.cn-north-4.myhuaweicloud.com', 'door'],
    ['iam.myhuaweicloud.com', 'door'],
    ['kms.eu-west-101.myhuaweicloud.eu', 'door'],
    ['kms.cn-hangzhou.aliyuncs.com', 'door'],
    ['kms-vpc.cn-hangzhou.aliyuncs.com', 'door'],
    ['kst-1.cryptoservice.kms.aliyuncs.com', 'door'],
    ['STS.aliyuncs.com.', 'door'],
    ['business.aliyuncs.com', 'door'],
    ['business.ap-southeast-1.aliyuncs.com', 'door'],
    ['100.100.100.200', 'door'],
    ['deep.paas.example.com', 'door'],
    ['smn.cn-north-4.myhuaweicloud.com', 'door'],
    ['eps.myhuaweicloud.com', 'door'],
    ['bss.myhuaweicloud.com', 'door'],
    ['obs.cn-north-4.myhuaweicloud.com', 'rejected'],
    ['oss-cn-hangzhou.aliyuncs.com', 'rejected'],
    ['signin.aliyun.com', 'rejected'],
    ['Alibabacloud.com', 'rejected'],
    ['console.huaweicloud.com', 'rejected'],
    ['169.254.169.254', 'rejected'],
    ['[fe80::1]', 'rejected'],
    ['fd00:ec2::254', 'rejected'],
    ['169.25.4.1', 'other'],
    ['notaliyun.com', 'other'],
    ['kms.cn-hangzhou.aliyuncs.com.evil.example', 'other'],
    ['notaliyuncs.com', 'other'],
    ['example.com', 'other'],
  ])('%s belongs to: %s', (host, route) => {
    expect(routeOfHost(host, ['paas.example.com'])).toBe(route);
  });
});

describe('the proxy', () => {
  it('leads a cloud’s host to its door, under its own name and certificate', async () => {
    const { head, socket } = await tunnel(gateway, 'kms.cn-hangzhou.aliyuncs.com:443');
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    const secure = connectTls({
      socket,
      servername: 'kms.cn-hangzhou.aliyuncs.com',
      ca: await control.tls.authority(),
    });
    secure.write(
      'GET /?Action=ListSecrets HTTP/1.1\r\nHost: kms.cn-hangzhou.aliyuncs.com\r\nConnection: close\r\n\r\n',
    );
    const answer = await text(secure);
    expect(secure.authorizationError).toBeNull();
    expect(answer).toMatch(/"HostId":"kms\.cn-hangzhou\.aliyuncs\.com"/);
  });

  it('leads plain requests there too', async () => {
    expect(await proxied(gateway, 'http://kms.cn-hangzhou.aliyuncs.com/?Action=ListSecrets')).toMatchObject({
      status: 400,
      body: expect.stringContaining('MissingParameter'),
    });
    expect(await proxied(gateway, 'http://100.100.100.200/latest/meta-data/ram/security-credentials/')).toEqual({
      status: 200,
      body: 'dragoman',
    });
  });

  it('lets nothing through to the rest of the clouds', async () => {
    for (const to of [gateway, strict]) {
      const { head, socket } = await tunnel(to, 'oss-cn-hangzhou.aliyuncs.com:443');
      expect(head).toMatch(/^HTTP\/1\.1 403 .*nothing reaches the cloud from here/s);
      await once(socket, 'close');
      expect(await proxied(to, 'http://obs.cn-north-4.myhuaweicloud.com/x')).toMatchObject({ status: 403 });
    }
  });

  it('passes other hosts on, or not', async () => {
    const { head, socket } = await tunnel(gateway, otherHost());
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    socket.write(`GET /in-tunnel HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(await text(socket)).toContain('other GET /in-tunnel x');
    expect(await proxied(gateway, `http://${otherHost()}/plain?a=1`)).toEqual({
      status: 200,
      body: `other GET /plain?a=1 ${otherHost()}`,
    });
    expect((await tunnel(strict, otherHost())).head).toMatch(/^HTTP\/1\.1 403 .*proxy\.unknown_hosts/s);
    expect(await proxied(strict, `http://${otherHost()}/`)).toMatchObject({ status: 403 });
  });

  it('leads to its own address in every form, whatever becomes of other hosts', async () => {
    const { host } = new URL(strict.url);
    expect((await tunnel(strict, host)).head).toMatch(/^HTTP\/1\.1 200 /);
    expect(await proxied(strict, `http://${host}/_dragoman/health`)).toMatchObject({ status: 200 });
  });

  it('says what became of a host that cannot be reached', async () => {
    expect((await tunnel(gateway, '127.0.0.1:1')).head).toMatch(/^HTTP\/1\.1 502 /);
    expect(await proxied(gateway, 'http://127.0.0.1:1/')).toMatchObject({ status: 502 });
  });

  it.each(['nothing', 'host:0', 'host:99999', 'host:x', ':443', '[::1', 'a@b@c:1'])(
    'rejects a target that is none: %s',
    async (target) => {
      expect((await tunnel(strict, target)).head).toMatch(/^HTTP\/1\.1 (400|403) /);
    },
  );

  it.each(['%', 'a|b', '256.256.256.256', '[::1::]', 'host:99999'])(
    'outlives a URL whose host is none: %s',
    async (host) => {
      expect(await rawStatus(gateway, `http://${host}/x`)).toMatch(/^HTTP\/1\.1 40[04] /);
      expect((await tunnel(gateway, `${host}:443`)).head).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  it.each([
    'oss-cn-hangzhou.aliyuncs.co%6d',
    'oss-cn-hangzhou.aliyuncs.com#@localhost',
    'oss-cn-hangzhou.aliyuncs.com\\@localhost',
    'oss-cn-hangzhou%2ealiyuncs.com',
  ])('lets nothing through to the clouds by another way to write their hosts: %s', async (host) => {
    expect(await rawStatus(gateway, `http://${host}/`)).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  it('remembers which hosts were asked for', async () => {
    await control.proxy.clear();
    await tunnel(gateway, 'sts.aliyuncs.com:443').then(({ socket }) => socket.destroy());
    await tunnel(gateway, 'oss-cn-hangzhou.aliyuncs.com:443');
    await tunnel(gateway, 'oss-cn-hangzhou.aliyuncs.com:443');
    expect(await control.proxy.list()).toEqual({
      hosts: [
        { host: 'sts.aliyuncs.com', port: 443, route: 'door', count: 1 },
        { host: 'oss-cn-hangzhou.aliyuncs.com', port: 443, route: 'rejected', count: 2 },
      ],
    });
  });
});
