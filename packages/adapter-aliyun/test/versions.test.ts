import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Environment, newEnvironment } from './environment.ts';
import { put, stages } from './versions-of-one-secret.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const LIMIT = '400 Rejected.LimitExceeded exceed secret limits error';

const EXISTS = '409 Rejected.ResourceExist The request was rejected becasue key already exsit';
const IN_WINDOW = '409 Rejected.ResourceInDeleteWindow secret in delete peroid';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'data v1' });
});

async function mark(...names: readonly string[]) {
  for (const VersionStage of names)
    await environment.ok('UpdateSecretVersionStage', { SecretName: 's', VersionStage, MoveToVersion: 'v1' });
}

describe('PutSecretValue', () => {
  it('makes the version current, and the one before it previous', async () => {
    expect(await put(environment, 'v2')).toEqual({
      SecretName: 's',
      VersionId: 'v2',
      VersionStages: { VersionStage: ['ACSCurrent'] },
      RequestId: expect.any(String),
    });
    expect(await put(environment, 'v3')).toMatchObject({ VersionStages: { VersionStage: ['ACSCurrent'] } });
    expect(await stages(environment)).toEqual({ v1: [], v2: ['ACSPrevious'], v3: ['ACSCurrent'] });
  });

  it('moves just the stages that it is given', async () => {
    expect(await put(environment, 'v2', { VersionStages: '["MyPending"]' })).toMatchObject({
      VersionStages: { VersionStage: ['MyPending'] },
    });
    expect(await stages(environment)).toEqual({ v1: ['ACSCurrent'], v2: ['MyPending'] });
    await put(environment, 'v3', { VersionStages: '["ACSCurrent","MyPending","ACSCurrent"]' });
    expect(await stages(environment)).toEqual({ v1: ['ACSPrevious'], v2: [], v3: ['ACSCurrent', 'MyPending'] });
  });

  it.each([
    ['["a","b"]', ['a', 'b']],
    ['{"VersionStage":["a"]}', ['a']],
    ['a', ['a']],
    ['[]', ['ACSCurrent']],
    ['', ['ACSCurrent']],
    ['["$current"]', ['$current']],
    [JSON.stringify(['l'.repeat(64)]), ['l'.repeat(64)]],
  ])('reads VersionStages %s', async (VersionStages, expected) => {
    expect(await put(environment, 'v2', { VersionStages })).toMatchObject({
      VersionStages: { VersionStage: expected },
    });
  });

  it.each([
    'null',
    'true',
    '7',
    '"a"',
    '[',
    '{}',
    '{"VersionStage":"a"}',
    '[1]',
    '[""]',
    JSON.stringify(['l'.repeat(65)]),
  ])('rejects VersionStages %s', async (VersionStages) => {
    expect(
      await environment.rejected('PutSecretValue', {
        SecretName: 's',
        VersionId: 'v2',
        SecretData: 'x',
        VersionStages,
      }),
    ).toBe(invalid('VersionStages'));
  });

  it('accepts the same version with the same data, keeps it and sets the stages that it is given', async () => {
    await put(environment, 'v2');
    expect(await put(environment, 'v1')).toMatchObject({
      VersionId: 'v1',
      VersionStages: { VersionStage: ['ACSPrevious'] },
    });
    expect(await stages(environment)).toEqual({ v1: ['ACSPrevious'], v2: ['ACSCurrent'] });
    expect(
      await put(environment, 'v2', { VersionStages: '["ACSCurrent","blue"]', SecretDataType: 'binary' }),
    ).toMatchObject({
      VersionStages: { VersionStage: ['ACSCurrent', 'blue'] },
    });
    expect(await environment.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({ SecretDataType: 'text' });
  });

  it.each([
    ['drop-unlabelled', { v1: ['kept'], v3: [], v11: ['ACSCurrent'] }, 'v2'],
    ['drop-earliest', { v2: [], v3: [], v11: ['ACSCurrent'] }, 'v1'],
  ] as const)('makes room for the eleventh version: %s', async (at_version_limit, expected, gone) => {
    environment = await newEnvironment({ settings: { at_version_limit } });
    await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
    await put(environment, 'v2');
    await environment.ok('UpdateSecretVersionStage', { SecretName: 's', VersionStage: 'kept', MoveToVersion: 'v1' });
    for (let number = 3; number <= 11; number += 1) await put(environment, `v${number}`);
    const after = await stages(environment);
    expect(Object.keys(after)).toHaveLength(10);
    expect(after).toMatchObject(expected);
    expect(after).not.toHaveProperty(gone);
  });

  it('rejects the version that would make ACSPrevious the ninth stage', async () => {
    await mark(...Array.from({ length: 7 }, (_, n) => `stage-${n}`));
    expect(Object.values(await stages(environment)).flat()).toHaveLength(8);
    const second = { SecretName: 's', VersionId: 'v2', SecretData: 'x' };
    expect(await environment.rejected('PutSecretValue', second)).toBe(LIMIT);
    expect(Object.values(await stages(environment)).flat()).toHaveLength(8);
    await environment.ok('UpdateSecretVersionStage', {
      SecretName: 's',
      VersionStage: 'stage-0',
      RemoveFromVersion: 'v1',
    });
    await put(environment, 'v2');
    expect(Object.values(await stages(environment)).flat()).toHaveLength(8);
  });

  it('keeps a place for ACSPrevious where it reserves', async () => {
    environment = await newEnvironment({ settings: { at_label_limit: 'reserve' } });
    await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
    await mark(...Array.from({ length: 6 }, (_, n) => `stage-${n}`));
    expect(
      await environment.rejected('UpdateSecretVersionStage', {
        SecretName: 's',
        VersionStage: 'seventh',
        MoveToVersion: 'v1',
      }),
    ).toBe(LIMIT);
    await put(environment, 'v2');
    expect(Object.values(await stages(environment)).flat()).toHaveLength(8);
  });

  it('rejects the same version with other data', async () => {
    expect(
      await environment.rejected('PutSecretValue', { SecretName: 's', VersionId: 'v1', SecretData: 'other' }),
    ).toBe(EXISTS);
  });

  it('changes from text to binary with the same string between versions', async () => {
    await put(environment, 'v2', { SecretData: 'data v1', SecretDataType: 'binary' });
    expect(await environment.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({
      SecretData: 'data v1',
      SecretDataType: 'binary',
    });
  });

  it('drops the oldest version without a stage above ten', async () => {
    for (let at = 2; at <= 10; at += 1) await put(environment, `v${at}`);
    expect(Object.keys(await stages(environment))).toHaveLength(10);
    await environment.ok('UpdateSecretVersionStage', { SecretName: 's', VersionStage: 'kept', MoveToVersion: 'v1' });
    await put(environment, 'v11');
    expect(Object.keys(await stages(environment))).toEqual([
      'v1',
      'v3',
      'v4',
      'v5',
      'v6',
      'v7',
      'v8',
      'v9',
      'v10',
      'v11',
    ]);
    expect(await environment.rejected('GetSecretValue', { SecretName: 's', VersionId: 'v2' })).toBe(NOT_FOUND);
  });

  it('takes eight stages and not nine', async () => {
    const six = Array.from({ length: 6 }, (_, at) => `l${at}`);
    await put(environment, 'v2');
    await put(environment, 'v3', { VersionStages: JSON.stringify(six) });
    expect(
      await environment.rejected('PutSecretValue', {
        SecretName: 's',
        VersionId: 'v4',
        SecretData: 'x',
        VersionStages: '["ninth"]',
      }),
    ).toBe(LIMIT);
    expect(
      await environment.rejected('UpdateSecretVersionStage', {
        SecretName: 's',
        VersionStage: 'ninth',
        MoveToVersion: 'v1',
      }),
    ).toBe(LIMIT);
    await put(environment, 'v4', { VersionStages: '["l0","ACSCurrent"]' });
  });

  it('rejects what is missing, too long, unknown or on its way out', async () => {
    const good = { SecretName: 's', VersionId: 'v2', SecretData: 'x' };
    for (const name of ['SecretName', 'VersionId', 'SecretData'])
      expect(await environment.rejected('PutSecretValue', { ...good, [name]: '' })).toBe(missing(name));
    expect(await environment.rejected('PutSecretValue', { ...good, SecretData: 'x'.repeat(30_721) })).toBe(
      invalid('SecretData'),
    );
    expect(await environment.rejected('PutSecretValue', { ...good, VersionId: 'x'.repeat(65) })).toBe(
      invalid('VersionId'),
    );
    expect(await environment.rejected('PutSecretValue', { ...good, SecretDataType: 'x' })).toBe(
      invalid('SecretDataType'),
    );
    expect(await environment.rejected('PutSecretValue', { ...good, SecretName: 'nope' })).toBe(NOT_FOUND);
    await put(environment, 'v2', { SecretData: 'x'.repeat(30_720) });
    await environment.ok('DeleteSecret', { SecretName: 's' });
    expect(await environment.rejected('PutSecretValue', { ...good, VersionId: 'v3' })).toBe(IN_WINDOW);
  });

  it('changes the time of change', async () => {
    environment.services.advance(5_000);
    await put(environment, 'v2');
    expect(await environment.ok('DescribeSecret', { SecretName: 's' })).toMatchObject({
      CreateTime: '2026-11-22T00:50:31Z',
      UpdateTime: '2026-11-22T00:50:36Z',
    });
    expect(await environment.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({
      CreateTime: '2026-11-22T00:50:36Z',
    });
  });
});
