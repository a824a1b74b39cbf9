import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@dragoman/core';

import { DEVELOPMENT_ACCOUNT } from '../src/account/account.ts';
import { ensureAgency } from '../src/account/agencies.ts';
import { signingTime } from '../src/auth/signing-time.ts';
import { type Keys, sign } from './support/signer.ts';
import { type Answer, HOST, TOPICS, type Environment, openEnvironment } from './environment.ts';

const TARGET = '/v3.0/OS-CREDENTIAL/securitytokens';
const PREFIX = 'Incorrect IAM authentication information: ';
const IAM_401 = {
  error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
};
const IAM_400 = { error: { code: 400, message: 'The request body is invalid', title: 'Bad Request' } };

interface Credential {
  readonly access: string;
  readonly secret: string;
  readonly securitytoken: string;
  readonly expires_at: string;
}

function credentialIn(answer: Answer): Credential {
  expect(answer.status).toBe(201);
  return (answer.json as unknown as { credential: Credential }).credential;
}

async function token(environment: Environment): Promise<string> {
  const user = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
  const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
  return (
    (await environment.send({ method: 'POST', path: '/v3/auth/tokens', headers: { host: HOST }, body })).headers[
      'X-Subject-Token'
    ] ?? ''
  );
}

const byToken = (part: object = {}): object => ({ auth: { identity: { methods: ['token'], token: part } } });

async function list(environment: Environment, keys: Keys, security: string | null, signed = true): Promise<Answer> {
  const headers = {
    host: HOST,
    'x-sdk-date': signingTime(environment.services.clock.now()),
    ...(security !== null && { 'x-security-token': security }),
  };
  const names = ['host', 'x-sdk-date', ...(security !== null && signed ? ['x-security-token'] : [])];
  const draft = { method: 'GET', path: TOPICS, headers };
  return environment.send({ ...draft, headers: sign(draft, keys, names) });
}

describe('temporary access keys', () => {
  it('are made for a token, a signature, or a token in the body', async () => {
    const environment = await openEnvironment();
    const presented = await token(environment);
    const ask = async (headers: Record<string, string>, body: object) =>
      environment.send({
        method: 'POST',
        path: TARGET,
        headers: { host: HOST, ...headers },
        body: JSON.stringify(body),
      });
    const answers = [
      await ask({ 'x-auth-token': presented }, byToken()),
      await ask({}, byToken({ id: presented })),
      await environment.call('POST', TARGET, byToken()),
      await environment.call('POST', TARGET, { auth: { identity: { methods: ['token'] } } }),
    ];
    for (const answer of answers) {
      expect(answer.json).toEqual({
        credential: {
          access: expect.stringMatching(/^HST[0-9A-F]{17}$/),
          secret: expect.stringMatching(/^[\w-]{40}$/),
          securitytoken: expect.stringMatching(/^[\w-]{128}$/),
          expires_at: '2026-01-02T03:19:05.000000Z',
        },
      });
    }
    expect(new Set(answers.map((answer) => credentialIn(answer).access)).size).toBe(4);
  });

  it('let in with their security token, signed or not', async () => {
    const environment = await openEnvironment();
    const { access: ak, secret: sk, securitytoken } = credentialIn(await environment.call('POST', TARGET, byToken()));
    expect((await list(environment, { ak, sk }, securitytoken)).status).toBe(200);
    expect((await list(environment, { ak, sk }, securitytoken, false)).status).toBe(200);
  });

  it('are rejected without it, with another, and with another secret key', async () => {
    const environment = await openEnvironment();
    const { access: ak, secret: sk, securitytoken } = credentialIn(await environment.call('POST', TARGET, byToken()));
    const other = credentialIn(await environment.call('POST', TARGET, byToken()));
    for (const security of [null, '', other.securitytoken, `${securitytoken}x`]) {
      const answer = await list(environment, { ak, sk }, security);
      expect([answer.status, answer.json.error_msg]).toEqual([401, `${PREFIX}decrypt token fail`]);
    }
    const answer = await list(environment, { ak, sk: other.secret }, securitytoken);
    expect([
      answer.status,
      answer.json.error_msg.startsWith(`${PREFIX}verify aksk signature fail`),
      answer.text.includes(securitytoken),
    ]).toEqual([401, true, false]);
  });

  it('expire on the clock', async () => {
    const environment = await openEnvironment();
    const {
      access: ak,
      secret: sk,
      securitytoken,
      expires_at: until,
    } = credentialIn(await environment.call('POST', TARGET, byToken({ duration_seconds: 86_400 })));
    expect(until).toBe('2026-01-03T03:04:05.000000Z');
    environment.services.advance(DAY_MS - 1);
    expect((await list(environment, { ak, sk }, securitytoken)).status).toBe(200);
    environment.services.advance(1);
    expect((await list(environment, { ak, sk }, securitytoken)).json.error_msg).toBe(
      `${PREFIX}token expires, expires_at: 2026-01-03T03:04:05.000Z`,
    );
    expect((await list(environment, { ak, sk }, 'other')).json.error_msg).toBe(`${PREFIX}decrypt token fail`);
  });

  it('do not make the keys that made them need a security token', async () => {
    const environment = await openEnvironment();
    await environment.call('POST', TARGET, byToken());
    expect((await environment.call('GET', TOPICS)).status).toBe(200);
  });

  it('are made for an agency of the domain', async () => {
    const environment = await openEnvironment();
    const byRole = (part: object): object => ({ auth: { identity: { methods: ['assume_role'], assume_role: part } } });
    const named = { agency_name: 'CSMSAccessFunctionGraph' };
    const missing = [
      404,
      { error: { code: 404, message: 'Could not find agency: CSMSAccessFunctionGraph.', title: 'Not Found' } },
    ];
    const rejected = await environment.call('POST', TARGET, byRole(named));
    expect([rejected.status, rejected.json]).toEqual(missing);
    await ensureAgency(environment.services, DEVELOPMENT_ACCOUNT, 'CSMSAccessFunctionGraph');
    const { expires_at: until } = credentialIn(
      await environment.call('POST', TARGET, byRole({ ...named, domain_name: 'dragoman', duration_seconds: 3_600 })),
    );
    expect(until).toBe('2026-01-02T04:04:05.000000Z');
    const elsewhere = await environment.call('POST', TARGET, byRole({ ...named, domain_name: 'other' }));
    expect([elsewhere.status, elsewhere.json]).toEqual(missing);
  });

  it.each<readonly [string, unknown]>([
    ['no body', undefined],
    ['no method', { auth: { identity: {} } }],
    ['another method', { auth: { identity: { methods: ['password'] } } }],
    ['too short a time', byToken({ duration_seconds: 899 })],
    ['too long a time', byToken({ duration_seconds: 86_401 })],
    ['no part of the method', { auth: { identity: { methods: ['assume_role'] } } }],
    ['no agency', { auth: { identity: { methods: ['assume_role'], assume_role: {} } } }],
  ])('are rejected for %s', async (_what, body) => {
    const answer = await (await openEnvironment()).call('POST', TARGET, body);
    expect([answer.status, answer.json]).toEqual([400, IAM_400]);
  });

  it('are rejected to nobody in particular', async () => {
    const environment = await openEnvironment();
    const ask = async (headers: Record<string, string>, body = byToken()) => {
      const { status, json } = await environment.send({
        method: 'POST',
        path: TARGET,
        headers,
        body: JSON.stringify(body),
      });
      return [status, json];
    };
    expect(await ask({})).toEqual([401, IAM_401]);
    expect(await ask({ 'x-auth-token': 'unknown' })).toEqual([401, IAM_401]);
    expect(await ask({}, byToken({ id: 'unknown' }))).toEqual([
      401,
      { error: { code: 401, message: 'The token is invalid or expired.', title: 'Unauthorized' } },
    ]);
  });

  it('are as good as any where any key is', async () => {
    const environment = await openEnvironment({ authMode: 'lenient' });
    const answer = await environment.send({
      method: 'POST',
      path: TARGET,
      headers: { 'x-auth-token': 'any' },
      body: JSON.stringify(byToken()),
    });
    const { access: ak, secret: sk, securitytoken } = credentialIn(answer);
    expect((await list(environment, { ak, sk }, securitytoken)).status).toBe(200);
  });
});
