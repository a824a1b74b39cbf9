import { describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';

import { DEVELOPMENT_ACCOUNT } from '../src/account/account.ts';
import { ensureAgency } from '../src/account/agencies.ts';
import { KEYS, TOPICS, type Environment, openEnvironment, HOST } from './environment.ts';
import { sign } from './support/signer.ts';

const USER = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
function byPassword(user: object = USER, scope?: object): object {
  return { auth: { identity: { methods: ['password'], password: { user } }, ...(scope !== undefined && { scope }) } };
}

async function token(environment: Environment, body: unknown, query = '') {
  return environment.send({
    method: 'POST',
    path: '/v3/auth/tokens',
    query,
    headers: { host: HOST },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function withToken(environment: Environment, path: string, query = '', value?: string) {
  const presented = value ?? (await token(environment, byPassword())).headers['X-Subject-Token'] ?? '';
  return environment.send({ method: 'GET', path, query, headers: { host: HOST, 'x-auth-token': presented } });
}

describe('a token by token', () => {
  it('is as good as the first, and lives no longer', async () => {
    const environment = await openEnvironment();
    const first = await token(environment, byPassword());
    environment.services.advance(3_600_000);
    const second = await token(environment, {
      auth: { identity: { methods: ['token'], token: { id: first.headers['X-Subject-Token'] } } },
    });
    expect([second.status, second.json.token.methods, second.json.token.expires_at]).toEqual([
      201,
      ['token'],
      '2026-01-03T03:04:05.000000Z',
    ]);
    expect(second.headers['X-Subject-Token']).not.toBe(first.headers['X-Subject-Token']);
    expect((await withToken(environment, TOPICS, '', second.headers['X-Subject-Token'])).status).toBe(200);
  });

  it('is rejected for one that is unknown', async () => {
    const answer = await token(await openEnvironment(), {
      auth: { identity: { methods: ['token'], token: { id: 'unknown' } } },
    });
    expect([answer.status, answer.json.error.title]).toEqual([401, 'Unauthorized']);
  });
});

describe('a token by agency', () => {
  const assume = (part: object = {}): object => ({
    auth: {
      identity: {
        methods: ['assume_role'],
        assume_role: { agency_name: 'CSMSAccessFunctionGraph', domain_name: 'dragoman', ...part },
      },
    },
  });

  it('is answered with who assumed it', async () => {
    const environment = await openEnvironment();
    await ensureAgency(environment.services, DEVELOPMENT_ACCOUNT, 'CSMSAccessFunctionGraph');
    const own = (await token(environment, byPassword())).headers['X-Subject-Token'] ?? '';
    const ask = async (body: object, presented = own) =>
      environment.send({
        method: 'POST',
        path: '/v3/auth/tokens',
        headers: { host: HOST, 'x-auth-token': presented },
        body: JSON.stringify(body),
      });
    const answer = await ask(assume());
    expect([answer.status, answer.json.token]).toMatchObject([
      201,
      {
        methods: ['assume_role'],
        user: { name: 'dragoman/CSMSAccessFunctionGraph' },
        assumed_by: { user: { name: 'dragoman' } },
      },
    ]);
    expect((await withToken(environment, TOPICS, '', answer.headers['X-Subject-Token'])).status).toBe(200);
    expect((await ask(assume({ agency_name: 'none' }))).json.error).toMatchObject({ code: 404 });
    expect((await ask(assume({ domain_id: 'other' }))).json.error).toMatchObject({ code: 404 });
    expect((await ask(assume(), 'unknown')).json.error).toMatchObject({ code: 401 });
    expect((await token(environment, assume())).json.error).toMatchObject({ code: 401 });
  });
});

describe('a token by signature and agency', () => {
  const body = {
    auth: {
      identity: {
        methods: ['assume_role'],
        assume_role: { agency_name: 'CSMSAccessFunctionGraph', domain_name: 'dragoman' },
      },
    },
  };

  it('is given to whoever signs, as the SDKs do', async () => {
    const environment = await openEnvironment();
    await ensureAgency(environment.services, DEVELOPMENT_ACCOUNT, 'CSMSAccessFunctionGraph');
    const answer = await environment.call('POST', '/v3/auth/tokens', body);
    expect([answer.status, answer.json.token]).toMatchObject([
      201,
      {
        methods: ['assume_role'],
        user: { name: 'dragoman/CSMSAccessFunctionGraph' },
        assumed_by: { user: { name: 'dragoman' } },
      },
    ]);
    expect((await withToken(environment, TOPICS, '', answer.headers['X-Subject-Token'])).status).toBe(200);
    const missing = { auth: { identity: { methods: ['assume_role'], assume_role: { agency_name: 'none' } } } };
    expect((await environment.call('POST', '/v3/auth/tokens', missing)).json.error).toMatchObject({ code: 404 });
  });

  it('is denied to whoever signs wrongly, whatever the method, and minds no old token beside a password', async () => {
    const environment = await openEnvironment();
    const draft = {
      method: 'POST',
      path: '/v3/auth/tokens',
      headers: { host: HOST, 'x-sdk-date': '20260102T030405Z' },
      body: JSON.stringify(byPassword()),
    };
    const unsigned = await environment.send({
      ...draft,
      headers: sign(draft, { ...KEYS, sk: 'other' }, ['host', 'x-sdk-date']),
    });
    expect([unsigned.status, unsigned.json.error_code]).toEqual([401, 'APIGW.0301']);
    expect((await environment.send({ ...draft, headers: { host: HOST, 'x-auth-token': 'old' } })).status).toBe(201);
  });

  it('is given to any key in the lenient mode, and kept for nobody', async () => {
    const environment = await openEnvironment({ authMode: 'lenient' });
    await ensureAgency(environment.services, DEVELOPMENT_ACCOUNT, 'CSMSAccessFunctionGraph');
    const draft = {
      method: 'POST',
      path: '/v3/auth/tokens',
      headers: { host: HOST, 'x-sdk-date': '20260102T030405Z' },
      body: JSON.stringify(body),
    };
    expect(
      (await environment.send({ ...draft, headers: sign(draft, { ak: 'ANY', sk: 'any' }, ['host', 'x-sdk-date']) }))
        .status,
    ).toBe(201);
  });
});

describe('a token that is shown again', () => {
  it('is checked by HEAD without a body, and is none of anybody in another domain', async () => {
    const environment = await openEnvironment();
    const value = (await token(environment, byPassword(USER, { project: { name: 'cn-north-4' } }))).headers[
      'X-Subject-Token'
    ];
    const alice = {
      domain: { id: 'id-of-domain', name: 'elsewhere' },
      user: { id: 'id-of-alice', name: 'alice' },
      project: { id: 'id-of-project', name: 'cn-east-3' },
    };
    await registerIdentity(
      environment.services,
      { id: 'alice', name: 'alice', addresses: 'any', attributes: { huawei: alice } },
      [{ kind: 'token', lookup: 'token-of-alice', secret: null, expiresAt: null }],
    );
    const ask = async (method: string, by: string, subject: string) =>
      environment.send({
        method,
        path: '/v3/auth/tokens',
        headers: { host: HOST, 'x-auth-token': by, 'x-subject-token': subject },
      });
    const good = await ask('HEAD', value ?? '', value ?? '');
    expect([good.status, good.text, good.headers['X-Subject-Token']]).toEqual([200, '', value]);
    const unknown = await ask('HEAD', value ?? '', 'unknown');
    expect([unknown.status, unknown.text]).toEqual([404, '']);
    const [foreign, none] = [
      await ask('GET', 'token-of-alice', value ?? ''),
      await ask('GET', 'token-of-alice', 'none'),
    ];
    expect([foreign.status, foreign.text]).toEqual([404, none.text]);
    expect((await ask('HEAD', 'token-of-alice', value ?? '')).status).toBe(404);
  });

  it('is as it was made', async () => {
    const environment = await openEnvironment();
    const made = await token(environment, byPassword(USER, { project: { name: 'cn-north-4' } }));
    const value = made.headers['X-Subject-Token'] ?? '';
    environment.services.advance(1_000);
    const show = async (subject: string, query = '') =>
      environment.send({
        method: 'GET',
        path: '/v3/auth/tokens',
        query,
        headers: { host: HOST, 'x-auth-token': value, 'x-subject-token': subject },
      });
    const presented = await show(value);
    expect([presented.status, presented.json, presented.headers['X-Subject-Token']]).toEqual([200, made.json, value]);
    expect((await show(value, 'nocatalog=true')).json.token.catalog).toEqual([]);
    for (const other of ['', 'unknown'])
      expect((await show(other)).json.error).toEqual({
        code: 404,
        message: 'The token could not be found.',
        title: 'Not Found',
      });
    environment.services.advance(86_400_000);
    const next = (await token(environment, byPassword())).headers['X-Subject-Token'] ?? '';
    const expired = await environment.send({
      method: 'GET',
      path: '/v3/auth/tokens',
      headers: { 'x-auth-token': next, 'x-subject-token': value },
    });
    expect(expired.status).toBe(404);
  });
});
