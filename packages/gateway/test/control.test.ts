import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

const TOKEN = 'a-control-token-of-this-test';

let open: TestGateway;
let closed: TestGateway;

beforeAll(async () => {
  open = await gatewayForTest();
  closed = await gatewayForTest({ 'control-token': TOKEN });
});
afterAll(async () => {
  await Promise.all([open.close(), closed.close()]);
});

/** The status of a bare call, with headers that `fetch` would not let be set. */
async function status(gateway: TestGateway, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    request(
      { hostname, port, path: `/_dragoman${path}`, headers: { Host: `127.0.0.1:${port}`, ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('the control client', () => {
  it('makes calls by name', async () => {
    const client = controlClient({ url: open.url });
    expect(await client.health()).toEqual({ status: 'up' });
    expect(await client.ready()).toEqual({ ready: true });
    expect((await client.clock.get()).mode).toBe('real');
  });

  it('rejects with what the gateway says', async () => {
    await expect(controlClient({ url: open.url }).sandbox('none').clock.get()).rejects.toMatchObject({
      status: 404,
      code: 'not-found',
    });
    await expect(controlClient({ url: closed.url }).clock.get()).rejects.toMatchObject({
      status: 401,
      code: 'token-rejected',
    });
    expect((await controlClient({ url: closed.url, token: TOKEN }).clock.get()).mode).toBe('real');
  });
});

describe('the control API', () => {
  it('describes itself', async () => {
    const response = await fetch(`${open.url}/_dragoman/openapi.json`);
    const document = (await response.json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/clock', '/sandboxes/{sandbox}/clock', '/health']),
    );
  });

  it.each([
    ['a host that leads here by trickery', { Host: 'evil.example' }, 403],
    ['a page of another origin', { Origin: 'http://evil.example' }, 403],
    ['a page of no origin', { Origin: 'null' }, 403],
    ['a page of its own', { Host: 'localhost:1', Origin: 'http://localhost:1' }, 200],
    ['a loopback name', { Host: 'localhost:4600' }, 200],
    ['a loopback name of IPv6', { Host: '[::1]:4600' }, 200],
  ])('tells %s', async (_who, headers, expected) => {
    expect(await status(open, '/clock', headers)).toBe(expected);
  });

  it.each([
    ['no token', {}, 401],
    ['another token', { Authorization: 'Bearer another' }, 401],
    ['the token', { Authorization: `Bearer ${TOKEN}` }, 200],
    ['the token from afar', { Authorization: `Bearer ${TOKEN}`, Host: 'gateway.example' }, 200],
    ['the token on a page', { Authorization: `Bearer ${TOKEN}`, Origin: 'http://evil.example' }, 403],
  ])('with a token, takes callers who show %s', async (_what, headers, expected) => {
    expect(await status(closed, '/clock', headers)).toBe(expected);
    expect(await status(closed, '/health', headers)).toBe(200);
  });

  it('will not be left open to others', async () => {
    await expect(gatewayForTest({ host: '0.0.0.0' })).rejects.toThrow(
      'control.token = "" does not fit host = "0.0.0.0"',
    );
  });
});

describe('the body of a control call', () => {
  const put = async (body: string): Promise<unknown> => {
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch(`${open.url}/_dragoman/faults`, { method: 'PUT', headers, body })).json();
  };

  it('is told by path, kind and remedy where it does not fit, and never repeated', async () => {
    expect(await put('{"rules":["hunter2"]}')).toEqual({
      error: 'invalid-input',
      message:
        'rules.0 is a string: give a map with name, match, fault, script, times or ttl_seconds ' +
        '(either `fault` or `script`)',
      field: 'rules.0',
    });
    expect(await put('["hunter2"]')).toMatchObject({ message: 'the body is a list: give a JSON object' });
    expect(await put('{"rules": hunter2}')).toMatchObject({
      message: 'cannot read PUT /_dragoman/faults: the body is no JSON; give a JSON object',
    });
  });

  it('is not blamed for what the query has', async () => {
    const get = async (path: string): Promise<unknown> => (await fetch(`${open.url}/_dragoman/${path}`)).json();
    expect(await get('status?a=1')).toMatchObject({
      message: 'the query has an unknown key: leave it out, nothing goes there',
    });
    expect(await get('journal?lmit=1')).toMatchObject({ message: 'lmit is unknown: did you mean limit?' });
  });
});
