import { describe, expect, it } from '@jest/globals';

import { DAY, defaultKeyId, describeKey, newKey, post, rejected } from './kms.ts';
import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, nestedProblem, openEnvironment, problem } from './environment.ts';

const MISSING = [404, 'KMS.0207'];
const BODY = [400, 'KMS.0202'];
const DEFAULT_KEY = [400, 'KMS.0211'];
const PENDING = [400, 'KMS.0210'];

describe('the states of a key', () => {
  it('go from enabled to disabled and back', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    expect(await rejected(environment, 'enable-key', { key_id })).toEqual([400, 'KMS.1201']);
    expect((await post(environment, 'disable-key', { key_id })).json).toEqual({ key_info: { key_id, key_state: '3' } });
    expect(await rejected(environment, 'disable-key', { key_id })).toEqual([400, 'KMS.1301']);
    expect((await post(environment, 'enable-key', { key_id })).json).toEqual({ key_info: { key_id, key_state: '2' } });
    expect((await describeKey(environment, key_id)).key_state).toBe('2');
  });

  it('lead to the deletion and back to disabled', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    expect(await rejected(environment, 'cancel-key-deletion', { key_id })).toEqual([400, 'KMS.1501']);
    expect((await post(environment, 'schedule-key-deletion', { key_id, pending_days: '7' })).json).toEqual({
      key_id,
      key_state: '4',
    });
    expect(await describeKey(environment, key_id)).toMatchObject({
      key_state: '4',
      scheduled_deletion_date: String(START + 7 * DAY),
    });
    expect(await rejected(environment, 'schedule-key-deletion', { key_id, pending_days: '7' })).toEqual([
      400,
      'KMS.1402',
    ]);
    expect(await rejected(environment, 'update-key-alias', { key_id, key_alias: 'x' })).toEqual(PENDING);
    expect(await rejected(environment, 'update-key-description', { key_id, key_description: 'x' })).toEqual(PENDING);
    expect(await rejected(environment, 'enable-key-rotation', { key_id })).toEqual(PENDING);
    expect((await post(environment, 'cancel-key-deletion', { key_id })).json).toEqual({ key_id, key_state: '3' });
    await post(environment, 'schedule-key-deletion', { key_id, pending_days: 1096 });
    environment.services.advance(1096 * DAY);
    expect(await rejected(environment, 'describe-key', { key_id })).toEqual(MISSING);
    await newKey(environment);
  });

  it.each(['6', '1097', '', 'x', '-7', '7.5', 6])('take no deletion in %p days', async (pending_days) => {
    const environment = await openEnvironment();
    expect(
      await rejected(environment, 'schedule-key-deletion', { key_id: await newKey(environment), pending_days }),
    ).toEqual([400, 'KMS.1401']);
  });

  it('bring an external key back to its import', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { origin: 'external' });
    await post(environment, 'schedule-key-deletion', { key_id, pending_days: '7' });
    expect((await post(environment, 'cancel-key-deletion', { key_id })).json).toEqual({ key_id, key_state: '5' });
  });
});

describe('a key and its secrets', () => {
  it('go out of reach together and come back together', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const other = await newKey(environment, 'other');
    await environment.call('POST', SECRETS, { name: 'own', secret_string: 'v', kms_key_id: key_id });
    await environment.call('POST', SECRETS, { name: 'else', secret_string: 'w', kms_key_id: other });
    const read = async (name: string) => environment.call('GET', `${SECRETS}/${name}/versions/latest`);
    const KEY = [400, 'CSMS.0401'];
    await post(environment, 'disable-key', { key_id });
    expect(problem(await read('own'))).toEqual(KEY);
    expect(problem(await environment.call('POST', `${SECRETS}/own/versions`, { secret_string: 'x' }))).toEqual(KEY);
    expect(
      problem(await environment.call('POST', SECRETS, { name: 'more', secret_string: 'v', kms_key_id: key_id })),
    ).toEqual(KEY);
    expect((await environment.call('GET', `${SECRETS}/own`)).json.secret.state).toBe('ENABLED');
    expect((await read('else')).json.version.secret_string).toBe('w');
    await post(environment, 'enable-key', { key_id });
    expect((await read('own')).json.version.secret_string).toBe('v');
    await post(environment, 'schedule-key-deletion', { key_id, pending_days: '7' });
    expect(problem(await read('own'))).toEqual(KEY);
    await post(environment, 'cancel-key-deletion', { key_id });
    expect(problem(await read('own'))).toEqual(KEY);
    await post(environment, 'enable-key', { key_id });
    expect((await read('own')).json.version.secret_string).toBe('v');
  });

  it('are not of an asymmetric kind', async () => {
    const environment = await openEnvironment();
    const kms_key_id = await newKey(environment, 'pair', { key_spec: 'EC_P256' });
    expect(problem(await environment.call('POST', SECRETS, { name: 'own', secret_string: 'v', kms_key_id }))).toEqual([
      400,
      'CSMS.0401',
    ]);
  });
});

describe('the rotation of a key', () => {
  it('is turned on, timed and turned off', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const status = async () => (await post(environment, 'get-key-rotation-status', { key_id })).json;
    expect(await status()).toEqual({
      key_rotation_enabled: false,
      rotation_interval: 0,
      last_rotation_time: '',
      number_of_rotations: 0,
    });
    expect(await rejected(environment, 'disable-key-rotation', { key_id })).toEqual([400, 'KMS.0313']);
    expect(await rejected(environment, 'update-key-rotation-interval', { key_id, rotation_interval: 30 })).toEqual([
      400,
      'KMS.0313',
    ]);
    const on = await post(environment, 'enable-key-rotation', { key_id });
    expect([on.status, on.text]).toEqual([200, '{}']);
    expect(await status()).toMatchObject({ key_rotation_enabled: true, rotation_interval: 365 });
    const again = (await post(environment, 'enable-key-rotation', { key_id })).text;
    expect(JSON.parse(again)).toEqual({
      error: { error_code: 'KMS.2901', error_msg: 'The rotation state of key is not disabled.' },
    });
    expect((await post(environment, 'update-key-rotation-interval', { key_id, rotation_interval: 30 })).text).toBe(
      '{}',
    );
    expect(await status()).toMatchObject({ key_rotation_enabled: true, rotation_interval: 30 });
    expect((await describeKey(environment, key_id)).key_rotation_enabled).toBe('true');
    expect((await post(environment, 'disable-key-rotation', { key_id })).text).toBe('{}');
    expect(await status()).toMatchObject({ key_rotation_enabled: false, rotation_interval: 30 });
  });

  it.each([29, 366])('is not every %p days', async (rotation_interval) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    await post(environment, 'enable-key-rotation', { key_id });
    expect(await rejected(environment, 'update-key-rotation-interval', { key_id, rotation_interval })).toEqual([
      400,
      'KMS.3001',
    ]);
    expect(await rejected(environment, 'update-key-rotation-interval', { key_id, rotation_interval: '30' })).toEqual(
      BODY,
    );
  });

  it('is denied to external keys, pairs and keys that are disabled', async () => {
    const environment = await openEnvironment();
    const external = await newKey(environment, 'external', { origin: 'external' });
    const pair = await newKey(environment, 'pair', { key_spec: 'EC_P256' });
    const off = await newKey(environment, 'off');
    await post(environment, 'disable-key', { key_id: off });
    for (const name of ['enable-key-rotation', 'get-key-rotation-status']) {
      expect(await rejected(environment, name, { key_id: external })).toEqual([400, 'KMS.0312']);
      expect(await rejected(environment, name, { key_id: pair })).toEqual([400, 'KMS.0324']);
    }
    expect(await rejected(environment, 'enable-key-rotation', { key_id: off })).toEqual([400, 'KMS.0209']);
  });
});

describe('RotateOnDemand', () => {
  it('rotates at once', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    for (const rotated of [1, 2]) {
      expect((await post(environment, 'rotate-on-demand', { key_id })).json).toEqual({ key_id });
      const last_rotation_time = String(environment.services.clock.now());
      expect((await post(environment, 'get-key-rotation-status', { key_id })).json).toMatchObject({
        number_of_rotations: rotated,
        last_rotation_time,
      });
    }
    expect(
      await rejected(environment, 'rotate-on-demand', {
        key_id: await newKey(environment, 'x', { origin: 'external' }),
      }),
    ).toEqual([400, 'KMS.0312']);
    expect(
      await rejected(environment, 'rotate-on-demand', {
        key_id: await newKey(environment, 'p', { key_spec: 'EC_P256' }),
      }),
    ).toEqual([400, 'KMS.0324']);
    await post(environment, 'disable-key', { key_id });
    expect(await rejected(environment, 'rotate-on-demand', { key_id })).toEqual([400, 'KMS.0209']);
    expect(await rejected(environment, 'rotate-on-demand', { key_id: await defaultKeyId(environment) })).toEqual(
      DEFAULT_KEY,
    );
  });
});

describe('ShowVersions and ShowVersion', () => {
  it('tell anybody of the one version, on the host that was asked', async () => {
    const environment = await openEnvironment();
    for (const host of ['kms.cn-north-4.myhuaweicloud.com', 'localhost:4600']) {
      const version = {
        id: 'v1.0',
        links: [{ href: `https://${host}/v1.0/`, rel: 'self' }],
        version: '',
        status: 'CURRENT',
        updated: '2016-10-29T02:00:00Z',
        min_version: '',
      };
      expect((await environment.send({ method: 'GET', path: '/', headers: { host } })).json).toEqual({
        versions: [version],
      });
      expect((await environment.send({ method: 'GET', path: '/v1.0', headers: { host } })).json).toEqual({ version });
    }
    expect(nestedProblem(await environment.send({ method: 'GET', path: '/v9', headers: {} }))).toEqual([
      400,
      'KMS.0201',
    ]);
  });
});
