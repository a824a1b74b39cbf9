import { describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';

import { DEVELOPMENT_ACCOUNT } from '../src/account/account.ts';
import { ensureAgency } from '../src/account/agencies.ts';
import { KEYS, PROJECT, TOPICS, type Environment, openEnvironment, HOST, problem } from './environment.ts';
import { sign } from './support/signer.ts';

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

describe('projects and domains', () => {
  it('have exactly one project for every region', async () => {
    const environment = await openEnvironment();
    const { json } = await environment.call('GET', '/v3/projects?name=cn-north-4', '{}');
    expect(json).toEqual({
      links: { self: `http://${HOST}/v3/projects`, next: null, previous: null },
      projects: [
        {
          id: PROJECT,
          name: 'cn-north-4',
          domain_id: 'd7a60a000000000000000000000000d0',
          parent_id: 'd7a60a000000000000000000000000d0',
          is_domain: false,
          enabled: true,
          description: '',
          links: { self: `http://${HOST}/v3/projects/${PROJECT}`, next: null, previous: null },
        },
      ],
    });
    const other = await withToken(environment, '/v3/projects', 'name=eu-west-101');
    expect(other.json.projects).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'eu-west-101' }]);
    expect((await environment.call('GET', '/v3/projects?name=eu-west-101')).json).toEqual(other.json);
    expect((await environment.call('GET', '/v3/projects?name=ap-southeast-1')).json.projects[0]?.id).not.toBe(
      other.json.projects[0]?.id,
    );
    expect((await environment.call('GET', '/v3/projects')).json.projects).toMatchObject([{ id: PROJECT }]);
  });

  it.each(['enabled=false', 'is_domain=true', 'domain_id=x', 'parent_id=x', 'page=2'])(
    'have none that is %s',
    async (filter) => {
      expect(
        (await (await openEnvironment()).call('GET', `/v3/projects?name=cn-north-4&${filter}`)).json.projects,
      ).toEqual([]);
    },
  );

  it('name the domain', async () => {
    const { json } = await withToken(await openEnvironment(), '/v3/auth/domains');
    expect(json).toEqual({
      domains: [
        {
          id: 'd7a60a000000000000000000000000d0',
          name: 'dragoman',
          enabled: true,
          description: '',
          links: { self: `http://${HOST}/v3/domains/d7a60a000000000000000000000000d0` },
        },
      ],
      links: { self: `http://${HOST}/v3/auth/domains` },
    });
  });

  it('print the address that the client knows them by', async () => {
    const headers = { host: 'iam.myhuaweicloud.com', 'x-auth-token': 'any' };
    const answer = await (
      await openEnvironment({ authMode: 'lenient' })
    ).send({ method: 'GET', path: '/v3/auth/domains', headers });
    expect(answer.json.links.self).toBe('https://iam.myhuaweicloud.com/v3/auth/domains');
  });

  it('reject a token in the words of IAM, a signature in those of API Gateway', async () => {
    const environment = await openEnvironment();
    const rejected = await withToken(environment, '/v3/projects', '', 'unknown');
    expect([rejected.status, rejected.json]).toEqual([
      401,
      { error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' } },
    ]);
    const draft = { method: 'GET', path: '/v3/projects', headers: { 'x-sdk-date': '20260102T030405Z' } };
    const unsigned = await environment.send({
      ...draft,
      headers: sign(draft, { ...KEYS, sk: 'other' }, ['x-sdk-date']),
    });
    expect([unsigned.status, unsigned.json.error_code]).toEqual([401, 'APIGW.0301']);
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

describe('a project that is made', () => {
  it('is known from then on, under the id that it had', async () => {
    const environment = await openEnvironment();
    const before = (await environment.call('GET', '/v3/projects?name=cn-north-4_team')).json.projects[0]?.id;
    const answer = await environment.call('POST', '/v3/projects', {
      project: { name: 'cn-north-4_team', domain_id: 'd7a60a000000000000000000000000d0', description: 'ours' },
    });
    const self = `http://${HOST}/v3/projects/${before ?? ''}`;
    const project = {
      id: before,
      name: 'cn-north-4_team',
      domain_id: 'd7a60a000000000000000000000000d0',
      parent_id: PROJECT,
      is_domain: false,
      enabled: true,
      description: 'ours',
      links: { self },
    };
    expect([answer.status, answer.json]).toEqual([201, { project }]);
    const listed = { ...project, links: { self, next: null, previous: null } };
    expect((await environment.call('GET', '/v3/projects?name=cn-north-4_team')).json.projects).toEqual([listed]);
    expect((await environment.call('GET', '/v3/projects')).json.projects).toMatchObject([{ id: PROJECT }, listed]);
    const mine = await environment.call('GET', '/v3/auth/projects');
    expect(mine.json).toEqual({
      projects: [expect.objectContaining({ id: PROJECT, name: 'cn-north-4' }), project],
      links: { self: `http://${HOST}/v3/auth/projects` },
    });
  });

  it("has the parent that it was given, else the project of its region, and a region's own the domain", async () => {
    const environment = await openEnvironment();
    const make = async (project: object) =>
      (await environment.call('POST', '/v3/projects', { project })).json as unknown as {
        project: { parent_id: string };
      };
    const region = (await environment.call('GET', '/v3/projects?name=cn-east-3')).json.projects[0]?.id;
    expect((await make({ name: 'cn-north-4_a', parent_id: region })).project.parent_id).toBe(region);
    expect((await make({ name: 'cn-east-3_b' })).project.parent_id).toBe(region);
    expect((await make({ name: 'cn-south-1' })).project.parent_id).toBe('d7a60a000000000000000000000000d0');
    const named = async (filter: string) =>
      (await environment.call('GET', `/v3/projects?${filter}`)).json.projects.map(({ name }) => name);
    expect(await named(`parent_id=${region ?? ''}`)).toEqual(['cn-north-4_a', 'cn-east-3_b']);
    expect(await named('parent_id=d7a60a000000000000000000000000d0')).toEqual(['cn-north-4', 'cn-south-1']);
    expect(await named(`name=cn-north-4_a&parent_id=${PROJECT}`)).toEqual([]);
  });

  it('is rejected when it is known already, or has no good name', async () => {
    const environment = await openEnvironment();
    const make = async (project: object) => (await environment.call('POST', '/v3/projects', { project })).json.error;
    await environment.call('POST', '/v3/projects', { project: { name: 'cn-east-3' } });
    const conflict = {
      code: 409,
      message: 'Conflict occurred attempting to store project. Duplicate Entry',
      title: 'Conflict',
    };
    expect([await make({ name: 'cn-east-3' }), await make({ name: 'cn-north-4' })]).toEqual([conflict, conflict]);
    for (const wrong of [
      {},
      { name: '' },
      { name: 'a b' },
      { name: 'n'.repeat(65) },
      { name: 'n', domain_id: 'other' },
      { name: 'n', description: 'd'.repeat(256) },
    ]) {
      expect(await make(wrong)).toMatchObject({ code: 400 });
    }
  });

  it('is listed to those who may work in it', async () => {
    const environment = await openEnvironment({ addresses: [{ door: 'huawei', key: PROJECT }] });
    await environment.call('POST', '/v3/projects', { project: { name: 'cn-north-4_team' } });
    expect((await environment.call('GET', '/v3/auth/projects')).json.projects).toMatchObject([{ id: PROJECT }]);
  });
});

describe('IAM and STS', () => {
  it('list the regions', async () => {
    const { json } = await (await openEnvironment()).call('GET', '/v3/regions');
    const { regions } = json as unknown as { regions: { id: string }[] };
    expect(regions).toHaveLength(20);
    expect(regions).toContainEqual({
      id: 'cn-north-4',
      type: 'public',
      description: '',
      parent_region_id: null,
      locales: { 'en-us': 'cn-north-4', 'zh-cn': 'cn-north-4' },
      links: { self: `http://${HOST}/v3/regions/cn-north-4` },
    });
  });

  it('say who calls', async () => {
    const { status, json } = await (await openEnvironment()).call('GET', '/v5/caller-identity');
    expect([status, json]).toEqual([
      200,
      {
        account_id: 'd7a60a000000000000000000000000d0',
        principal_id: 'd7a60a000000000000000000000000e0',
        principal_urn: 'iam::d7a60a000000000000000000000000d0:user:dragoman',
      },
    ]);
  });

  it.each([
    [
      'IAM, whatever is asked for',
      { host: 'iam.cn-north-4.myhuaweicloud.com:443', accept: '*/*' },
      'https://iam.cn-north-4.myhuaweicloud.com:443',
    ],
    ['IAM in Europe', { host: 'iam.eu-west-101.myhuaweicloud.eu' }, 'https://iam.eu-west-101.myhuaweicloud.eu'],
    ['this address, as a client of Keystone asks', { host: HOST, accept: 'application/json' }, `http://${HOST}`],
    ['this address, as the SDK of IAM asks', { host: HOST, 'x-domain-id': 'd' }, `http://${HOST}`],
  ])('tell their versions to anybody at the host of %s', async (_what, headers, origin) => {
    const environment = await openEnvironment();
    const { status, json } = await environment.send({ method: 'GET', path: '/', headers });
    expect([status, json]).toEqual([
      300,
      {
        versions: {
          values: [
            {
              id: 'v3.6',
              status: 'stable',
              updated: '2016-04-04T00:00:00Z',
              'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
              links: [{ rel: 'self', href: `${origin}/v3/` }],
            },
          ],
        },
      },
    ]);
  });

  it.each(['/v2', '/v2.0', '/v3.0', '/v4', '/v1.0'])('know no version %s at their host', async (path) => {
    const answer = await (
      await openEnvironment()
    ).send({
      method: 'GET',
      path,
      headers: { host: 'iam.myhuaweicloud.com' },
    });
    expect(problem(answer)).toEqual([404, 'APIGW.0101']);
  });

  it('tell their version to anybody', async () => {
    const { status, json } = await (
      await openEnvironment()
    ).send({ method: 'GET', path: '/v3/', headers: { host: HOST } });
    expect([status, json]).toMatchObject([
      200,
      { version: { id: 'v3.6', status: 'stable', links: [{ rel: 'self', href: `http://${HOST}/v3/` }] } },
    ]);
  });

  it.each(['/v3/regions', '/v3/auth/projects', '/v5/caller-identity', '/v3/auth/tokens'])(
    'want to know who asks for %s',
    async (path) => {
      const answer = await (await openEnvironment()).send({ method: 'GET', path, headers: {} });
      expect([answer.status, answer.json.error.title]).toEqual([401, 'Unauthorized']);
    },
  );
});
