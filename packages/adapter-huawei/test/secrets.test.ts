import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, openEnvironment, problem } from './environment.ts';
import { withSecret, schedule, ROTATING } from './secret-with-body.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];
const MISSING = [404, 'CSMS.0106'];
const PENDING = [400, 'CSMS.0103'];
const KEY = [400, 'CSMS.0401'];
const DAY = 86_400_000;

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
