import { describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';

import { HOST, type Environment, nestedProblem, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const DOMAIN = { id: 'd7a60a000000000000000000000000d0', name: 'dragoman' };
const AGENCIES = '/v1/csms/agencies';
const TEMPLATES = '/v1/csms/function-templates';
const USERS = '/v1/csms/users';

describe('agencies', () => {
  it('are made for a type of secret, once', async () => {
    const environment = await openEnvironment();
    const granted = async (type: string) => (await environment.call('GET', `${AGENCIES}?secret_type=${type}`)).json;
    expect(await granted('RDS-FG')).toEqual({ agency_granted: 'false' });
    const made = await environment.call('POST', AGENCIES, { secret_type: 'RDS-FG' });
    const id = expect.stringMatching(/^[0-9a-f]{32}$/);
    expect([made.status, made.json]).toEqual([
      200,
      {
        agencies: [
          { agency_id: id, agency_name: 'CSMSAccessFunctionGraph' },
          { agency_id: id, agency_name: 'FunctionGraphAgencyForRotateRDSByCSMS' },
        ],
      },
    ]);
    expect([await granted('RDS-FG'), await granted('GaussDB-FG')]).toEqual([
      { agency_granted: 'true' },
      { agency_granted: 'false' },
    ]);
    expect((await environment.call('POST', AGENCIES, { secret_type: 'RDS-FG' })).json).toEqual(made.json);
    const other = await environment.call('POST', AGENCIES, { secret_type: 'GaussDB-FG' });
    expect(other.text).toContain('FunctionGraphAgencyForRotateGaussDBByCSMS');
    expect(await granted('GaussDB-FG')).toEqual({ agency_granted: 'true' });
  });

  it('are rejected for another type', async () => {
    const environment = await openEnvironment();
    expect(problem(await environment.call('POST', AGENCIES, { secret_type: 'COMMON' }))).toEqual(PARAMETER);
    expect(problem(await environment.call('POST', AGENCIES, {}))).toEqual(PARAMETER);
    expect(problem(await environment.call('POST', AGENCIES))).toEqual(BODY);
    expect(problem(await environment.call('GET', AGENCIES))).toEqual(PARAMETER);
    expect(problem(await environment.call('GET', `${AGENCIES}?secret_type=RDS`))).toEqual(PARAMETER);
  });
});

describe('function templates', () => {
  it('differ by engine and by how accounts take turns', async () => {
    const environment = await openEnvironment();
    const queries = ['mysql', 'postgresql', 'sqlserver'].flatMap((engine) =>
      ['SingleUser', 'MultiUser'].map((type) => `secret_type=RDS-FG&secret_sub_type=${type}&engine=${engine}`),
    );
    const all = [
      ...queries,
      'secret_type=GaussDB-FG&secret_sub_type=SingleUser',
      'secret_type=GaussDB-FG&secret_sub_type=MultiUser',
    ];
    const texts = await Promise.all(
      all.map(async (query) => {
        const { status, json } = await environment.call('GET', `${TEMPLATES}?${query}`);
        expect([status, Object.keys(json)]).toEqual([200, ['function_templates']]);
        return (json as unknown as { function_templates: string }).function_templates;
      }),
    );
    expect(new Set(texts).size).toBe(8);
    for (const text of texts)
      expect(text).toMatch(/^# Rotates the password of a [^\n]+\n(.|\n)*def handler\(event, context\):\n/);
    for (const [at, module] of [
      'pymysql',
      'pymysql',
      'psycopg2',
      'psycopg2',
      'pymssql',
      'pymssql',
      'pymysql',
      'pymysql',
    ].entries())
      expect(texts[at]).toContain(`\nimport ${module}\n`);
  });

  it.each([
    '',
    'secret_type=RDS-FG&engine=mysql',
    'secret_type=RDS-FG&secret_sub_type=SingleUser',
    'secret_type=RDS-FG&secret_sub_type=Single&engine=mysql',
    'secret_type=RDS-FG&secret_sub_type=SingleUser&engine=oracle',
    'secret_type=GaussDB-FG&secret_sub_type=SingleUser&engine=mysql',
    'secret_type=COMMON&secret_sub_type=SingleUser',
  ])('are rejected for %j', async (query) => {
    expect(problem(await (await openEnvironment()).call('GET', `${TEMPLATES}?${query}`))).toEqual(PARAMETER);
  });
});

async function withUsers(): Promise<Environment> {
  const environment = await openEnvironment();
  const project = { id: 'p', name: 'cn-north-4' };
  for (const [name, domain] of [
    ['alice', DOMAIN],
    ['bob', DOMAIN],
    ['carol', { id: 'other', name: 'other' }],
  ] as const) {
    await registerIdentity(
      environment.services,
      {
        id: name,
        name,
        addresses: 'any',
        attributes: { huawei: { domain, user: { id: `id-${name}`, name }, project } },
      },
      [],
    );
  }
  await registerIdentity(
    environment.services,
    { id: 'elsewhere', name: 'elsewhere', addresses: 'any', attributes: { bk: {} } },
    [],
  );
  return environment;
}

async function listed(environment: Environment, query: string): Promise<readonly [number, string[]]> {
  const { status, json } = await environment.call('GET', `${USERS}?${query}`);
  const { total, users } = json as unknown as { total: number; users: { user_name: string }[] };
  expect(status).toBe(200);
  return [total, users.map(({ user_name: name }) => name)];
}

describe('users', () => {
  const presented = {
    user_id: 'id-alice',
    org_id: DOMAIN.id,
    user_name: 'alice',
    name: 'alice',
    mobile: '',
    email: '',
    pwd_must_modify: false,
    pwd_change_at: null,
    created_at: null,
    updated_at: null,
    user_org_relation_list: [{ org_id: DOMAIN.id, relation_type: '1' }],
  };

  it("are those of the caller's domain", async () => {
    const environment = await withUsers();
    expect(await listed(environment, 'offset=0&limit=10')).toEqual([3, ['alice', 'bob', 'dragoman']]);
    expect(await listed(environment, 'offset=1&limit=10')).toEqual([3, []]);
    expect(await listed(environment, 'offset=0&limit=100&user_info=o')).toEqual([2, ['bob', 'dragoman']]);
    expect(await listed(environment, `offset=0&limit=10&org_id=${DOMAIN.id}&user_info=`)).toEqual([
      3,
      ['alice', 'bob', 'dragoman'],
    ]);
    expect(await listed(environment, 'offset=0&limit=10&org_id=other')).toEqual([0, []]);
    const { json } = await environment.call('GET', `${USERS}?offset=0&limit=10&user_info=alice&org_id=`);
    expect(json).toEqual({
      total: 1,
      users: [{ ...presented, disabled: 'false', grade: '1', locked: 'false', extension: '{}' }],
    });
  });

  it('come page by page', async () => {
    const environment = await openEnvironment();
    for (let at = 10; at < 30; at += 1) {
      const user = { id: `id-${at}`, name: `a${at}` };
      await registerIdentity(
        environment.services,
        { id: `i${at}`, name: user.name, addresses: 'any', attributes: { huawei: { user } } },
        [],
      );
    }
    expect((await listed(environment, 'offset=1&limit=10'))[1]).toEqual(
      Array.from({ length: 10 }, (_, at) => `a${at + 20}`),
    );
    expect(await listed(environment, 'offset=2&limit=10')).toEqual([21, ['dragoman']]);
  });

  it.each([
    '',
    'offset=0',
    'limit=10',
    'offset=-1&limit=10',
    'offset=x&limit=10',
    'offset=0&limit=9',
    'offset=0&limit=101',
    `offset=0&limit=10&user_info=${'x'.repeat(65)}`,
  ])('are rejected for %j', async (query) => {
    expect(nestedProblem(await (await openEnvironment()).call('GET', `${USERS}?${query}`))).toEqual(PARAMETER);
  });

  it('have a detail, in types of its own', async () => {
    const environment = await withUsers();
    const detail = await environment.call('GET', `${USERS}/id-alice`);
    expect([detail.status, detail.json]).toEqual([
      200,
      { ...presented, domain_id: DOMAIN.id, disabled: false, grade: 1, locked: 'false', extension: {} },
    ]);
    expect(problem(await environment.call('GET', `${USERS}/id-carol`))).toEqual([404, 'CSMS.0005']);
  });
});

describe('UpdateUserPassword', () => {
  const OLD = 'Dragoman-Development-1';

  async function logIn(environment: Environment, password: string): Promise<number> {
    const user = { name: 'dragoman', password, domain: { name: 'dragoman' } };
    const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
    return (await environment.send({ method: 'POST', path: '/v3/auth/tokens', headers: { host: HOST }, body })).status;
  }

  it("changes the caller's own password", async () => {
    const environment = await openEnvironment();
    const answer = await environment.call('POST', `${USERS}/change-password`, {
      password: 'Another-1',
      old_password: OLD,
    });
    expect([answer.status, answer.json]).toEqual([200, { user_id: 'd7a60a000000000000000000000000e0' }]);
    expect([await logIn(environment, OLD), await logIn(environment, 'Another-1')]).toEqual([401, 201]);
    expect((await environment.call('GET', `${USERS}/d7a60a000000000000000000000000e0`)).json).toMatchObject({
      pwd_change_at: '2026-01-02 03:04:05.000',
    });
  });

  it.each<readonly [object, readonly unknown[]]>([
    [{ password: 'Another-1', old_password: 'wrong' }, PARAMETER],
    [{ password: OLD, old_password: OLD }, PARAMETER],
    [{ password: 'Ab-12', old_password: OLD }, PARAMETER],
    [{ password: 'allsmall', old_password: OLD }, PARAMETER],
    [{ password: `A-${'x'.repeat(31)}`, old_password: OLD }, PARAMETER],
    [{ password: 'namogard', old_password: OLD }, PARAMETER],
    [{ password: 'Another-1' }, PARAMETER],
    [{ old_password: OLD }, PARAMETER],
    [{ password: 1, old_password: OLD }, BODY],
  ])('is rejected for %j', async (body, expected) => {
    const environment = await openEnvironment();
    expect(problem(await environment.call('POST', `${USERS}/change-password`, body))).toEqual(expected);
    expect(await logIn(environment, OLD)).toBe(201);
  });

  it("takes 32 characters, and may not be the user's name turned round", async () => {
    const environment = await openEnvironment();
    expect(
      problem(
        await environment.call('POST', `${USERS}/change-password`, {
          password: `A-${'x'.repeat(30)}`,
          old_password: OLD,
        }),
      ),
    ).toEqual([200, undefined]);
    const odd = {
      id: 'odd',
      name: 'aB3',
      addresses: 'any',
      attributes: { huawei: { user: { id: 'u', name: 'Dragon-9' } } },
    } as const;
    await registerIdentity(environment.services, odd, [
      { kind: 'access-key', lookup: 'ODD', secret: 'odd', expiresAt: null },
      { kind: 'token', lookup: 'odd-token', secret: null, expiresAt: null },
      { kind: 'password', lookup: 'dragoman/Dragon-9', secret: OLD, expiresAt: null },
    ]);
    const change = async (password: string) =>
      problem(
        await environment.send({
          method: 'POST',
          path: `${USERS}/change-password`,
          headers: { 'x-auth-token': 'odd-token' },
          body: JSON.stringify({ password, old_password: OLD }),
        }),
      );
    expect([await change('Dragon-9'), await change('9-nogarD'), await change('Dragon-8')]).toEqual([
      PARAMETER,
      PARAMETER,
      [200, undefined],
    ]);
  });
});
