import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Params } from '../environment.ts';
import {
  ACCOUNT,
  type KeyEnvironment,
  NOT_FOUND,
  NO_ALIAS,
  NO_ALIASES_HERE,
  NO_VERSION,
  REJECTED,
  inState,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const RequestId = expect.any(String);
const HERE = `acs:kms:cn-hangzhou:${ACCOUNT}`;

let environment: KeyEnvironment;
let KeyId = '';
beforeEach(async () => {
  environment = await keyEnvironment({ settings: { instances: [{ id: 'kst-1' }] } });
  ({ KeyId = '' } = await environment.create());
});

const aliases = async (params: Params = {}) =>
  ((await environment.ok('ListAliases', params)) as { Aliases: { Alias: { AliasName: string }[] } }).Aliases.Alias.map(
    ({ AliasName }) => AliasName,
  );

describe('aliases', () => {
  it('are made, moved and taken away', async () => {
    expect(await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/one' })).toEqual({ RequestId });
    const { KeyId: other = '' } = await environment.create();
    expect(await environment.rejected('CreateAlias', { KeyId: other, AliasName: 'alias/one' })).toBe(
      '400 AliasAlreadyExists AliasName Already Exists.',
    );
    expect(
      (await environment.xml('UpdateAlias', { KeyId: `${HERE}:key/${other}`, AliasName: 'alias/one' })).status,
    ).toBe(200);
    expect(await environment.describe('alias/one')).toMatchObject({ KeyId: other });
    expect(await environment.ok('DeleteAlias', { AliasName: 'alias/one' })).toEqual({ RequestId });
    for (const [action, params] of [
      ['DescribeKey', { KeyId: 'alias/one' }],
      ['UpdateAlias', { KeyId, AliasName: 'alias/one' }],
      ['DeleteAlias', { AliasName: 'alias/one' }],
    ] as const) {
      expect(await environment.rejected(action, params)).toBe(NO_ALIAS);
    }
  });

  it('have 255 characters at most, of few sorts', async () => {
    await environment.ok('CreateAlias', { KeyId, AliasName: `alias/${'a'.repeat(249)}` });
    await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/A-z_0/9' });
    for (const AliasName of [
      `alias/${'a'.repeat(250)}`,
      'alias/',
      'one',
      'Alias/one',
      'alias/acs/kms',
      'alias/acsx',
      'alias/a b',
      'alias/密',
    ]) {
      expect(await environment.rejected('CreateAlias', { KeyId, AliasName })).toBe(invalid('AliasName'));
      expect(await environment.rejected('UpdateAlias', { KeyId, AliasName })).toBe(invalid('AliasName'));
      expect(await environment.rejected('DeleteAlias', { AliasName })).toBe(invalid('AliasName'));
    }
    for (const action of ['CreateAlias', 'UpdateAlias']) {
      expect(await environment.rejected(action, { AliasName: 'alias/x' })).toBe(missing('KeyId'));
      expect(await environment.rejected(action, { KeyId })).toBe(missing('AliasName'));
      expect(await environment.rejected(action, { KeyId: 'nope', AliasName: 'alias/x' })).toBe(NOT_FOUND);
      expect(await environment.rejected(action, { KeyId: 'alias/A-z_0/9', AliasName: 'alias/x' })).toBe(
        NO_ALIASES_HERE,
      );
    }
  });

  it('are listed, all of them or those of one key, by pages', async () => {
    const { KeyId: other = '' } = await environment.create();
    for (const name of ['c', 'a', 'b'])
      await environment.ok('CreateAlias', { KeyId: name === 'b' ? other : KeyId, AliasName: `alias/${name}` });
    expect(await environment.ok('ListAliases', { PageSize: '1', PageNumber: '2' })).toEqual({
      Aliases: { Alias: [{ KeyId: other, AliasName: 'alias/b', AliasArn: `${HERE}:alias/b` }] },
      PageNumber: 2,
      PageSize: 1,
      TotalCount: 3,
      RequestId,
    });
    expect(await aliases()).toEqual(['alias/a', 'alias/b', 'alias/c']);
    expect(await aliases({ PageNumber: '9' })).toEqual([]);
    expect(await environment.ok('ListAliases', { PageSize: '0' })).toMatchObject({
      Aliases: { Alias: [] },
      PageSize: 0,
      TotalCount: 3,
    });
    expect(await environment.ok('ListAliasesByKeyId', { KeyId: 'alias/a' })).toMatchObject({
      Aliases: { Alias: [{ AliasName: 'alias/a', KeyId }, { AliasName: 'alias/c' }] },
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 2,
    });
    expect((await environment.xml('ListAliases')).body).toContain(
      `<Alias><KeyId>${KeyId}</KeyId><AliasName>alias/a</AliasName><AliasArn>${HERE}:alias/a</AliasArn></Alias>`,
    );
    for (const action of ['ListAliases', 'ListAliasesByKeyId']) {
      await environment.ok(action, { KeyId, PageSize: '100' });
      for (const PageSize of ['101', '-1', 'x'])
        expect(await environment.rejected(action, { KeyId, PageSize })).toBe(invalid('PageSize'));
      expect(await environment.rejected(action, { KeyId, PageNumber: '0' })).toBe(invalid('PageNumber'));
    }
    expect(await environment.rejected('ListAliasesByKeyId')).toBe(missing('KeyId'));
    expect(await environment.rejected('ListAliasesByKeyId', { KeyId: 'nope' })).toBe(NOT_FOUND);
  });
});

describe('versions of keys', () => {
  it('are made, shown and listed', async () => {
    const { KeyId: pair = '', PrimaryKeyVersion: first = '' } = await environment.create({ KeySpec: 'EC_P256' });
    environment.services.advance(1_000);
    await environment.ok('CreateAlias', { KeyId: pair, AliasName: 'alias/pair' });
    const made = await environment.ok('CreateKeyVersion', { KeyId: 'alias/pair' });
    expect(made).toEqual({
      KeyVersion: { KeyId: pair, KeyVersionId: expect.any(String), CreationDate: '2026-11-22T00:50:32Z' },
      RequestId,
    });
    const second = (made as { KeyVersion: { KeyVersionId: string } }).KeyVersion.KeyVersionId;
    const versions = [
      { KeyId: pair, KeyVersionId: first, CreationDate: '2026-11-22T00:50:31Z' },
      { KeyId: pair, KeyVersionId: second, CreationDate: '2026-11-22T00:50:32Z' },
    ];
    for (const KeyVersion of versions)
      expect(
        await environment.ok('DescribeKeyVersion', { KeyId: pair, KeyVersionId: KeyVersion.KeyVersionId }),
      ).toEqual({
        KeyVersion,
        RequestId,
      });
    expect(await environment.ok('ListKeyVersions', { KeyId: pair })).toEqual({
      KeyVersions: { KeyVersion: versions },
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 2,
      RequestId,
    });
    expect(await environment.ok('ListKeyVersions', { KeyId: pair, PageSize: '1', PageNumber: '2' })).toMatchObject({
      KeyVersions: { KeyVersion: [versions[1]] },
      TotalCount: 2,
    });
    expect((await environment.xml('ListKeyVersions', { KeyId: pair })).body).toContain(
      `<KeyVersions><KeyVersion><KeyId>${pair}</KeyId><KeyVersionId>${first}</KeyVersionId>`,
    );
    expect(await environment.describe(pair)).toMatchObject({
      PrimaryKeyVersion: second,
      LastRotationDate: '2026-11-22T00:50:32Z',
    });
    expect((await environment.text('GetPublicKey', { KeyId: pair, KeyVersionId: first }))['PublicKey']).not.toBe(
      (await environment.text('GetPublicKey', { KeyId: pair, KeyVersionId: second }))['PublicKey'],
    );
  });

  it('number fifty at most', async () => {
    const { KeyId: pair = '' } = await environment.create({ KeySpec: 'EC_P256' });
    for (let count = 1; count < 50; count += 1) await environment.ok('CreateKeyVersion', { KeyId: pair });
    expect(await environment.rejected('CreateKeyVersion', { KeyId: pair })).toBe(
      '400 Rejected.LimitExceeded The request was rejected because user create resource limit was exceeded',
    );
  });

  it('are for key pairs, or for symmetric keys of an instance', async () => {
    expect(await environment.rejected('CreateKeyVersion', { KeyId })).toBe(REJECTED);
    const { KeyId: ofInstance = '' } = await environment.create({ DKMSInstanceId: 'kst-1' });
    await environment.ok('CreateKeyVersion', { KeyId: ofInstance });
    const { KeyId: pair = '' } = await environment.create({ KeySpec: 'EC_P256', DKMSInstanceId: 'kst-1' });
    expect(await environment.rejected('CreateKeyVersion', { KeyId: pair })).toBe(REJECTED);
    const { KeyId: external = '' } = await environment.create({ Origin: 'EXTERNAL', DKMSInstanceId: 'kst-1' });
    expect(await environment.rejected('CreateKeyVersion', { KeyId: external })).toBe(inState('PendingImport'));
    const { KeyId: off = '' } = await environment.create({ KeySpec: 'EC_P256' });
    await environment.ok('DisableKey', { KeyId: off });
    expect(await environment.rejected('CreateKeyVersion', { KeyId: off })).toBe(inState('Disabled'));
  });

  it('are not found where they are not', async () => {
    expect(await environment.rejected('DescribeKeyVersion', { KeyId, KeyVersionId: 'nope' })).toBe(NO_VERSION);
    expect(await environment.rejected('DescribeKeyVersion', { KeyId })).toBe(missing('KeyVersionId'));
    for (const action of ['CreateKeyVersion', 'ListKeyVersions']) {
      expect(await environment.rejected(action, { KeyId: 'nope' })).toBe(NOT_FOUND);
      expect(await environment.rejected(action)).toBe(missing('KeyId'));
    }
    expect(await environment.rejected('ListKeyVersions', { KeyId, PageSize: '101' })).toBe(invalid('PageSize'));
  });
});
