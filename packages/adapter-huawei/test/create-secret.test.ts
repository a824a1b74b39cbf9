import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, openEnvironment, problem } from './environment.ts';
import { withSecret, schedule, ROTATING } from './secret-with-body.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];

const KEY = [400, 'CSMS.0401'];
const DAY = 86_400_000;

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
