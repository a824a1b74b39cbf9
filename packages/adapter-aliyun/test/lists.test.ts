import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Environment, newEnvironment } from './environment.ts';

const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

async function create(SecretName: string, more: Record<string, string> = {}) {
  await environment.ok('CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'x', ...more });
}

async function names(params: Record<string, string>): Promise<string[]> {
  const { SecretList, TotalCount } = await environment.ok('ListSecrets', { PageSize: '100', ...params });
  const { Secret } = SecretList as { Secret: { SecretName: string }[] };
  expect(TotalCount).toBe(Secret.length);
  return Secret.map((secret) => secret.SecretName);
}

describe('ListSecrets', () => {
  it('shows each secret, its planned deletion and, if asked, its tags', async () => {
    await create('b', { Tags: '[{"TagKey":"k","TagValue":"v"}]' });
    await create('a');
    await environment.ok('DeleteSecret', { SecretName: 'a', RecoveryWindowInDays: '7' });
    const times = { CreateTime: '2026-11-22T00:50:31Z', UpdateTime: '2026-11-22T00:50:31Z' };
    const page = { PageNumber: 1, PageSize: 10, TotalCount: 2, RequestId: expect.any(String) };
    const planned = { PlannedDeleteTime: '2026-11-29T00:50:31Z' };
    expect(await environment.ok('ListSecrets')).toEqual({
      SecretList: {
        Secret: [
          { SecretName: 'b', SecretType: 'Generic', ...times },
          { SecretName: 'a', SecretType: 'Generic', ...times, ...planned },
        ],
      },
      ...page,
    });
    expect(await environment.ok('ListSecrets', { FetchTags: 'true' })).toMatchObject({
      SecretList: { Secret: [{ Tags: { Tag: [{ TagKey: 'k', TagValue: 'v' }] } }, { Tags: { Tag: [] } }] },
    });
  });

  it('is an empty list in its wrapper, never null', async () => {
    expect(await environment.ok('ListSecrets')).toMatchObject({ SecretList: { Secret: [] }, TotalCount: 0 });
  });

  it('pages in the order of creation, up to a hundred, and is empty past the end', async () => {
    for (let at = 0; at < 12; at += 1) await create(`s${at}`);
    expect(await environment.ok('ListSecrets')).toMatchObject({
      PageSize: 10,
      TotalCount: 12,
      SecretList: { Secret: { length: 10 } },
    });
    const second = await environment.ok('ListSecrets', { PageNumber: '2', PageSize: '5' });
    expect(second).toMatchObject({
      PageNumber: 2,
      PageSize: 5,
      TotalCount: 12,
      SecretList: { Secret: [{ SecretName: 's5' }, {}, {}, {}, { SecretName: 's9' }] },
    });
    expect(await environment.ok('ListSecrets', { PageNumber: '3' })).toMatchObject({
      TotalCount: 12,
      SecretList: { Secret: [] },
    });
    expect(await environment.ok('ListSecrets', { PageSize: '100' })).toMatchObject({
      PageSize: 100,
      SecretList: { Secret: { length: 12 } },
    });
    const filtered = await environment.ok('ListSecrets', {
      PageSize: '1',
      PageNumber: '2',
      Filters: '[{"Key":"SecretName","Values":["s3","s1"]}]',
    });
    expect(filtered).toMatchObject({ TotalCount: 2, SecretList: { Secret: [{ SecretName: 's3' }] } });
  });

  it.each([
    ['PageSize', '101'],
    ['PageSize', '0'],
    ['PageSize', 'x'],
    ['PageNumber', '0'],
    ['PageNumber', '1e3'],
    ['FetchTags', 'maybe'],
  ])('rejects %s %s', async (name, value) => {
    expect(await environment.rejected('ListSecrets', { [name]: value })).toBe(invalid(name));
  });

  it('filters: any value of a key, every key', async () => {
    await create('one', { Description: 'the first', Tags: '[{"TagKey":"k","TagValue":"v"}]' });
    await create('two', { Description: 'the second', Tags: '[{"TagKey":"k","TagValue":"w"}]' });
    await create('three');
    const found = (...filters: [string, ...string[]][]) =>
      names({ Filters: JSON.stringify(filters.map(([Key, ...Values]) => ({ Key, Values }))) });
    expect(await found(['SecretName', 'one', 'three'])).toEqual(['one', 'three']);
    expect(await found(['SecretName', 'on'])).toEqual([]);
    expect(await found(['SecretName', 'one'], ['SecretName', 'two'])).toEqual(['one', 'two']);
    expect(await found(['Description', 'the'])).toEqual(['one', 'two']);
    expect(await found(['TagKey', 'k'])).toEqual(['one', 'two']);
    expect(await found(['TagKey', 'k'], ['TagValue', 'w'])).toEqual(['two']);
    expect(await found(['DKMSInstanceId', 'kst-1'])).toEqual([]);
    expect(await found(['SecretType', 'Generic'], ['Description', 'first'])).toEqual(['one']);
    expect(await found(['SecretType', 'Rds'])).toEqual([]);
    expect(await found(['Creator', '1000000000000001'])).toEqual(['one', 'two', 'three']);
    expect(await found(['Creator', '1'])).toEqual([]);
    expect(await found(['SecretName'])).toEqual(['one', 'two', 'three']);
    expect(await found()).toEqual(['one', 'two', 'three']);
    expect(await names({ Filters: '[{"Key":"TagKey"}]' })).toHaveLength(3);
  });

  it.each([
    'x',
    '{}',
    '[1]',
    '[{"Key":"Nope","Values":[]}]',
    '[{"Values":["x"]}]',
    '[{"Key":"SecretName","Values":"x"}]',
    '[{"Key":"SecretName","Values":[1]}]',
    '[{"Key":"SecretName","Values":[""]}]',
    '[{"Key":"constructor","Values":[]}]',
    JSON.stringify([{ Key: 'SecretName', Values: ['n'.repeat(193)] }]),
    JSON.stringify([{ Key: 'Description', Values: ['n'.repeat(257)] }]),
    JSON.stringify([{ Key: 'SecretName', Values: Array.from({ length: 11 }, String) }]),
    JSON.stringify(Array.from({ length: 11 }, () => ({ Key: 'SecretName', Values: [] }))),
  ])('rejects Filters %.60s', async (Filters) => {
    expect(await environment.rejected('ListSecrets', { Filters })).toBe(invalid('Filters'));
  });

  it('takes as many filters, values and characters as are documented', async () => {
    await create('n'.repeat(192));
    const Values = ['n'.repeat(192), ...Array.from({ length: 9 }, String)];
    expect(
      await names({ Filters: JSON.stringify(Array.from({ length: 10 }, () => ({ Key: 'SecretName', Values }))) }),
    ).toHaveLength(1);
  });
});
