import { describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';

import { PROJECT, TOPICS, type Environment, openEnvironment, HOST } from './environment.ts';
const USER = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
const WRONG = [401, { error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } }];

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

describe('a token by password', () => {
  it('is answered with project, user and catalog', async () => {
    const answer = await token(await openEnvironment(), byPassword(USER, { project: { name: 'cn-north-4' } }));
    expect(answer.status).toBe(201);
    expect(answer.headers['X-Subject-Token']).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.headers['X-IAM-Trace-Id']).toBe(answer.headers['X-Request-Id']);
    const domain = { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'dragoman' };
    expect(answer.json).toEqual({
      token: {
        catalog: [
          {
            endpoints: [
              { id: 'keystone-*', interface: 'public', region: '*', region_id: '*', url: `http://${HOST}/v3` },
            ],
            id: 'keystone',
            name: 'keystone',
            type: 'identity',
          },
          {
            endpoints: [
              {
                id: 'kms-cn-north-4',
                interface: 'public',
                region: 'cn-north-4',
                region_id: 'cn-north-4',
                url: `http://${HOST}/v1.0/${PROJECT}`,
              },
            ],
            id: 'kms',
            name: 'kms',
            type: 'kms',
          },
        ],
        expires_at: '2026-01-03T03:04:05.000000Z',
        issued_at: '2026-01-02T03:04:05.000000Z',
        methods: ['password'],
        project: { domain, id: PROJECT, name: 'cn-north-4' },
        roles: [{ id: '0', name: 'te_admin' }],
        user: { domain, id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'dragoman', password_expires_at: '' },
      },
    });
  });

  it.each([
    ['nocatalog=true', 0],
    ['nocatalog=', 2],
    ['', 2],
  ])('has under %j a catalog of %d', async (query, length) => {
    expect(
      (await token(await openEnvironment(), byPassword(USER, { project: { id: PROJECT } }), query)).json.token.catalog,
    ).toHaveLength(length);
  });

  it.each([undefined, {}, { domain: { name: 'dragoman' } }])(
    'is good for the domain with the scope %j',
    async (scope) => {
      const { json } = await token(await openEnvironment(), byPassword(USER, scope));
      expect([json.token.domain?.name, json.token.project]).toEqual(['dragoman', undefined]);
    },
  );

  it('names a project by its id', async () => {
    const environment = await openEnvironment();
    expect((await token(environment, byPassword(USER, { project: { id: PROJECT } }))).json.token.project?.name).toBe(
      'cn-north-4',
    );
    const other = await token(environment, byPassword(USER, { project: { id: 'a'.repeat(32) } }));
    expect(other.json.token.project).toMatchObject({ id: 'a'.repeat(32), name: `cn-north-4_${'a'.repeat(32)}` });
  });

  it("is rejected for a scope that is not the user's", async () => {
    const environment = await openEnvironment({ addresses: [{ door: 'huawei', key: PROJECT }] });
    for (const scope of [{ project: { name: 'cn-east-3' } }, { domain: { name: 'other' } }]) {
      const answer = await token(environment, byPassword(USER, scope));
      expect([answer.status, answer.json.error]).toEqual([
        403,
        { code: 403, message: 'You are not authorized to perform the requested action.', title: 'Forbidden' },
      ]);
    }
  });

  it.each([
    { ...USER, password: 'wrong' },
    { ...USER, name: 'nobody' },
    { ...USER, domain: { name: 'other' } },
  ])('is denied to %j', async (user) => {
    const answer = await token(await openEnvironment(), byPassword(user));
    expect([answer.status, answer.json]).toEqual(WRONG);
  });

  it.each<readonly [string, unknown]>([
    ['no JSON', '{'],
    ['an array', []],
    ['empty', {}],
    ['without methods', { auth: { identity: {} } }],
    ['of another method', { auth: { identity: { methods: ['assume_role'] } } }],
    ['without its part', { auth: { identity: { methods: ['password'] } } }],
    ['without a password', byPassword({ name: 'dragoman', domain: { name: 'dragoman' } })],
  ])('is rejected for a body that is %s', async (_what, body) => {
    const answer = await token(await openEnvironment(), body);
    expect([answer.status, answer.json]).toEqual([
      400,
      { error: { code: 400, message: 'The request body is invalid', title: 'Bad Request' } },
    ]);
  });

  it('is given to anybody in the lenient mode', async () => {
    const environment = await openEnvironment({ authMode: 'lenient' });
    for (const user of [
      { ...USER, password: 'wrong' },
      { ...USER, name: 'nobody' },
    ]) {
      const answer = await token(environment, byPassword(user));
      expect(answer.status).toBe(201);
      expect((await withToken(environment, TOPICS, '', answer.headers['X-Subject-Token'])).status).toBe(200);
    }
  });
});

describe('a token by password and passcode', () => {
  const USER_ID = 'd7a60a000000000000000000000000e0';
  /** The documented device's passcode at the time when every test begins. */
  const PASSCODE = '299305';
  const withPasscode = (
    passcode = PASSCODE,
    change: { id?: string; methods?: string[]; totp?: object } = {},
    user: object = USER,
  ): object => {
    const { id = USER_ID, methods = ['password', 'totp'], totp = { user: { id, passcode } } } = change;
    return { auth: { identity: { methods, password: { user }, totp } } };
  };

  it.each([
    ['password', 'totp'],
    ['totp', 'password'],
    ['password', ' totp'],
  ])('is given for both, as methods %j and %j', async (...methods) => {
    const environment = await openEnvironment();
    const answer = await token(environment, withPasscode(PASSCODE, { methods }));
    expect([answer.status, answer.json.token.methods]).toEqual([201, ['password', 'totp']]);
    expect((await withToken(environment, TOPICS, '', answer.headers['X-Subject-Token'])).status).toBe(200);
  });

  it("is rejected for a wrong or an old passcode, another user's, and to a user without a device", async () => {
    const environment = await openEnvironment();
    const rejected = [
      401,
      { error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' } },
    ];
    const ask = async (body: object) => {
      const { status, json } = await token(environment, body);
      return [status, json];
    };
    for (const body of [withPasscode('000000'), withPasscode(''), withPasscode(PASSCODE, { id: 'x' })])
      expect(await ask(body)).toEqual(rejected);
    expect(await ask(withPasscode(PASSCODE, {}, { ...USER, password: 'wrong' }))).toEqual(WRONG);
    const plain = { id: 'id-alice', name: 'alice' };
    const attributes = {
      huawei: { user: plain, domain: { id: 'd7a60a000000000000000000000000d0', name: 'dragoman' } },
    };
    await registerIdentity(environment.services, { id: 'alice', name: 'alice', addresses: 'any', attributes }, [
      { kind: 'password', lookup: 'dragoman/alice', secret: 'alices-password', expiresAt: null },
    ]);
    const alice = { ...USER, name: 'alice', password: 'alices-password' };
    expect((await ask(byPassword(alice)))[0]).toBe(201);
    expect(await ask(withPasscode(PASSCODE, { id: 'id-alice' }, alice))).toEqual(rejected);
    environment.services.advance(60_000);
    expect(await ask(withPasscode())).toEqual(rejected);
  });

  it('wants the part of the method', async () => {
    const environment = await openEnvironment();
    for (const totp of [{}, { user: { id: USER_ID } }, undefined]) {
      const body = { auth: { identity: { methods: ['password', 'totp'], password: { user: USER }, totp } } };
      expect((await token(environment, body)).status).toBe(400);
    }
  });

  it('is given to anybody in the lenient mode', async () => {
    expect(
      (await token(await openEnvironment({ authMode: 'lenient' }), withPasscode('000000', { id: 'x' }))).status,
    ).toBe(201);
  });
});
