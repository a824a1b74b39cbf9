import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';

const TOKEN = 'a-control-token-of-this-test';
const PAGE = { Accept: 'text/html,application/xhtml+xml' };

let open: TestGateway;
let closed: TestGateway;

beforeAll(async () => {
  open = await gatewayForTest();
  closed = await gatewayForTest({ 'control-token': TOKEN });
});
afterAll(async () => {
  await Promise.all([open.close(), closed.close()]);
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A bare request, with headers that `fetch` would not let be set. */
function send(
  gateway: TestGateway,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', body = '' } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers: { Host: `127.0.0.1:${port}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

describe('a browser at the bare address', () => {
  it('is sent to the console, and nobody else is', async () => {
    expect(await send(open, '/', PAGE)).toMatchObject({ status: 302, headers: { location: '/_dragoman/' } });
    expect((await send(open, '/')).status).toBe(200);
    expect((await send(open, '/_dragoman', PAGE)).headers['location']).toBe('/_dragoman/');
  });

  it('stays where it bears the mark of a door', async () => {
    const signed = { ...PAGE, Authorization: 'ACS3-HMAC-SHA256 Credential=x,SignedHeaders=host,Signature=00' };
    expect((await send(open, '/', signed)).headers['location']).toBeUndefined();
    expect((await send(open, '/?Action=ListSecrets', PAGE)).headers['location']).toBeUndefined();
  });

  it('finds none where the console is off', async () => {
    const off = await gatewayForTest({ 'console-enabled': 'false' });
    try {
      expect((await send(off, '/', PAGE)).status).toBe(200);
      expect((await send(off, '/_dragoman/', PAGE)).status).toBe(404);
      expect((await send(off, '/_dragoman/clock')).status).toBe(200);
    } finally {
      await off.close();
    }
  });
});

describe('the files of the console', () => {
  it('allow nothing that is not their own', async () => {
    const { status, headers, body } = await send(open, '/_dragoman/', PAGE);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(body.toString()).not.toMatch(/<script(?![^>]* src=)|style=| on\w+=|https?:\/\//);
  });

  it('come compressed as the browser takes it, and are kept', async () => {
    const page = await send(open, '/_dragoman/');
    const [script = ''] = /console\/app-[0-9a-f]{16}\.js/.exec(page.body.toString()) ?? [];
    const plain = await send(open, `/_dragoman/${script}`);
    const packed = await send(open, `/_dragoman/${script}`, { 'Accept-Encoding': 'gzip, deflate' });
    const best = await send(open, `/_dragoman/${script}`, { 'Accept-Encoding': 'gzip, br' });
    const coding = [plain, packed, best].map(({ headers }) => headers['content-encoding']);
    expect(coding).toEqual([undefined, 'gzip', 'br']);
    expect(best.body.length).toBeLessThan(packed.body.length);
    expect(best.headers['cache-control']).toContain('immutable');
    const again = await send(open, `/_dragoman/${script}`, { 'If-None-Match': String(best.headers['etag']) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(page.headers['cache-control']).toBe('no-cache');
  });

  it('are at most 100 KB for the first view', async () => {
    const page = await send(open, '/_dragoman/', { 'Accept-Encoding': 'br' });
    const plain = (await send(open, '/_dragoman/')).body.toString();
    const parts = await Promise.all(
      [...plain.matchAll(/"(console\/[^"]+)"/g)].map(([, path]) =>
        send(open, `/_dragoman/${String(path)}`, { 'Accept-Encoding': 'br' }),
      ),
    );
    expect(parts.length).toBeGreaterThan(2);
    expect([page, ...parts].reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(100 * 1_024);
  });

  it('are not served under a host name that was made to lead here, nor changed', async () => {
    expect((await send(open, '/_dragoman/', { Host: 'evil.example' })).status).toBe(403);
    expect((await send(open, '/_dragoman/', {}, { method: 'POST' })).status).toBe(405);
    expect((await send(open, '/_dragoman/console/none.js')).status).toBe(404);
  });
});

describe('a page', () => {
  it.each([
    [
      'of the console',
      (port: string) => ({ Origin: `http://127.0.0.1:${port}`, 'Sec-Fetch-Site': 'same-origin' }),
      200,
    ],
    ['of another port', () => ({ Origin: 'http://127.0.0.1:1' }), 403],
    ['of another site, without an origin', () => ({ 'Sec-Fetch-Site': 'cross-site' }), 403],
  ])('%s calls the control API with %s', async (_which, headersOf, expected) => {
    const { port } = new URL(open.url);
    expect((await send(open, '/_dragoman/clock', headersOf(port))).status).toBe(expected);
  });
});

describe('a login', () => {
  const login = (gateway: TestGateway, token: string, headers: Readonly<Record<string, string>> = {}) =>
    send(
      gateway,
      '/_dragoman/console/login',
      { 'Content-Type': 'application/json', ...headers },
      { method: 'POST', body: JSON.stringify({ token }) },
    );
  const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';')[0] ?? '';

  it('gives a session that no script reads and no other site sends', async () => {
    expect((await send(closed, '/_dragoman/clock')).status).toBe(401);
    const given = await login(closed, TOKEN);
    expect(given.status).toBe(204);
    expect(String(given.headers['set-cookie'])).toMatch(/; Path=\/_dragoman; HttpOnly; SameSite=Strict$/);
    expect(String(given.headers['set-cookie'])).not.toContain(TOKEN);
    const session = { Cookie: `other=1; ${cookieOf(given)}` };
    expect((await send(closed, '/_dragoman/clock', session)).status).toBe(200);
    expect((await send(closed, '/_dragoman/clock', { ...session, Origin: 'http://evil.example' })).status).toBe(403);
    await send(closed, '/_dragoman/console/login', session, { method: 'DELETE' });
    expect((await send(closed, '/_dragoman/clock', session)).status).toBe(401);
  });

  it('is not taken from a form of another site', async () => {
    expect((await login(closed, TOKEN, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await login(closed, TOKEN, { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  it('is slowed down where it is guessed, and not repeated', async () => {
    const guessed = await gatewayForTest({ 'control-token': TOKEN });
    try {
      for (let time = 0; time < 10; time += 1) {
        const { status, body } = await login(guessed, `guess-${time}-of-the-token`);
        expect([status, body.toString().includes('guess-')]).toEqual([401, false]);
      }
      const late = await login(guessed, TOKEN);
      expect(late.status).toBe(429);
      expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    } finally {
      await guessed.close();
    }
  });
});
