import { registerIdentity } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { type Answer, HOST, type Environment, openEnvironment, problem } from './environment.ts';

const USERS = '/v3.0/OS-USER/users';
const DOMAIN = 'd7a60a000000000000000000000000d0';
const OWN = 'd7a60a000000000000000000000000e0';
const PASSWORD = 'Alice-Password-1';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}

function userOf({ json }: Answer): Shown {
  return (json as unknown as { readonly user: Shown }).user;
}

async function make(environment: Environment, name: string, more: object = {}): Promise<Answer> {
  return environment.call('POST', USERS, { user: { name, domain_id: DOMAIN, password: PASSWORD, ...more } });
}

/** The status of a login by password. */
async function login(environment: Environment, name: string, password: string): Promise<number> {
  const user = { name, password, domain: { name: 'dragoman' } };
  const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
  const sent = { method: 'POST', path: '/v3/auth/tokens', headers: { host: HOST }, body };
  return (await environment.send(sent)).status;
}

describe('a user', () => {
  it('is made and shown as Terraform reads it, and logs in', async () => {
    const environment = await openEnvironment();
    const made = await make(environment, 'alice', {
      email: 'alice@example.com',
      areacode: '0086',
      phone: '13800000000',
      description: 'of the tests',
      pwd_status: false,
    });
    expect(made.status).toBe(201);
    const { id } = userOf(made);
    const answered = await environment.call('GET', `${USERS}/${id}`);
    expect([answered.status, userOf(answered)]).toEqual([
      200,
      expect.objectContaining({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        name: 'alice',
        domain_id: DOMAIN,
        email: 'alice@example.com',
        areacode: '0086',
        phone: '0086-13800000000',
        description: 'of the tests',
        access_mode: 'default',
        enabled: true,
        pwd_status: false,
        pwd_strength: 'Strong',
        is_domain_owner: false,
        create_time: '2026-01-02 03:04:05.0',
        last_login_time: null,
        xuser_id: '',
        xuser_type: '',
      }),
    ]);
    expect(await login(environment, 'alice', PASSWORD)).toBe(201);
    expect([made.text, answered.text].join('')).not.toContain(PASSWORD);
  });

  it('is answered in each call with the fields of its page', async () => {
    const environment = await openEnvironment();
    const made = await make(environment, 'alice', { email: 'a@example.com', areacode: '0086', phone: '1' });
    const { id } = userOf(made);
    const common = {
      ...{
        id,
        name: 'alice',
        domain_id: DOMAIN,
        description: '',
        email: 'a@example.com',
        areacode: '0086',
        phone: '1',
      },
      ...{ access_mode: 'default', enabled: true, pwd_status: true, xuser_id: '', xuser_type: '' },
    };
    expect(userOf(made)).toEqual({
      ...common,
      ...{ status: 1, xdomain_id: '', xdomain_type: '', is_domain_owner: false, password_expires_at: null },
      create_time: '2026-01-02T03:04:05.000000',
    });
    const changed = await environment.call('PUT', `${USERS}/${id}`, { user: { description: 'changed' } });
    const self = `http://${HOST}/v3.0/OS-USER/users/${id}`;
    expect(userOf(changed)).toEqual({ ...common, description: 'changed', links: { self } });
    expect(userOf(await environment.call('GET', `${USERS}/${id}`))).toMatchObject({
      links: { self, next: null, previous: null },
      phone: '0086-1',
    });

    await make(environment, 'without', { password: undefined });
    const { users } = (await environment.call('GET', '/v3/users')).json as unknown as { readonly users: object[] };
    const keystone = { domain_id: DOMAIN, description: '', enabled: true, password_expires_at: null };
    expect(users).toEqual([
      expect.objectContaining({
        ...keystone,
        name: 'alice',
        description: 'changed',
        pwd_status: true,
        pwd_strength: 'high',
      }),
      expect.objectContaining({ name: 'dragoman' }),
      { ...keystone, id: expect.any(String), name: 'without', links: expect.any(Object) },
    ]);
    expect(Object.keys(userOf(await environment.call('GET', `/v3/users/${id}`))).toSorted()).toEqual(
      ['description', 'domain_id', 'enabled', 'id', 'links', 'name', 'password_expires_at', 'pwd_status'].toSorted(),
    );
    const bare = userOf(await make(environment, 'nobody'));
    expect(userOf(await environment.call('GET', `${USERS}/${bare.id}`))).toMatchObject({ phone: '-', areacode: '' });
  });

  it('may work in no project', async () => {
    const environment = await openEnvironment();
    await make(environment, 'alice');
    const user = { name: 'alice', password: PASSWORD, domain: { name: 'dragoman' } };
    const auth = {
      identity: { methods: ['password'], password: { user } },
      scope: { project: { name: 'cn-north-4' } },
    };
    const sent = { method: 'POST', path: '/v3/auth/tokens', headers: { host: HOST }, body: JSON.stringify({ auth }) };
    expect((await environment.send(sent)).status).not.toBe(201);
  });

  it('logs in by its new name and password alone, and not while it is disabled', async () => {
    const environment = await openEnvironment();
    const { id } = userOf(await make(environment, 'alice'));
    const change = async (user: object): Promise<number> =>
      (await environment.call('PUT', `${USERS}/${id}`, { user })).status;
    expect(await change({ name: 'bob' })).toBe(200);
    expect([await login(environment, 'alice', PASSWORD), await login(environment, 'bob', PASSWORD)]).toEqual([
      401, 201,
    ]);
    await change({ password: 'Another-Password-2' });
    expect([await login(environment, 'bob', PASSWORD), await login(environment, 'bob', 'Another-Password-2')]).toEqual([
      401, 201,
    ]);
    await change({ enabled: false, description: 'away' });
    expect(await login(environment, 'bob', 'Another-Password-2')).toBe(401);
    expect(userOf(await environment.call('GET', `${USERS}/${id}`))).toMatchObject({
      name: 'bob',
      enabled: false,
      description: 'away',
    });
  });

  it('is listed with the others of the domain, and gone once it is deleted', async () => {
    const environment = await openEnvironment();
    const { id } = userOf(await make(environment, 'alice'));
    const names = async (query = ''): Promise<readonly string[]> => {
      const { json } = await environment.call('GET', `/v3/users?${query}`);
      return (json as unknown as { readonly users: readonly Shown[] }).users.map(({ name }) => name);
    };
    expect(await names()).toEqual(['alice', 'dragoman']);
    expect([await names('name=alice'), await names('enabled=false'), await names('domain_id=other')]).toEqual([
      ['alice'],
      [],
      [],
    ]);
    expect(userOf(await environment.call('GET', `/v3/users/${id}`))).toMatchObject({ id, password_expires_at: null });
    const deleted = await environment.call('DELETE', `/v3/users/${id}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect(await names()).toEqual(['dragoman']);
    expect(await login(environment, 'alice', PASSWORD)).toBe(401);
    expect((await environment.call('GET', `/v3/users/${id}`)).json).toEqual({
      error: { code: 404, message: `Could not find user: ${id}.`, title: 'Not Found' },
    });
    expect(problem(await environment.call('GET', `${USERS}/${id}`))).toEqual([404, 'IAM.0004']);
  });

  it('is none of anybody in another domain, who learns as much of one that never was', async () => {
    const environment = await openEnvironment();
    const elsewhere = { domain: { id: 'id-of-domain', name: 'elsewhere' }, user: { id: 'id-of-eve', name: 'eve' } };
    await registerIdentity(
      environment.services,
      { id: 'eve', name: 'eve', addresses: 'any', attributes: { huawei: elsewhere } },
      [{ kind: 'token', lookup: 'token-of-eve', secret: null, expiresAt: null }],
    );
    const ask = async (method: string, path: string, body = '') =>
      environment.send({ method, path, headers: { host: HOST, 'x-auth-token': 'token-of-eve' }, body });
    const { id } = userOf(await make(environment, 'alice'));
    const change = JSON.stringify({ user: { description: 'mine' } });
    const protect = JSON.stringify({ login_protect: { enabled: true, verification_method: 'vmfa' } });
    for (const [method, path, body] of [
      ['GET', '/v3/users/<id>'],
      ['GET', `${USERS}/<id>`],
      ['PUT', `${USERS}/<id>`, change],
      ['GET', `${USERS}/<id>/login-protect`],
      ['PUT', `${USERS}/<id>/login-protect`, protect],
      ['DELETE', '/v3/users/<id>'],
    ] as const) {
      const [hers, none] = [id, 'f'.repeat(32)].map(async (user) => {
        const { status, text } = await ask(method, path.replace('<id>', user), body);
        return [status, text.replaceAll(user, '<id>').replace(/"request_id":"[0-9a-f]+"/, '')];
      });
      expect(await hers).toEqual(await none);
      expect((await hers)?.[0]).toBe(404);
    }
    expect((await ask('GET', '/v3/users')).text).not.toContain('alice');
    expect(await login(environment, 'alice', PASSWORD)).toBe(201);
  });

  it('that the gateway has of its own is shown, and neither changed nor deleted', async () => {
    const environment = await openEnvironment();
    expect(userOf(await environment.call('GET', `${USERS}/${OWN}`))).toMatchObject({
      name: 'dragoman',
      is_domain_owner: true,
    });
    expect(problem(await environment.call('PUT', `${USERS}/${OWN}`, { user: { name: 'x' } }))).toEqual([
      403,
      'IAM.0003',
    ]);
    expect((await environment.call('DELETE', `/v3/users/${OWN}`)).status).toBe(403);
  });

  it.each([
    ['no domain', { domain_id: undefined }, 400, '1100'],
    ['another domain', { domain_id: 'other' }, 400, 'IAM.0007'],
    ['a name that begins with a digit', { name: '1a' }, 400, '1101'],
    ['an address that is none', { email: 'a' }, 400, '1102'],
    ['a phone number with letters', { phone: 'x' }, 400, '1104'],
    ['a phone number without the code of its country', { phone: '1' }, 400, '1106'],
    ['the code of a country alone', { areacode: '0086' }, 400, '1106'],
    ['a password of one type', { password: 'withonetype' }, 400, '1103'],
    ['a name that is taken', { name: 'dragoman' }, 400, '1109'],
    ['an address that is taken', { email: 'taken@example.com' }, 400, '1110'],
    ['a phone number that is taken', { areacode: '0086', phone: '13800000000' }, 400, '1111'],
    ['another way of access', { access_mode: 'all' }, 400, '1120'],
    ['a description with signs that none may have', { description: '<' }, 400, '1117'],
  ])('is rejected with %s', async (_what, more, status, code) => {
    const environment = await openEnvironment();
    await make(environment, 'bob', { email: 'taken@example.com', areacode: '0086', phone: '13800000000' });
    expect(problem(await make(environment, 'alice', more))).toEqual([status, code]);
  });

  it('is rejected as the page of error codes has it', async () => {
    const environment = await openEnvironment();
    const texts = [
      await environment.call('GET', `${USERS}/none`),
      await environment.call('PUT', `${USERS}/${OWN}`, { user: { name: 'x' } }),
      await environment.call('POST', USERS, { user: { name: 'x', domain_id: 'other' } }),
      await environment.call('POST', USERS, 'no json'),
      await make(environment, 'alice', { domain_id: undefined }),
    ].map(({ json }) => [json.error_code, json.error_msg]);
    expect(texts).toEqual([
      ['IAM.0004', 'Could not find user: none.'],
      ['IAM.0003', "Policy doesn't allow iam:users:updateUser to be performed."],
      ['IAM.0007', 'Request parameter domain_id is invalid.'],
      ['IAM.0011', 'Request body is invalid.'],
      ['1100', 'Mandatory parameters are not specified.'],
    ]);
  });

  it('keeps its own address and number, and gives up both', async () => {
    const environment = await openEnvironment();
    const contact = { email: 'a@example.com', areacode: '0086', phone: '1' };
    const { id } = userOf(await make(environment, 'alice', contact));
    await make(environment, 'bob', { email: 'b@example.com', areacode: '0086', phone: '2' });
    const change = async (user: object): Promise<Answer> => environment.call('PUT', `${USERS}/${id}`, { user });
    expect((await change({ ...contact, description: 'same' })).status).toBe(200);
    expect(problem(await change({ email: 'b@example.com' }))).toEqual([400, '1110']);
    expect(problem(await change({ areacode: '0086', phone: '2' }))).toEqual([400, '1111']);
    expect(problem(await change({ phone: '3' }))).toEqual([400, '1106']);
    expect((await change({ email: '', areacode: '', phone: '' })).status).toBe(200);
    expect((await change({ email: '', areacode: '', phone: '' })).status).toBe(200);
  });
});

describe('the login protection of a user', () => {
  it('is none, then the one that was set, and none again once it is switched off', async () => {
    const environment = await openEnvironment();
    const { id } = userOf(await make(environment, 'alice'));
    const at = `${USERS}/${id}/login-protect`;
    const set = async (enabled: boolean, method: string): Promise<Answer> =>
      environment.call('PUT', at, { login_protect: { enabled, verification_method: method } });
    expect(problem(await environment.call('GET', at))).toEqual([404, 'IAM.0004']);
    expect((await set(true, 'email')).status).toBe(200);
    expect((await environment.call('GET', at)).json).toEqual({
      login_protect: { user_id: id, enabled: true, verification_method: 'email' },
    });
    expect((await set(false, 'sms')).json).toEqual({
      login_protect: { user_id: id, enabled: false, verification_method: 'none' },
    });
    expect(problem(await environment.call('GET', at))).toEqual([404, 'IAM.0004']);
    expect(problem(await set(true, 'fax'))).toEqual([400, 'IAM.0007']);
  });
});

describe('fields without effect', () => {
  it('domain_id of UpdateUser', async () => {
    const environment = await openEnvironment();
    const { id } = userOf(await make(environment, 'member'));
    const change = async (more: object): Promise<unknown> =>
      (await environment.call('PUT', `${USERS}/${id}`, { user: { description: 'changed', ...more } })).json;
    const changed = await change({ domain_id: 'd7a60a000000000000000000000000ff' });
    expect(changed).toMatchObject({ user: { id, domain_id: DOMAIN, description: 'changed' } });
    expect(changed).toEqual(await change({}));
    expect((await environment.call('GET', `${USERS}/${id}`)).text).not.toContain('d7a60a000000000000000000000000ff');
  });
});
