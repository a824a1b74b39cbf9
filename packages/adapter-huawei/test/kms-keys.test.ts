import { describe, expect, it } from '@jest/globals';

import { DAY, UNKNOWN_KEY, defaultKeyId, describeKey, newKey, post, rejected } from './kms.ts';
import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { PROJECT, SECRETS, nestedProblem, openEnvironment, problem } from './environment.ts';

const MISSING = [404, 'KMS.0207'];
const FIELD = [400, 'KMS.0308'];
const BODY = [400, 'KMS.0202'];
const LACKING = [400, 'KMS.0204'];
const KEY_ID = [400, 'KMS.0205'];
const DEFAULT_KEY = [400, 'KMS.0211'];
const PENDING = [400, 'KMS.0210'];

describe('CreateKey', () => {
  it('makes a key that describe-key shows whole', async () => {
    const environment = await openEnvironment();
    const answer = await post(environment, 'create-key', {
      key_alias: 'demo',
      key_description: 'd',
      enterprise_project_id: 'ep-1',
      sequence: 's'.repeat(36),
    });
    expect([answer.status, Object.keys(answer.json.key_info)]).toEqual([200, ['key_id', 'domain_id']]);
    const key_id = answer.json.key_info.key_id;
    expect(await describeKey(environment, key_id)).toEqual({
      key_id,
      domain_id: 'd7a60a000000000000000000000000d0',
      key_alias: 'demo',
      realm: 'cn-north-4',
      key_spec: 'AES_256',
      key_usage: 'ENCRYPT_DECRYPT',
      key_description: 'd',
      creation_date: String(START),
      scheduled_deletion_date: '',
      key_state: '2',
      default_key_flag: '0',
      key_type: '1',
      expiration_time: '',
      origin: 'kms',
      key_rotation_enabled: 'false',
      sys_enterprise_project_id: 'ep-1',
      keystore_id: '0',
    });
  });

  it.each([
    ['SM4', {}, 'ENCRYPT_DECRYPT'],
    ['EC_P256', {}, 'SIGN_VERIFY'],
    ['SECP256K1', {}, 'SIGN_VERIFY'],
    ['SM2', { key_usage: 'ENCRYPT_DECRYPT' }, 'ENCRYPT_DECRYPT'],
    ['RSA_2048', {}, 'SIGN_VERIFY'],
    ['HMAC_256', {}, 'GENERATE_VERIFY_MAC'],
  ])('makes a key of %s', async (spec, more, usage) => {
    const environment = await openEnvironment();
    const key = await describeKey(environment, await newKey(environment, 'k', { key_spec: spec, ...more }));
    expect([key.key_spec, key.key_usage, key.key_state]).toEqual([spec, usage, '2']);
  });

  it('lets an external key wait for its material', async () => {
    const environment = await openEnvironment();
    expect(await describeKey(environment, await newKey(environment, 'k', { origin: 'external' }))).toMatchObject({
      key_state: '5',
      origin: 'external',
    });
  });

  it.each<readonly [string, unknown, readonly unknown[]]>([
    ['no body', undefined, BODY],
    ['no alias', {}, LACKING],
    ['an alias that is a number', { key_alias: 1 }, BODY],
    ['an empty alias', { key_alias: '' }, [400, 'KMS.1101']],
    ['an alias of 256 characters', { key_alias: 'a'.repeat(256) }, [400, 'KMS.1101']],
    ['an alias with a dot', { key_alias: 'a.b' }, [400, 'KMS.1101']],
    ['the alias of a default key', { key_alias: 'csms/default' }, [400, 'KMS.1101']],
    ['a description of 256 characters', { key_alias: 'a', key_description: 'd'.repeat(256) }, [400, 'KMS.1103']],
    ['a spec that there is not', { key_alias: 'a', key_spec: 'AES_192' }, FIELD],
    ['a usage that does not fit', { key_alias: 'a', key_usage: 'SIGN_VERIFY' }, FIELD],
    ['an external pair', { key_alias: 'a', key_spec: 'EC_P256', origin: 'external' }, FIELD],
    ['another keystore', { key_alias: 'a', keystore_id: '1' }, FIELD],
    ['another origin', { key_alias: 'a', origin: 'aws' }, FIELD],
    ['a long sequence', { key_alias: 'a', sequence: 's'.repeat(37) }, [400, 'KMS.0206']],
  ])('rejects %s', async (_what, body, expected) => {
    expect(await rejected(await openEnvironment(), 'create-key', body)).toEqual(expected);
  });

  it('takes what is just not too long', async () => {
    const environment = await openEnvironment();
    const key = await describeKey(
      environment,
      await newKey(environment, 'a'.repeat(255), {
        key_description: 'd'.repeat(255),
        keystore_id: '0',
        key_usage: 'ENCRYPT_DECRYPT',
      }),
    );
    expect([key.key_alias.length, key.key_description.length]).toEqual([255, 255]);
  });

  it('rejects a name that is taken, and a key too many', async () => {
    const environment = await openEnvironment({ settings: { key_quota: 2 } });
    await newKey(environment, 'one');
    expect(await rejected(environment, 'create-key', { key_alias: 'one' })).toEqual([400, 'KMS.1104']);
    await newKey(environment, 'two');
    expect(await rejected(environment, 'create-key', { key_alias: 'three' })).toEqual([400, 'KMS.1105']);
    const open = await openEnvironment({ settings: { key_quota: 0 } });
    for (let made = 0; made < 101; made += 1) await newKey(open, `k${made}`);
  });
});

describe('KMS', () => {
  it('rejects in its own envelope', async () => {
    const environment = await openEnvironment();
    const { status, json } = await post(environment, 'describe-key', { key_id: UNKNOWN_KEY });
    expect([status, json]).toEqual([404, { error: { error_code: 'KMS.0207', error_msg: 'The key does not exist.' } }]);
  });

  it('names the field that is wrong', async () => {
    const { json } = await post(await openEnvironment(), 'create-key', { key_alias: 'a', origin: 'x' });
    expect(json).toEqual({ error: { error_code: 'KMS.0308', error_msg: 'Invalid origin.' } });
  });

  it('rejects flat where that is asked for', async () => {
    const environment = await openEnvironment({ settings: { error_envelope: 'flat' } });
    expect(
      problem(await environment.call('POST', `/v1.0/${PROJECT}/kms/describe-key`, { key_id: UNKNOWN_KEY })),
    ).toEqual(MISSING);
  });

  it('rejects who may not work in the project', async () => {
    const environment = await openEnvironment({ addresses: [] });
    expect(await rejected(environment, 'list-keys', {})).toEqual([403, 'KMS.0307']);
  });

  it.each([
    'describe-key',
    'enable-key',
    'disable-key',
    'cancel-key-deletion',
    'get-key-rotation-status',
    'enable-key-rotation',
    'disable-key-rotation',
  ])('%s needs a key', async (name) => {
    const environment = await openEnvironment();
    expect(await rejected(environment, name, { key_id: UNKNOWN_KEY })).toEqual(MISSING);
    expect(await rejected(environment, name, { key_id: 'short' })).toEqual(KEY_ID);
    expect(await rejected(environment, name, {})).toEqual(LACKING);
    expect(await rejected(environment, name, { key_id: 1 })).toEqual(BODY);
    expect(await rejected(environment, name, '[]')).toEqual(BODY);
    expect(await rejected(environment, name, { key_id: UNKNOWN_KEY, sequence: 's'.repeat(37) })).toEqual([
      400,
      'KMS.0206',
    ]);
  });

  it('keeps the keys of projects apart', async () => {
    const environment = await openEnvironment();
    const id = await newKey(environment);
    const other = await environment.call('POST', `/v1.0/${'f'.repeat(32)}/kms/describe-key`, { key_id: id });
    expect(nestedProblem(other)).toEqual(MISSING);
  });
});

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

describe('the default key', () => {
  it('is shown and not changed', async () => {
    const environment = await openEnvironment();
    const key_id = await defaultKeyId(environment);
    expect(await describeKey(environment, key_id)).toMatchObject({
      key_alias: 'csms/default',
      default_key_flag: '1',
      key_state: '2',
    });
    const changes: readonly (readonly [string, object])[] = [
      ['enable-key', {}],
      ['disable-key', {}],
      ['schedule-key-deletion', { pending_days: '7' }],
      ['cancel-key-deletion', {}],
      ['update-key-alias', { key_alias: 'x' }],
      ['update-key-description', { key_description: 'x' }],
      ['enable-key-rotation', {}],
      ['disable-key-rotation', {}],
      ['update-key-rotation-interval', { rotation_interval: 30 }],
    ];
    for (const [name, more] of changes)
      expect([name, await rejected(environment, name, { key_id, ...more })]).toEqual([name, DEFAULT_KEY]);
    expect((await post(environment, 'get-key-rotation-status', { key_id })).json.key_rotation_enabled).toBe(false);
  });
});

describe('UpdateKeyAlias', () => {
  it('frees the name that the key had', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'one');
    expect((await post(environment, 'update-key-alias', { key_id, key_alias: 'two' })).json).toEqual({
      key_info: { key_id, key_alias: 'two' },
    });
    expect((await post(environment, 'update-key-alias', { key_id, key_alias: 'two' })).status).toBe(200);
    expect((await describeKey(environment, key_id)).key_alias).toBe('two');
    const other = await newKey(environment, 'one');
    expect(await rejected(environment, 'update-key-alias', { key_id: other, key_alias: 'two' })).toEqual([
      400,
      'KMS.1104',
    ]);
    expect(await rejected(environment, 'update-key-alias', { key_id, key_alias: 'a/default' })).toEqual([
      400,
      'KMS.1101',
    ]);
    expect(await rejected(environment, 'update-key-alias', { key_id })).toEqual(LACKING);
  });
});

describe('UpdateKeyDescription', () => {
  it('takes any string of 255 characters, and none', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    for (const key_description of ['描'.repeat(255), '']) {
      expect((await post(environment, 'update-key-description', { key_id, key_description })).json).toEqual({
        key_info: { key_id, key_description },
      });
      expect((await describeKey(environment, key_id)).key_description).toBe(key_description);
    }
    expect(await rejected(environment, 'update-key-description', { key_id, key_description: 'd'.repeat(256) })).toEqual(
      [400, 'KMS.1103'],
    );
  });
});

describe('ListKeys', () => {
  it('pages by the offset', async () => {
    const environment = await openEnvironment();
    expect((await post(environment, 'list-keys', {})).json).toEqual({
      keys: [],
      key_details: [],
      next_marker: '',
      truncated: 'false',
      total: 0,
    });
    const ids = [await newKey(environment, 'a'), await newKey(environment, 'b'), await newKey(environment, 'c')];
    const first = (await post(environment, 'list-keys', { limit: '2' })).json;
    expect(first).toMatchObject({ keys: ids.slice(0, 2), next_marker: '2', truncated: 'true', total: 3 });
    expect((await post(environment, 'list-keys', { limit: 2, marker: first.next_marker })).json).toMatchObject({
      keys: ids.slice(2),
      next_marker: '',
      truncated: 'false',
      total: 3,
    });
    expect((await post(environment, 'list-keys', { limit: '1000', marker: '9' })).json).toMatchObject({
      keys: [],
      truncated: 'false',
    });
    expect(
      (await post(environment, 'list-keys', { limit: '', marker: '' })).json.key_details.map((key) => key.key_alias),
    ).toEqual(['a', 'b', 'c']);
  });

  it('picks by spec, state and enterprise project', async () => {
    const environment = await openEnvironment();
    const aes = await newKey(environment, 'aes', { enterprise_project_id: 'ep' });
    const pair = await newKey(environment, 'pair', { key_spec: 'EC_P256' });
    const off = await newKey(environment, 'off');
    await post(environment, 'disable-key', { key_id: off });
    const listed = async (body: object) => (await post(environment, 'list-keys', body)).json.keys;
    expect(await listed({})).toEqual([aes, off]);
    expect(await listed({ key_spec: 'ALL' })).toEqual([aes, pair, off]);
    expect(await listed({ key_spec: 'EC_P256' })).toEqual([pair]);
    expect(await listed({ key_state: '3' })).toEqual([off]);
    expect(await listed({ key_state: '1' })).toEqual([]);
    expect(await listed({ enterprise_project_id: 'ep' })).toEqual([aes]);
    expect(await listed({ enterprise_project_id: 'all' })).toEqual([aes, off]);
  });

  it.each<readonly [object, readonly unknown[]]>([
    [{ limit: '0' }, [400, 'KMS.1601']],
    [{ limit: 'x' }, [400, 'KMS.1601']],
    [{ marker: '-1' }, [400, 'KMS.1602']],
    [{ marker: -1 }, [400, 'KMS.1602']],
    [{ key_state: '6' }, FIELD],
    [{ key_spec: 'X' }, FIELD],
    [{ limit: true }, BODY],
  ])('rejects %j', async (body, expected) => {
    expect(await rejected(await openEnvironment(), 'list-keys', body)).toEqual(expected);
  });
});

describe('CreateRandom', () => {
  it('makes as many bits as are asked for', async () => {
    const environment = await openEnvironment();
    const [one, other] = [
      await post(environment, 'gen-random', { random_data_length: '512' }),
      await post(environment, 'gen-random', { random_data_length: '512' }),
    ];
    expect(one.json.random_data).toMatch(/^[0-9A-F]{128}$/);
    expect(other.json.random_data).not.toBe(one.json.random_data);
    for (const bits of [8, 8192])
      expect(
        (await post(environment, 'gen-random', { random_data_length: String(bits) })).json.random_data.length,
      ).toBe(bits / 4);
  });

  it.each([
    ['0', 'KMS.1801'],
    ['8200', 'KMS.1801'],
    ['', 'KMS.1801'],
    ['12', 'KMS.1802'],
  ])('makes none of %p bits', async (random_data_length, code) => {
    expect(await rejected(await openEnvironment(), 'gen-random', { random_data_length })).toEqual([400, code]);
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

describe('ListSupportRegions', () => {
  it('has the regions in pages', async () => {
    const environment = await openEnvironment();
    const regions = async (query = '') =>
      (JSON.parse((await environment.call('GET', `/v2/${PROJECT}/kms/regions${query}`)).text) as { regions: string[] })
        .regions;
    const all = await regions();
    expect(all).toContain('cn-north-4');
    expect(await regions('?limit=2&offset=1')).toEqual(all.slice(1, 3));
    expect(nestedProblem(await environment.call('GET', `/v2/${PROJECT}/kms/regions?limit=0`))).toEqual([
      400,
      'KMS.1601',
    ]);
    expect(nestedProblem(await environment.call('GET', `/v2/${PROJECT}/kms/regions?offset=-1`))).toEqual([
      400,
      'KMS.0417',
    ]);
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

it.each([{}, { limit: 2000 }, { limit: '2000' }, { limit: 5000 }])('lists keys with %j', async (body) => {
  const environment = await openEnvironment();
  const id = await newKey(environment);
  const { status, json } = await post(environment, 'list-keys', body);
  expect([status, json.keys]).toEqual([200, [id]]);
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
