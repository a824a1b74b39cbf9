import { generateKeyPairSync, sign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { START } from './memory-services.ts';
import { type Json, SCOPE, dataOf, newEnvironment } from './environment.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const KEYED = { settings: { jwt_public_key: PEM } };
const NOW = START / 1000;

const APP = { version: 1, app_code: 'dragoman', verified: true, valid_error_message: '' };
const USER = { version: 1, username: 'admin', verified: true, valid_error_message: '' };
const CLAIMS = { iss: 'APIGW', nbf: NOW - 10, exp: NOW + 10, app: APP, user: USER };
const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const CREATE = '/api/job/v3/job-manage/create_credential';

function jwt(claims: Json, alg = 'RS512'): string {
  const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ typ: 'JWT', alg, kid: 'bk-job' })}.${part(claims)}`;
  return `${text}.${sign(alg.replace('RS', 'sha'), Buffer.from(text), privateKey).toString('base64url')}`;
}

function headers(claims: Json = CLAIMS, more: Record<string, string> = {}): Record<string, string> {
  return { 'x-bkapi-jwt': jwt(claims), 'content-type': 'application/json', ...more };
}

describe("JOB's own path", () => {
  it('answers with the plain envelope', async () => {
    const environment = await newEnvironment(KEYED);
    const answer = await environment.send('POST', CREATE, { headers: headers(), body: JSON.stringify(FIELDS) });
    expect(Object.keys(answer.body)).toEqual(['code', 'result', 'job_request_id', 'data']);
    expect(answer.headers).toEqual({
      'Content-Type': 'application/json',
      'X-Bk-Job-Request-Id': answer.body['job_request_id'],
    });
    const { id } = dataOf(answer);
    const path = '/api/job/v3/job-manage/get_credential_detail';
    const byGet = await environment.send('GET', path, {
      headers: headers(),
      query: `bk_scope_type=biz&bk_scope_id=2&id=${String(id)}`,
    });
    const byPost = await environment.send('POST', `${path}/`, {
      headers: headers(),
      body: JSON.stringify({ ...SCOPE, id }),
    });
    for (const detail of [byGet, byPost]) expect(dataOf(detail)).toMatchObject({ id, creator: 'admin' });
    const blank = await environment.send('POST', path, {
      headers: headers(CLAIMS, { 'blueking-language': 'en' }),
      body: JSON.stringify(SCOPE),
    });
    expect(blank.body).toMatchObject({ code: 1240003, message: 'idCan not be empty' });
  });

  it("knows the names that ESB's token uses, and other digests", async () => {
    const environment = await newEnvironment(KEYED);
    const claims = {
      ...CLAIMS,
      app: { bk_app_code: 'elsewhere', verified: true },
      user: { bk_username: 'bob', verified: false },
    };
    const given = { 'x-bkapi-jwt': jwt(claims, 'RS256') };
    const { id } = dataOf(await environment.send('POST', CREATE, { headers: given, body: JSON.stringify(FIELDS) }));
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))['creator']).toBe('bob');
  });

  it('lets an app name its user', async () => {
    const environment = await newEnvironment(KEYED);
    const named = { 'x-bk-job-api-type': 'app', 'x-bk-username': 'erin' };
    const { id } = dataOf(
      await environment.send('POST', CREATE, { headers: headers(CLAIMS, named), body: JSON.stringify(FIELDS) }),
    );
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))['creator']).toBe('erin');
  });

  it('says nothing to who shows no token', async () => {
    const environment = await newEnvironment(KEYED);
    const answer = await environment.door.handle({
      method: 'POST',
      path: CREATE,
      query: '',
      headers: {},
      body: Buffer.from('{}'),
    });
    expect(answer).toEqual({ status: 401, headers: {}, body: '' });
  });

  const token = jwt(CLAIMS);
  const cut = (at: number) => `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
  it.each([
    ['no token', 'x'],
    ['an expired token', jwt({ ...CLAIMS, exp: NOW })],
    ['a token without an end', jwt({ ...CLAIMS, exp: undefined })],
    ['a token from the future', jwt({ ...CLAIMS, nbf: NOW + 1 })],
    ['an app that is not verified', jwt({ ...CLAIMS, app: { ...APP, verified: false } })],
    ['a changed claim', cut(token.indexOf('.') + 20)],
    ['a changed signature', cut(token.lastIndexOf('.') + 5)],
    [
      'a token that is not signed',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1] ?? ''}.`,
    ],
    ['a token with more parts', `${token}.x`],
  ])('stumbles over %s', async (_case, presented) => {
    const environment = await newEnvironment(KEYED);
    const answer = await environment.send('POST', CREATE, {
      headers: { 'x-bkapi-jwt': presented },
      body: JSON.stringify(FIELDS),
    });
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.body)).toEqual(['timestamp', 'path', 'status', 'error', 'requestId']);
    expect(answer.body).toMatchObject({
      timestamp: '2027-01-15T08:00:00.000+00:00',
      path: CREATE,
      error: 'Internal Server Error',
    });
  });

  it('lets nobody in without a key, and anybody in lenient mode', async () => {
    const closed = await newEnvironment();
    expect((await closed.send('POST', CREATE, { headers: headers(), body: JSON.stringify(FIELDS) })).status).toBe(500);
    const open = await newEnvironment({ authMode: 'lenient' });
    expect(
      (await open.send('POST', CREATE, { headers: { 'x-bkapi-jwt': `${token}x` }, body: JSON.stringify(FIELDS) })).body,
    ).toMatchObject({ code: 0 });
    await expect(newEnvironment({ settings: { jwt_public_key: 'no key' } })).rejects.toThrow(
      'doors.bk.jwt_public_key is no public key in PEM',
    );
  });

  it('needs a user, then an app', async () => {
    const environment = await newEnvironment(KEYED);
    const rejection = async (claims: Json, language: string) => {
      const answer = await environment.send('POST', CREATE, {
        headers: headers(claims, { 'blueking-language': language }),
        body: JSON.stringify(FIELDS),
      });
      return { status: answer.status, ...answer.body };
    };
    expect(await rejection({ ...CLAIMS, user: undefined, app: undefined }, 'en')).toMatchObject({
      status: 401,
      code: 1247002,
      message: 'Missing user info',
    });
    expect(await rejection({ ...CLAIMS, app: undefined }, 'en')).toMatchObject({
      status: 401,
      code: 1247004,
      message: 'Missing AppCode',
    });
    expect(await rejection({ ...CLAIMS, app: undefined }, 'zh-cn')).toMatchObject({ message: '缺少有效的AppCode' });
  });

  it('rejects methods before scopes, and does not know other paths', async () => {
    const environment = await newEnvironment(KEYED);
    const query = 'bk_scope_type=x&bk_scope_id=2';
    expect((await environment.send('GET', CREATE, { headers: headers(), query })).body).toMatchObject({
      code: 1240003,
      message: '错误的请求',
    });
    expect((await environment.send('PUT', CREATE, { headers: headers(), body: '{}' })).body).toMatchObject({
      code: 1240003,
    });
    const unknown = await environment.send('POST', '/api/job/v3/job-manage/create_file_source', {
      headers: headers(),
      body: '{}',
    });
    expect([unknown.status, unknown.body]).toMatchObject([404, { status: 404, error: 'Not Found' }]);
  });
});
