import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Answer, type Environment, HOST, PROJECT, SECRETS, openEnvironment, problem } from './environment.ts';
import { describeKey, newKey, post } from './kms.ts';

const OTHER_PROJECT = 'd7a60a00000000000000000000000002';

/** The examples of a page, of a request and of its answer, as the page prints them. */
function examplesOf(page: string): readonly Record<string, unknown>[] {
  const text = readFileSync(new URL(`../../../test/pages/huawei-CreateSecret-${page}.md`, import.meta.url), 'utf8');
  return [...text.matchAll(/```([\s\S]*?)```/g)].map(([, json = '']) => JSON.parse(json) as Record<string, unknown>);
}

let environment: Environment;
beforeEach(async () => {
  environment = await openEnvironment();
});

const create = async (body: object = {}): Promise<Answer> =>
  environment.call('POST', SECRETS, { name: 'demo', secret_string: 'this is a demo secret string', ...body });

describe.each(['2021', '2023'])('the example of %s', (page) => {
  const [request = {}, answered] = examplesOf(page);

  it('is taken as it stands, under the key that it names', async () => {
    const { ids } = environment.services;
    const uuid = ids.uuid.bind(ids);
    const id = String(request['kms_key_id']);
    Object.assign(ids, { uuid: () => id });
    expect(await newKey(environment)).toBe(id);
    Object.assign(ids, { uuid });
    expect((await environment.call('POST', SECRETS, request)).json.secret).toMatchObject({
      name: 'demo',
      kms_key_id: id,
    });
    expect((await environment.call('GET', `${SECRETS}/demo/versions/v1`)).json.version.secret_string).toBe(
      request['secret_string'],
    );
  });

  it('is answered with the fields of its answer, of their types', async () => {
    const example = answered?.['secret'] as Readonly<Record<string, unknown>>;
    const { status, json } = await create({ description: 'description', event_subscriptions: ['pocEvent'] });
    const secret = json.secret as unknown as Readonly<Record<string, unknown>>;
    expect(status).toBe(200);
    expect(Object.keys(secret)).toEqual(expect.arrayContaining(Object.keys(example)));
    const set = Object.keys(example).filter((field) => secret[field] !== null);
    expect(set).toEqual(expect.arrayContaining(['id', 'name', 'state', 'kms_key_id', 'description', 'create_time']));
    for (const field of set) expect([field, typeof secret[field]]).toEqual([field, typeof example[field]]);
  });
});

describe('the value of a new secret', () => {
  it('is sealed in the first version, of text and of binary data alike', async () => {
    await create({ secret_string: 'unspeakable' });
    await create({ name: 'binary', secret_string: undefined, secret_binary: btoa('unspeakable') });
    for (const name of ['demo', 'binary']) {
      const kept = await environment.services.secrets.findByName('default', name);
      const sealed = await environment.services.secrets.readSealed('default', kept?.id ?? '', 'v1');
      expect(sealed?.length).toBeGreaterThan('unspeakable'.length);
      for (const value of ['unspeakable', btoa('unspeakable')])
        expect([Buffer.from(sealed ?? []).includes(value), JSON.stringify(kept).includes(value)]).toEqual([
          false,
          false,
        ]);
    }
    const read = async (name: string) => (await environment.call('GET', `${SECRETS}/${name}/versions/v1`)).json.version;
    expect((await read('demo')).secret_string).toBe('unspeakable');
    expect((await read('binary')).secret_binary).toBe(btoa('unspeakable'));
  });

  it('is protected by the symmetric key that it names', async () => {
    const key = await newKey(environment);
    expect((await create({ kms_key_id: key })).json.secret.kms_key_id).toBe(key);
    await post(environment, 'disable-key', { key_id: key });
    expect(problem(await environment.call('GET', `${SECRETS}/demo/versions/v1`))).toEqual([400, 'CSMS.0401']);
  });

  it('is protected by csms/default where it names none, which is made once and for this project alone', async () => {
    const defaults = async (vault: string) => environment.services.keys.findDefault(vault);
    expect(await defaults('default')).toBeNull();
    const [first, second] = [await create(), await create({ name: 'second' })];
    const key = first.json.secret.kms_key_id;
    expect(await describeKey(environment, key)).toMatchObject({ key_alias: 'csms/default', default_key_flag: '1' });
    expect(second.json.secret.kms_key_id).toBe(key);
    const elsewhere = await environment.call('POST', `/v1/${OTHER_PROJECT}/secrets`, { name: 'a', secret_string: 'v' });
    expect(elsewhere.json.secret.kms_key_id).not.toBe(key);
  });
});

describe('the request of the page', () => {
  it('is let in with the token that IAM answered in X-Subject-Token', async () => {
    const user = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
    const login = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
    const { headers } = await environment.send({
      method: 'POST',
      path: '/v3/auth/tokens',
      headers: { host: HOST },
      body: login,
    });
    const sendWith = async (token: Record<string, string>) =>
      environment.send({
        method: 'POST',
        path: `/v1/${PROJECT}/secrets`,
        headers: { host: HOST, 'content-type': 'application/json', ...token },
        body: JSON.stringify({ name: 'demo', secret_string: 'v' }),
      });
    expect((await sendWith({})).status).toBe(401);
    expect((await sendWith({ 'x-auth-token': headers['X-Subject-Token'] ?? '' })).status).toBe(200);
  });

  it('makes a common secret of the default enterprise project that does not rotate, unless it says more', async () => {
    expect((await create()).json.secret).toMatchObject({
      secret_type: 'COMMON',
      auto_rotation: false,
      rotation_period: null,
      rotation_config: null,
      rotation_time: null,
      next_rotation_time: null,
      event_subscriptions: [],
      enterprise_project_id: '0',
    });
    expect((await create({ name: 'own', enterprise_project_id: 'ep-1' })).json.secret).toMatchObject({
      enterprise_project_id: 'ep-1',
    });
  });

  it('takes one period in every unit', async () => {
    const rds = {
      secret_type: 'RDS',
      secret_string: '{"users":[{"name":"a","password":"b"}]}',
      rotation_config: '{"rds_instance_id":"i","Secret_sub_type":"SingleUser"}',
      auto_rotation: true,
    };
    const next: unknown[] = [];
    for (const rotation_period of ['1d', '24h', '1440m', '86400s']) {
      const { json } = await create({ ...rds, name: `every-${rotation_period}`, rotation_period });
      expect(json.secret).toMatchObject({ rotation_period });
      next.push((json.secret as unknown as { readonly next_rotation_time: unknown }).next_rotation_time);
    }
    expect(new Set(next)).toEqual(new Set([environment.services.clock.now() + 86_400_000]));
  });
});
