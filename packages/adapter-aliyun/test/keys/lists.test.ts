import { beforeEach, describe, expect, it } from '@jest/globals';

import { ACCOUNT, type KeyEnvironment, NOT_FOUND, invalid, keyEnvironment, missing } from './key-environment.ts';

const RequestId = expect.any(String);
const HERE = `acs:kms:cn-hangzhou:${ACCOUNT}`;

let environment: KeyEnvironment;
let KeyId = '';
beforeEach(async () => {
  environment = await keyEnvironment({ settings: { instances: [{ id: 'kst-1' }] } });
  ({ KeyId = '' } = await environment.create());
});

describe('ListKeys', () => {
  const filtered = async (...filters: [Key: string, ...Values: string[]][]) => {
    const Filters = JSON.stringify(filters.map(([Key, ...Values]) => ({ Key, Values })));
    return ((await environment.ok('ListKeys', { Filters })) as { Keys: { Key: { KeyId: string }[] } }).Keys.Key.map(
      (key) => key.KeyId,
    );
  };

  it('shows pages in the order of creation', async () => {
    const { KeyId: other = '' } = await environment.create();
    const presented = (id: string) => ({ KeyId: id, KeyArn: `${HERE}:key/${id}` });
    expect(await environment.ok('ListKeys')).toEqual({
      Keys: { Key: [presented(KeyId), presented(other)] },
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 2,
      RequestId,
    });
    expect(await environment.ok('ListKeys', { PageSize: '1', PageNumber: '2' })).toEqual({
      Keys: { Key: [presented(other)] },
      PageNumber: 2,
      PageSize: 1,
      TotalCount: 2,
      RequestId,
    });
    expect(await environment.ok('ListKeys', { PageNumber: '3', PageSize: '100' })).toMatchObject({
      Keys: { Key: [] },
      TotalCount: 2,
    });
    expect((await environment.xml('ListKeys')).body).toMatch(/^<KMS><Keys><Key><KeyId>.*<\/Key><\/Keys><PageNumber>1</);
    for (const PageSize of ['0', '101'])
      expect(await environment.rejected('ListKeys', { PageSize })).toBe(invalid('PageSize'));
    expect(await environment.rejected('ListKeys', { PageNumber: '0' })).toBe(invalid('PageNumber'));
  });

  it('filters by everything that is documented, in any case', async () => {
    const { KeyId: pair = '' } = await environment.create({
      KeySpec: 'EC_P256',
      ProtectionLevel: 'HSM',
      DKMSInstanceId: 'kst-1',
      Tags: '[{"TagKey":"k","TagValue":"v"}]',
    });
    await environment.ok('DisableKey', { KeyId: pair });
    await environment.ok('CreateAlias', { KeyId: pair, AliasName: 'alias/pair' });
    for (const filter of [
      ['KeyState', 'Disabled'],
      ['KeySpec', 'EC_P256'],
      ['KeyUsage', 'SIGN/VERIFY'],
      ['ProtectionLevel', 'HSM'],
      ['DKMSInstanceId', 'kst-1'],
      ['keyId', pair],
      ['KEYID', pair],
      ['AliasName', 'alias/pair'],
      ['TagKey', 'k'],
      ['TagValue', 'v'],
    ] as [string, string][]) {
      expect([filter, await filtered(filter)]).toEqual([filter, [pair]]);
    }
    expect(await filtered(['CreatorType', 'User'])).toEqual([KeyId, pair]);
    expect(await filtered(['CreatorType', 'Service'])).toEqual([]);
    expect(await filtered(['Creator', ACCOUNT])).toEqual([KeyId, pair]);
    expect(await filtered(['Creator', '1'])).toEqual([]);
  });

  it('joins values by or, names by and, a name given twice by or', async () => {
    const { KeyId: off = '' } = await environment.create();
    await environment.ok('DisableKey', { KeyId: off });
    expect(await filtered(['KeyState', 'Enabled', 'Disabled'])).toEqual([KeyId, off]);
    expect(await filtered(['KeyState', 'Enabled'], ['keystate', 'Disabled'])).toEqual([KeyId, off]);
    expect(await filtered(['KeyState', 'Disabled'], ['KeySpec', 'Aliyun_AES_256'])).toEqual([off]);
    expect(await filtered(['KeyState', 'Disabled'], ['KeySpec', 'EC_P256'])).toEqual([]);
    expect(await filtered(['KeyState'])).toEqual([KeyId, off]);
    expect(await filtered()).toEqual([KeyId, off]);
    expect(
      await environment.ok('ListKeys', {
        Filters: '[{"Key":"KeyState","Values":["Enabled","Disabled"]}]',
        PageSize: '1',
      }),
    ).toMatchObject({ Keys: { Key: [{ KeyId }] }, TotalCount: 2 });
  });

  it('rejects filters that are malformed or too many', async () => {
    const entry = { Key: 'KeyState', Values: ['Enabled'] };
    const tooMany = [
      Array.from({ length: 11 }, () => entry),
      [{ Key: 'KeyState', Values: Array.from({ length: 11 }, () => 'Enabled') }],
    ].map((filters) => JSON.stringify(filters));
    for (const Filters of [
      'x',
      '{}',
      '[1]',
      '[{}]',
      '[{"Key":"Name"}]',
      '[{"Key":"toString","Values":["x"]}]',
      '[{"Key":"KeyState","Values":"Enabled"}]',
      '[{"Key":"KeyState","Values":[1]}]',
      '[{"Key":"KeyState","Values":[""]}]',
      ...tooMany,
    ]) {
      expect(await environment.rejected('ListKeys', { Filters })).toBe(invalid('Filters'));
    }
    await environment.ok('ListKeys', { Filters: JSON.stringify(Array.from({ length: 10 }, () => entry)) });
  });
});

describe('GetKeyPolicy and SetKeyPolicy', () => {
  const policy = {
    Version: '1',
    Statement: [
      {
        Sid: 's',
        Effect: 'Allow',
        Principal: { RAM: [`acs:ram::${ACCOUNT}:user/x`] },
        Action: ['kms:Encrypt'],
        Resource: ['*'],
      },
    ],
  };

  it('show a default until one is set', async () => {
    const { Policy = '' } = await environment.text('GetKeyPolicy', { KeyId, PolicyName: 'default' });
    expect(JSON.parse(Policy)).toEqual({
      Version: '1',
      Statement: [
        {
          Sid: 'kms default key policy',
          Effect: 'Allow',
          Principal: { RAM: [`acs:ram::${ACCOUNT}:*`] },
          Action: ['kms:*'],
          Resource: ['*'],
        },
      ],
    });
    expect(await environment.ok('SetKeyPolicy', { KeyId, Policy: JSON.stringify(policy) })).toEqual({ RequestId });
    expect(await environment.ok('GetKeyPolicy', { KeyId })).toEqual({ Policy: JSON.stringify(policy), RequestId });
    expect((await environment.xml('GetKeyPolicy', { KeyId })).body).toContain('<Policy>{&quot;Version&quot;');
  });

  it('reject what is malformed, too long or of another name', async () => {
    expect(await environment.rejected('SetKeyPolicy', { KeyId, Policy: '{}' })).toBe(invalid('Policy'));
    const padded = (length: number) => JSON.stringify(policy).padEnd(length, ' ');
    await environment.ok('SetKeyPolicy', { KeyId, Policy: padded(32_768) });
    expect(await environment.rejected('SetKeyPolicy', { KeyId, Policy: padded(32_769) })).toBe(invalid('Policy'));
    expect(await environment.rejected('SetKeyPolicy', { KeyId })).toBe(missing('Policy'));
    for (const action of ['GetKeyPolicy', 'SetKeyPolicy']) {
      expect(await environment.rejected(action, { KeyId, Policy: padded(0), PolicyName: 'other' })).toBe(
        invalid('PolicyName'),
      );
      expect(await environment.rejected(action, { KeyId: 'nope', Policy: padded(0) })).toBe(NOT_FOUND);
    }
  });
});
