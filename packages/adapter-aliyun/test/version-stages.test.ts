import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Environment, newEnvironment } from './environment.ts';
import { put, stages } from './versions-of-one-secret.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';

const MISMATCH = '400 Rejected.InvalidRequest param mismatch';

const IN_WINDOW = '409 Rejected.ResourceInDeleteWindow secret in delete peroid';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'data v1' });
});

describe('UpdateSecretVersionStage', () => {
  beforeEach(async () => {
    await put(environment, 'v2');
    await put(environment, 'v3', { VersionStages: '["blue"]' });
  });

  const move = (VersionStage: string, versions: Record<string, string>) => ({
    SecretName: 's',
    VersionStage,
    ...versions,
  });

  it('attaches a stage, and detaches it from its holder', async () => {
    expect(await environment.ok('UpdateSecretVersionStage', move('blue', { MoveToVersion: 'v1' }))).toEqual({
      SecretName: 's',
      RequestId: expect.any(String),
    });
    await environment.ok('UpdateSecretVersionStage', move('green', { MoveToVersion: 'v1' }));
    expect(await stages(environment)).toEqual({ v1: ['ACSPrevious', 'blue', 'green'], v2: ['ACSCurrent'], v3: [] });
  });

  it('hands ACSPrevious over when ACSCurrent moves', async () => {
    await environment.ok('UpdateSecretVersionStage', move('ACSCurrent', { MoveToVersion: 'v3' }));
    expect(await stages(environment)).toEqual({ v1: [], v2: ['ACSPrevious'], v3: ['blue', 'ACSCurrent'] });
    await environment.ok('UpdateSecretVersionStage', move('ACSPrevious', { MoveToVersion: 'v1' }));
    expect(await stages(environment)).toEqual({ v1: ['ACSPrevious'], v2: [], v3: ['blue', 'ACSCurrent'] });
  });

  it('moves from the holder that is named, and only from it', async () => {
    await environment.ok(
      'UpdateSecretVersionStage',
      move('ACSCurrent', { MoveToVersion: 'v1', RemoveFromVersion: 'v2' }),
    );
    expect(await stages(environment)).toMatchObject({ v1: ['ACSCurrent'], v2: ['ACSPrevious'] });
    expect(
      await environment.rejected(
        'UpdateSecretVersionStage',
        move('ACSCurrent', { MoveToVersion: 'v3', RemoveFromVersion: 'v2' }),
      ),
    ).toBe(MISMATCH);
    expect(
      await environment.rejected(
        'UpdateSecretVersionStage',
        move('new', { MoveToVersion: 'v3', RemoveFromVersion: 'v2' }),
      ),
    ).toBe(MISMATCH);
  });

  it('detaches a custom stage, and only from its holder', async () => {
    expect(await environment.rejected('UpdateSecretVersionStage', move('blue', { RemoveFromVersion: 'v1' }))).toBe(
      MISMATCH,
    );
    await environment.ok('UpdateSecretVersionStage', move('blue', { RemoveFromVersion: 'v3' }));
    expect(await stages(environment)).toMatchObject({ v3: [] });
  });

  it('never detaches a built-in stage', async () => {
    for (const stage of ['ACSCurrent', 'ACSPrevious']) {
      expect(await environment.rejected('UpdateSecretVersionStage', move(stage, { RemoveFromVersion: 'v2' }))).toMatch(
        /^400 InvalidParameter /,
      );
    }
  });

  it('does nothing when the stage is there, and keeps the time of change', async () => {
    const { UpdateTime } = await environment.ok('DescribeSecret', { SecretName: 's' });
    environment.services.advance(60_000);
    await environment.ok('UpdateSecretVersionStage', move('blue', { MoveToVersion: 'v3' }));
    expect(await environment.ok('DescribeSecret', { SecretName: 's' })).toMatchObject({ UpdateTime });
  });

  it('rejects what is missing, unknown or on its way out', async () => {
    expect(await environment.rejected('UpdateSecretVersionStage', { SecretName: 's' })).toBe(missing('VersionStage'));
    expect(await environment.rejected('UpdateSecretVersionStage', move('x', {}))).toMatch(/^400 InvalidParameter /);
    expect(await environment.rejected('UpdateSecretVersionStage', move('x'.repeat(65), { MoveToVersion: 'v1' }))).toBe(
      invalid('VersionStage'),
    );
    expect(
      await environment.rejected('UpdateSecretVersionStage', {
        ...move('x', { MoveToVersion: 'v1' }),
        SecretName: 'nope',
      }),
    ).toBe(NOT_FOUND);
    for (const versions of [
      { MoveToVersion: 'v9' },
      { RemoveFromVersion: 'v9' },
      { MoveToVersion: 'v1', RemoveFromVersion: 'v9' },
    ]) {
      expect(
        await environment.rejected('UpdateSecretVersionStage', move('blue', versions as Record<string, string>)),
      ).toBe(NOT_FOUND);
    }
    await environment.ok('DeleteSecret', { SecretName: 's' });
    expect(await environment.rejected('UpdateSecretVersionStage', move('blue', { MoveToVersion: 'v1' }))).toBe(
      IN_WINDOW,
    );
  });
});

describe('ListSecretVersionIds', () => {
  it('lists versions that carry a stage, or all of them', async () => {
    await put(environment, 'v2');
    await put(environment, 'v3');
    expect(await environment.ok('ListSecretVersionIds', { SecretName: 's' })).toEqual({
      SecretName: 's',
      VersionIds: {
        VersionId: [
          { VersionId: 'v2', CreateTime: '2026-11-22T00:50:31Z', VersionStages: { VersionStage: ['ACSPrevious'] } },
          { VersionId: 'v3', CreateTime: '2026-11-22T00:50:31Z', VersionStages: { VersionStage: ['ACSCurrent'] } },
        ],
      },
      PageNumber: 1,
      PageSize: 20,
      TotalCount: 2,
      RequestId: expect.any(String),
    });
    expect(Object.keys(await stages(environment))).toEqual(['v1', 'v2', 'v3']);
    const page = await environment.ok('ListSecretVersionIds', {
      SecretName: 's',
      IncludeDeprecated: 'true',
      PageNumber: '2',
      PageSize: '2',
    });
    expect(page).toMatchObject({
      PageNumber: 2,
      PageSize: 2,
      TotalCount: 3,
      VersionIds: { VersionId: [{ VersionId: 'v3' }] },
    });
    expect(await environment.ok('ListSecretVersionIds', { SecretName: 's', PageNumber: '9' })).toMatchObject({
      TotalCount: 2,
      VersionIds: { VersionId: [] },
    });
  });

  it('rejects what is malformed or unknown', async () => {
    for (const [name, value] of [
      ['PageSize', '101'],
      ['PageSize', '0'],
      ['PageNumber', '0'],
      ['PageNumber', '-1'],
      ['PageNumber', '1.5'],
      ['IncludeDeprecated', 'x'],
    ] as const) {
      expect(await environment.rejected('ListSecretVersionIds', { SecretName: 's', [name]: value })).toBe(
        invalid(name),
      );
    }
    expect(await environment.rejected('ListSecretVersionIds')).toBe(missing('SecretName'));
    expect(await environment.rejected('ListSecretVersionIds', { SecretName: 'nope' })).toBe(NOT_FOUND);
  });
});
