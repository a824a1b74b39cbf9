import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const MISSING = [404, 'CSMS.0106'];
const PENDING = [400, 'CSMS.0103'];
const KEY = [400, 'CSMS.0401'];
const DAY = 86_400_000;

async function withSecret(body: object = {}, environment?: Environment): Promise<Environment> {
  const opened = environment ?? (await openEnvironment());
  const answer = await opened.call('POST', SECRETS, { name: 'demo', secret_string: 's3cr3t', ...body });
  expect(answer.status).toBe(200);
  return opened;
}

async function schedule(environment: Environment, name = 'demo', body: object = { recovery_window_in_days: 7 }) {
  return environment.call('POST', `${SECRETS}/${name}/scheduled-deleted-tasks/create`, body);
}

/** What makes a secret one that rotates. */
const ROTATING = {
  secret_type: 'RDS-FG',
  rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}',
};

describe('CreateSecret', () => {
  it('answers with the whole secret', async () => {
    const environment = await openEnvironment();
    const answer = await environment.call('POST', SECRETS, { name: 'demo', secret_string: 's3cr3t', description: 'd' });
    const key = await environment.services.keys.findDefault('default');
    expect(answer.status).toBe(200);
    expect(answer.headers).toEqual({
      'Content-Type': 'application/json',
      'X-Request-Id': expect.stringMatching(/^[0-9a-f]{32}$/),
      server: 'api-gateway',
    });
    expect(answer.json).toEqual({
      secret: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        name: 'demo',
        state: 'ENABLED',
        kms_key_id: key?.id,
        description: 'd',
        create_time: START,
        update_time: START,
        scheduled_delete_time: null,
        secret_type: 'COMMON',
        auto_rotation: false,
        rotation_period: null,
        rotation_config: null,
        rotation_time: null,
        next_rotation_time: null,
        event_subscriptions: [],
        enterprise_project_id: '0',
        rotation_func_urn: null,
      },
    });
  });

  it('keeps and shows what only this dialect knows', async () => {
    const own = {
      secret_type: 'RDS-FG',
      auto_rotation: true,
      rotation_period: '7d',
      rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}',
      rotation_func_urn: 'urn:fss:r:p:function:default:n:latest',
      event_subscriptions: ['pocEvent'],
      enterprise_project_id: 'ep-1',
    };
    const environment = await withSecret(own);
    const { json } = await environment.call('GET', `${SECRETS}/demo`);
    expect(json.secret).toMatchObject({ ...own, next_rotation_time: START + 7 * DAY });
  });

  it('makes v1 with SYSCURRENT', async () => {
    const { json } = await (await withSecret()).call('GET', `${SECRETS}/demo/versions`);
    expect(json.version_metadatas).toMatchObject([
      { id: 'v1', create_time: START, expire_time: null, secret_name: 'demo', version_stages: ['SYSCURRENT'] },
    ]);
  });

  it.each<readonly [string, object]>([
    ['no name', { name: undefined }],
    ['an empty name', { name: '' }],
    ['a name of 65 characters', { name: 'n'.repeat(65) }],
    ['a name with a slash', { name: 'a/b' }],
    ['neither value', { secret_string: undefined }],
    ['both values', { secret_binary: 'AA==' }],
    ['a value of 32769 bytes', { secret_string: `${'é'.repeat(16_384)}x` }],
    ['a description of 2049 bytes', { description: `${'é'.repeat(1_024)}x` }],
    ['a short key id', { kms_key_id: 'k' }],
    ['a long key id', { kms_key_id: 'k'.repeat(65) }],
    ['an RDS secret whose configuration is empty', { secret_type: 'RDS', rotation_config: '{}' }],
    ['automatic rotation without a period', { auto_rotation: true }],
    ['a period below 6 hours', { rotation_period: '21599s' }],
    ['a period above 365 days', { rotation_period: '8761h' }],
    ['a period without a unit', { rotation_period: '7' }],
    ['a database secret without rotation_config', { secret_type: 'GaussDB-FG' }],
    ['rotation_config of 1025 characters', { rotation_config: 'x'.repeat(1_025) }],
    ['two subscriptions', { event_subscriptions: ['a', 'b'] }],
    ['an empty enterprise project', { enterprise_project_id: '' }],
    ['an enterprise project of 37 characters', { enterprise_project_id: 'e'.repeat(37) }],
  ])('rejects %s', async (_what, change) => {
    const answer = await (
      await openEnvironment()
    ).call('POST', SECRETS, { name: 'demo', secret_string: 'v', ...change });
    expect(problem(answer)).toEqual(PARAMETER);
    expect(answer.json).toEqual({ error_code: 'CSMS.0002', error_msg: 'The value of parameter is invalid.' });
  });

  it.each<readonly [string, object]>([
    ['a name of 64 characters with every mark', { name: `a.b_c-${'n'.repeat(58)}` }],
    ['a value of 32768 bytes', { secret_string: 'é'.repeat(16_384) }],
    ['an empty value', { secret_string: '' }],
    ['a binary value that is no base64', { secret_string: undefined, secret_binary: '1010?' }],
    ['a description of 2048 bytes', { description: 'é'.repeat(1_024) }],
    ['a period of 6 hours', { ...ROTATING, auto_rotation: true, rotation_period: '360m' }],
    ['a period of 365 days', { rotation_period: '365d' }],
    [
      'null for what is absent',
      { description: null, kms_key_id: null, event_subscriptions: null, secret_binary: null },
    ],
    ['fields that nobody knows', { constructor: 1, extra: {} }],
  ])('takes %s', async (_what, change) => {
    const answer = await (
      await openEnvironment()
    ).call('POST', SECRETS, { name: 'demo', secret_string: 'v', ...change });
    expect(answer.status).toBe(200);
  });

  it.each<readonly [string, unknown]>([
    ['no body', undefined],
    ['no JSON', '{'],
    ['an array', []],
    ['a string', '"x"'],
    ['null', 'null'],
    ['a number for a name', { name: 1, secret_string: 'v' }],
    ['a string for a boolean', { name: 'demo', secret_string: 'v', auto_rotation: 'true' }],
    ['a string for a list', { name: 'demo', secret_string: 'v', event_subscriptions: 'e' }],
    ['a null in a list', { name: 'demo', secret_string: 'v', event_subscriptions: [null] }],
    ['another type beside a wrong value', { name: '', secret_string: 1 }],
  ])('rejects a body that is %s', async (_what, body) => {
    const answer = await (await openEnvironment()).call('POST', SECRETS, body);
    expect(problem(answer)).toEqual(BODY);
    expect(answer.json.error_msg).toBe('The requested body format is wrong.');
  });

  it('rejects a name that is taken, before an unknown key, before the quota', async () => {
    const environment = await withSecret({}, await openEnvironment({ settings: { secret_quota: 1 } }));
    const body = { name: 'demo', secret_string: 'v', kms_key_id: 'unknown' };
    expect(problem(await environment.call('POST', SECRETS, body))).toEqual([400, 'CSMS.0101']);
    const unknownKey = await environment.call('POST', SECRETS, { ...body, name: 'other' });
    expect(problem(unknownKey)).toEqual(KEY);
    expect(unknownKey.json.error_msg).toBe('Can not get the protected secret value using the provided KMS key.');
    const full = await environment.call('POST', SECRETS, { name: 'other', secret_string: 'v' });
    expect([problem(full), full.json.error_msg]).toEqual([
      [400, 'CSMS.0202'],
      'The number of secret has reached the upper limit.',
    ]);
  });

  it('rejects the name of a secret that waits for its deletion', async () => {
    const environment = await withSecret();
    await schedule(environment);
    expect(problem(await environment.call('POST', SECRETS, { name: 'demo', secret_string: 'v' }))).toEqual([
      400,
      'CSMS.0101',
    ]);
    environment.services.advance(7 * DAY);
    await withSecret({}, environment);
  });

  it('takes 200 secrets and no more, or any number when told so', async () => {
    const bounded = await openEnvironment();
    for (let count = 0; count < 200; count += 1) await withSecret({ name: `s${count}` }, bounded);
    expect(problem(await bounded.call('POST', SECRETS, { name: 'more', secret_string: 'v' }))).toEqual([
      400,
      'CSMS.0202',
    ]);
    const free = await openEnvironment({ settings: { secret_quota: 0 } });
    for (let count = 0; count < 201; count += 1) await withSecret({ name: `s${count}` }, free);
  });

  it('rejects a dot in a name when names are strict', async () => {
    const environment = await openEnvironment({ settings: { strict_names: true } });
    expect(problem(await environment.call('POST', SECRETS, { name: 'a.b', secret_string: 'v' }))).toEqual(PARAMETER);
  });
});

describe('ShowSecret', () => {
  it('tells what is missing from what is misnamed', async () => {
    const environment = await openEnvironment();
    const missing = await environment.call('GET', `${SECRETS}/nope`);
    expect(problem(missing)).toEqual(MISSING);
    expect(missing.json).toEqual({ error_code: 'CSMS.0106', error_msg: 'The secret name not found int the db.' });
    expect(problem(await environment.call('GET', `${SECRETS}/${'n'.repeat(65)}`))).toEqual(PARAMETER);
  });

  it('answers 400 for what is missing when told so', async () => {
    const environment = await openEnvironment({ settings: { missing_status: 400 } });
    expect(problem(await environment.call('GET', `${SECRETS}/nope`))).toEqual([400, 'CSMS.0106']);
  });

  it('shows the states that only an operator sets', async () => {
    const environment = await withSecret();
    await environment.services.edit('demo', { state: 'disabled' });
    expect((await environment.call('GET', `${SECRETS}/demo`)).json.secret.state).toBe('DISABLED');
    await environment.services.edit('demo', { state: 'frozen' });
    expect((await environment.call('GET', `${SECRETS}/demo`)).json.secret.state).toBe('FROZEN');
  });

  it('shows a secret of another door with the defaults of this one', async () => {
    const environment = await withSecret();
    await environment.services.edit('demo', {
      name: 'team=demo',
      description: null,
      attributes: { aliyun: { ExtendedConfig: '{}' } },
    });
    const { status, json } = await environment.call('GET', `${SECRETS}/team%3Ddemo`);
    expect(status).toBe(200);
    expect(json.secret).toMatchObject({
      name: 'team=demo',
      description: '',
      secret_type: 'COMMON',
      auto_rotation: false,
      event_subscriptions: [],
    });
  });
});

describe('UpdateSecret', () => {
  it('changes what is given and keeps the rest', async () => {
    const environment = await withSecret({
      ...ROTATING,
      description: 'd',
      event_subscriptions: ['e'],
      rotation_period: '1d',
    });
    environment.services.advance(1_000);
    const { json } = await environment.call('PUT', `${SECRETS}/demo`, { description: 'new', auto_rotation: true });
    expect(json.secret).toMatchObject({
      description: 'new',
      auto_rotation: true,
      rotation_period: '1d',
      next_rotation_time: START + DAY,
      event_subscriptions: ['e'],
      create_time: START,
      update_time: START + 1_000,
    });
  });

  it.each([[null], [[]]])('clears the subscription with %j', async (cleared) => {
    const environment = await withSecret({ event_subscriptions: ['e'] });
    expect(
      (await environment.call('PUT', `${SECRETS}/demo`, { event_subscriptions: cleared })).json.secret
        .event_subscriptions,
    ).toEqual([]);
  });

  it('clears the description with an empty string and keeps it with null', async () => {
    const environment = await withSecret({ description: 'd' });
    expect((await environment.call('PUT', `${SECRETS}/demo`, { description: null })).json.secret.description).toBe('d');
    expect((await environment.call('PUT', `${SECRETS}/demo`, { description: '' })).json.secret.description).toBe('');
  });

  it('gives the key to versions made afterwards', async () => {
    const environment = await withSecret();
    const before = await environment.services.keys.findDefault('default');
    await environment.services.keys.insert({ ...before, id: 'other-key', isDefault: false } as never);
    expect((await environment.call('PUT', `${SECRETS}/demo`, { kms_key_id: 'other-key' })).json.secret.kms_key_id).toBe(
      'other-key',
    );
    const versions = (await environment.call('GET', `${SECRETS}/demo/versions`)).json.version_metadatas;
    expect(versions).toMatchObject([{ id: 'v1', kms_key_id: before?.id }]);
  });

  it('checks values, existence, state and key in this order', async () => {
    const environment = await withSecret();
    const wrong = { description: 'x'.repeat(2_049), kms_key_id: 'unknown' };
    expect(problem(await environment.call('PUT', `${SECRETS}/nope`, 'x'))).toEqual(BODY);
    expect(problem(await environment.call('PUT', `${SECRETS}/nope`, wrong))).toEqual(PARAMETER);
    expect(problem(await environment.call('PUT', `${SECRETS}/nope`, { kms_key_id: 'unknown' }))).toEqual(MISSING);
    expect(problem(await environment.call('PUT', `${SECRETS}/demo`, { kms_key_id: 'unknown' }))).toEqual(KEY);
    await schedule(environment);
    expect(problem(await environment.call('PUT', `${SECRETS}/demo`, { kms_key_id: 'unknown' }))).toEqual(PENDING);
    expect(problem(await environment.call('PUT', `${SECRETS}/demo`, { auto_rotation: true }))).toEqual(PENDING);
  });

  it('rejects automatic rotation that never had a period', async () => {
    const environment = await withSecret(ROTATING);
    expect(problem(await environment.call('PUT', `${SECRETS}/demo`, { auto_rotation: true }))).toEqual(PARAMETER);
    expect(problem(await environment.call('PUT', `${SECRETS}/demo`, { rotation_period: '5h' }))).toEqual(PARAMETER);
  });
});

describe('the end of a secret', () => {
  it('comes at once with DeleteSecret, answered by nothing', async () => {
    const environment = await withSecret();
    const answer = await environment.call('DELETE', `${SECRETS}/demo`, '{}');
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(problem(await environment.call('DELETE', `${SECRETS}/demo`))).toEqual(MISSING);
  });

  it('can be scheduled, taken back, scheduled again and hastened', async () => {
    const environment = await withSecret();
    const scheduled = await schedule(environment);
    expect(scheduled.json.secret).toMatchObject({ state: 'PENDING_DELETE', scheduled_delete_time: START + 7 * DAY });
    expect(problem(await schedule(environment))).toEqual([400, 'CSMS.0107']);
    const restored = await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/cancel`);
    expect(restored.json.secret).toMatchObject({ state: 'ENABLED', scheduled_delete_time: null });
    expect(problem(await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/cancel`, {}))).toEqual([
      400,
      'CSMS.0108',
    ]);
    await schedule(environment);
    expect((await environment.call('DELETE', `${SECRETS}/demo`)).status).toBe(200);
  });

  it.each<readonly [object | undefined, number]>([
    [{ recovery_window_in_days: 7 }, 7],
    [{ recovery_window_in_days: 30 }, 30],
    [{}, 30],
    [undefined, 30],
  ])('comes after %j, in %d days', async (body, days) => {
    const environment = await withSecret();
    const answer = await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, body);
    expect(answer.json.secret.scheduled_delete_time).toBe(START + days * DAY);
    environment.services.advance(days * DAY - 1);
    expect((await environment.call('GET', `${SECRETS}/demo`)).json.secret.state).toBe('PENDING_DELETE');
    environment.services.advance(1);
    expect(problem(await environment.call('GET', `${SECRETS}/demo`))).toEqual(MISSING);
  });

  it.each([
    [6, PARAMETER],
    [31, PARAMETER],
    [7.5, PARAMETER],
    ['7', BODY],
  ])('is not scheduled in %j days', async (days, expected) => {
    expect(problem(await schedule(await withSecret(), 'demo', { recovery_window_in_days: days }))).toEqual(expected);
  });

  it('leaves to read, until then, all but the value', async () => {
    const environment = await withSecret();
    await schedule(environment);
    for (const path of ['', '/versions', '/stages/SYSCURRENT'])
      expect((await environment.call('GET', `${SECRETS}/demo${path}`)).status).toBe(200);
    expect((await environment.call('GET', SECRETS)).json.secrets).toMatchObject([
      { name: 'demo', state: 'PENDING_DELETE' },
    ]);
    expect(problem(await environment.call('GET', `${SECRETS}/demo/versions/v1`))).toEqual(PENDING);
    expect(problem(await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'v' }))).toEqual(
      PENDING,
    );
    expect(problem(await environment.call('PUT', `${SECRETS}/demo/stages/mine`, { version_id: 'v1' }))).toEqual(
      PENDING,
    );
    expect(problem(await environment.call('DELETE', `${SECRETS}/demo/stages/SYSCURRENT`))).toEqual(PENDING);
  });
});

describe('a secret that is not enabled', () => {
  it.each(['disabled', 'frozen'] as const)('is not deleted while it is %s, and otherwise changed', async (state) => {
    const environment = await withSecret();
    await environment.services.edit('demo', { state });
    const demo = `${SECRETS}/demo`;
    const NOT_ENABLED = [403, 'CSMS.0109'];
    expect(problem(await environment.call('POST', `${demo}/scheduled-deleted-tasks/create`))).toEqual(NOT_ENABLED);
    expect(problem(await environment.call('DELETE', demo))).toEqual(NOT_ENABLED);
    expect((await environment.call('PUT', demo, { description: 'd' })).status).toBe(200);
    const moved = await environment.call('PUT', `${demo}/stages/custom`, { version_id: 'v1' });
    expect(moved.status).toBe(200);
  });

  it('is deleted at once where it waits for its deletion', async () => {
    const environment = await withSecret();
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`);
    await environment.services.edit('demo', { state: 'disabled' });
    expect((await environment.call('DELETE', `${SECRETS}/demo`)).status).toBe(200);
  });
});
