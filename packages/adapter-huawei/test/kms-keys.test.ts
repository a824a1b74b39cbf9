import { describe, expect, it } from '@jest/globals';

import { UNKNOWN_KEY, defaultKeyId, describeKey, newKey, post, rejected } from './kms.ts';
import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { PROJECT, nestedProblem, openEnvironment, problem } from './environment.ts';

const MISSING = [404, 'KMS.0207'];
const FIELD = [400, 'KMS.0308'];
const BODY = [400, 'KMS.0202'];
const LACKING = [400, 'KMS.0204'];
const KEY_ID = [400, 'KMS.0205'];
const DEFAULT_KEY = [400, 'KMS.0211'];

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
