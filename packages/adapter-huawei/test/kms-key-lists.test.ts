import { describe, expect, it } from '@jest/globals';

import { describeKey, newKey, post, rejected } from './kms.ts';
import { PROJECT, nestedProblem, openEnvironment } from './environment.ts';

const FIELD = [400, 'KMS.0308'];
const BODY = [400, 'KMS.0202'];
const LACKING = [400, 'KMS.0204'];

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

it.each([{}, { limit: 2000 }, { limit: '2000' }, { limit: 5000 }])('lists keys with %j', async (body) => {
  const environment = await openEnvironment();
  const id = await newKey(environment);
  const { status, json } = await post(environment, 'list-keys', body);
  expect([status, json.keys]).toEqual([200, [id]]);
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
