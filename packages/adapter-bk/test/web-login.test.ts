import { describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';

import { ACCESS_CREDENTIAL, newEnvironment } from './environment.ts';
import { BASE, BODY, newConsole, callConsole } from './web-console.ts';

describe("the web console's login", () => {
  it('is served only where it is switched on', async () => {
    const { door } = await newEnvironment();
    expect(door.matches(requestHead('GET', `${BASE}/list`, {}))).toBe(false);
    const open = (await newConsole()).door;
    expect(open.matches(requestHead('GET', `${BASE}/list`, {}))).toBe(true);
    expect(open.matches(requestHead('GET', '/job-manage/other', {}))).toBe(false);
    expect(open.matches(requestHead('GET', '/api/bk-job/prod/x', {}))).toBe(true);
    expect(open.rejectTooLong(requestHead('POST', BASE, {}), 'body').status).toBe(413);
  });

  it.each([
    ['no cookie', {}],
    ['a token that nobody holds', { cookie: 'bk_token=x' }],
    ['an empty token', { cookie: 'bk_token=' }],
  ])('rejects %s with nothing but where to log in', async (_case, headers) => {
    const environment = await newConsole();
    const answer = await environment.door.handle({
      ...requestHead('GET', `${BASE}/list`, headers),
      body: Buffer.alloc(0),
    });
    expect(answer).toEqual({ status: 401, headers: { 'x-login-url': '/login/?' }, body: '' });
  });

  it('takes the first of several tokens that somebody holds', async () => {
    const environment = await newConsole();
    expect(
      (
        await callConsole(environment, 'GET', '/list', undefined, {
          cookie: `bk_token=x; bk_token=${ACCESS_CREDENTIAL.bk_token}`,
        })
      ).status,
    ).toBe(200);
  });

  it('brings a key against forgery, and rejects changes without it', async () => {
    const environment = await newConsole();
    const cookie = `bk_token=${ACCESS_CREDENTIAL.bk_token}`;
    const first = await callConsole(environment, 'GET', '/list', undefined, { cookie });
    const expected =
      /^job_csrf_key=([0-9a-f]{32}); Path=\/; Max-Age=2592000; Expires=Sun, 14 Feb 2027 08:00:00 GMT; SameSite=Lax$/;
    const key = expected.exec(first.headers['Set-Cookie'] ?? '')?.[1] ?? '';
    expect(key).toHaveLength(32);
    for (const headers of [
      { cookie },
      { cookie: `${cookie}; job_csrf_key=${key}` },
      { cookie: `${cookie}; job_csrf_key=${key}`, 'x-csrf-token': 'x' },
      { cookie, 'x-csrf-token': key },
    ]) {
      const answer = await environment.door.handle({
        ...requestHead('POST', BASE, headers),
        body: Buffer.from(JSON.stringify(BODY)),
      });
      expect([answer.status, answer.body]).toEqual([401, '']);
      expect(answer.headers).toEqual({ 'x-login-url': '/login/?', 'Set-Cookie': expect.stringMatching(expected) });
    }
    const last = await callConsole(environment, 'POST', '', BODY, {
      cookie: `${cookie}; job_csrf_key=${key}`,
      'x-csrf-token': key,
    });
    expect([last.status, last.headers['Set-Cookie']]).toEqual([200, undefined]);
  });

  it('does not know other paths', async () => {
    const environment = await newConsole();
    expect((await callConsole(environment, 'GET', '/elsewhere')).body).toMatchObject({
      status: 404,
      error: 'Not Found',
    });
    expect((await callConsole(environment, 'PATCH', '/x', {})).status).toBe(404);
  });
});
