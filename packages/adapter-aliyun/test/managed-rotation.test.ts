import { beforeEach, describe, expect, it } from '@jest/globals';
import { type RotationTarget, runDue } from '@dragoman/core';

import { type Params, type Environment, newEnvironment } from './environment.ts';
import { json, RDS, DOUBLE } from './managed-secret-data.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

/** Takes turns among the accounts of a value: the last one comes first and gets a new password. */
const turning: RotationTarget = {
  async create({ current }) {
    const { Accounts } = JSON.parse(current.data) as { Accounts: { AccountName: string; AccountPassword: string }[] };
    const [next, ...rest] = [...Accounts.slice(-1), ...Accounts.slice(0, -1)];
    return {
      type: 'text',
      data: json({
        Accounts: [
          { AccountName: next?.AccountName ?? '', AccountPassword: `new-${next?.AccountName ?? ''}` },
          ...rest,
        ],
      }),
    };
  },
  apply: async () => undefined,
};

async function value(SecretName: string, params: Params = {}): Promise<unknown> {
  const { SecretData } = await environment.ok('GetSecretValue', { SecretName, ...params });
  return JSON.parse(SecretData as string);
}

describe('RotateSecret', () => {
  beforeEach(async () => {
    Object.assign(environment.services, { rotationTarget: turning });
    await environment.ok('CreateSecret', DOUBLE);
  });

  it('lets two accounts take turns', async () => {
    expect(await environment.ok('RotateSecret', { SecretName: 'rds', VersionId: 'v2' })).toEqual({
      Arn: 'acs:kms:cn-hangzhou:1000000000000001:secret/rds',
      SecretName: 'rds',
      VersionId: 'v2',
      RequestId: expect.any(String),
    });
    expect(await value('rds')).toEqual({ AccountName: 'two', AccountPassword: 'new-two' });
    expect(await value('rds', { VersionStage: 'ACSPrevious' })).toEqual({
      AccountName: 'one',
      AccountPassword: 'pw-one',
    });
    environment.services.advance(60_000);
    await environment.ok('RotateSecret', {
      SecretName: 'acs:kms:cn-hangzhou:1000000000000001:secret/rds',
      VersionId: 'v3',
    });
    expect(await value('rds')).toEqual({ AccountName: 'one', AccountPassword: 'new-one' });
    expect(await value('rds', { VersionStage: 'ACSPrevious' })).toEqual({
      AccountName: 'two',
      AccountPassword: 'new-two',
    });
    expect(await environment.ok('DescribeSecret', { SecretName: 'rds' })).toMatchObject({
      LastRotationDate: '2026-11-22T00:51:31Z',
      AutomaticRotation: 'Disabled',
    });
    expect(await environment.ok('GetSecretValue', { SecretName: 'rds' })).toMatchObject({
      LastRotationDate: '2026-11-22T00:51:31Z',
    });
  });

  it('leaves a version that is there already alone, with success', async () => {
    for (const VersionId of ['v2', 'v2', 'v1'])
      expect(await environment.ok('RotateSecret', { SecretName: 'rds', VersionId })).toMatchObject({ VersionId });
    expect(await value('rds')).toEqual({ AccountName: 'two', AccountPassword: 'new-two' });
    expect(
      await environment.ok('ListSecretVersionIds', { SecretName: 'rds', IncludeDeprecated: 'true' }),
    ).toMatchObject({
      TotalCount: 2,
    });
  });

  it('rejects what misses, is unknown, or waits for its deletion', async () => {
    expect(await environment.rejected('RotateSecret', { SecretName: 'rds' })).toBe(missing('VersionId'));
    expect(await environment.rejected('RotateSecret', { VersionId: 'v2' })).toBe(missing('SecretName'));
    expect(await environment.rejected('RotateSecret', { SecretName: 'nope', VersionId: 'v2' })).toBe(NOT_FOUND);
    expect(await environment.rejected('RotateSecret', { SecretName: 'rds', VersionId: 'v'.repeat(65) })).toBe(
      invalid('VersionId'),
    );
    await environment.ok('DeleteSecret', { SecretName: 'rds' });
    expect(await environment.rejected('RotateSecret', { SecretName: 'rds', VersionId: 'v2' })).toMatch(
      /^409 Rejected.ResourceInDeleteWindow/,
    );
  });
});

describe('UpdateSecretRotationPolicy', () => {
  const presented = async () => {
    const { AutomaticRotation, RotationInterval, NextRotationDate } = await environment.ok('DescribeSecret', {
      SecretName: 'rds',
    });
    return [AutomaticRotation, RotationInterval, NextRotationDate];
  };

  it('turns rotation on and off, with the interval in seconds and the next date', async () => {
    expect(
      await environment.ok('CreateSecret', { ...RDS, EnableAutomaticRotation: 'true', RotationInterval: '7d' }),
    ).toMatchObject({
      AutomaticRotation: 'Enabled',
      RotationInterval: '604800s',
      NextRotationDate: '2026-11-29T00:50:31Z',
    });
    expect(
      await environment.ok('UpdateSecretRotationPolicy', {
        SecretName: 'rds',
        EnableAutomaticRotation: 'false',
        RotationInterval: '1s',
      }),
    ).toEqual({ SecretName: 'rds', RequestId: expect.any(String) });
    expect(await presented()).toEqual(['Disabled', undefined, undefined]);
    await environment.ok('UpdateSecretRotationPolicy', {
      SecretName: 'rds',
      EnableAutomaticRotation: 'true',
      RotationInterval: '6h',
    });
    expect(await presented()).toEqual(['Enabled', '21600s', '2026-11-22T06:50:31Z']);
    expect(await environment.ok('GetSecretValue', { SecretName: 'rds' })).toMatchObject({
      AutomaticRotation: 'Enabled',
      RotationInterval: '21600s',
    });
  });

  it('needs the interval with rotation enabled, even where the secret had one before', async () => {
    await environment.ok('CreateSecret', { ...RDS, EnableAutomaticRotation: 'true', RotationInterval: '7d' });
    expect(
      await environment.rejected('UpdateSecretRotationPolicy', { SecretName: 'rds', EnableAutomaticRotation: 'true' }),
    ).toBe(missing('RotationInterval'));
    expect(await presented()).toEqual(['Enabled', '604800s', '2026-11-29T00:50:31Z']);
  });

  it.each(['nonsense', '0s', '99999d'])('ignores the interval %s with rotation disabled', async (RotationInterval) => {
    await environment.ok('CreateSecret', { ...RDS, EnableAutomaticRotation: 'true', RotationInterval: '7d' });
    await environment.ok('UpdateSecretRotationPolicy', {
      SecretName: 'rds',
      EnableAutomaticRotation: 'false',
      RotationInterval,
    });
    expect(await presented()).toEqual(['Disabled', undefined, undefined]);
    await environment.ok('CreateSecret', { ...RDS, SecretName: 'other', RotationInterval });
  });

  it('is Invalid after the third failure in a row, until it is turned on again', async () => {
    await environment.ok('CreateSecret', { ...RDS, EnableAutomaticRotation: 'true', RotationInterval: '7d' });
    const { services } = environment;
    services.rotationTarget.failing = ['create'];
    for (const pause of [7 * 86_400_000, 10_000, 20_000]) {
      expect(await presented()).toEqual(['Enabled', '604800s', expect.any(String)]);
      services.advance(pause);
      for (const secret of await services.secrets.listDue(services.clock.now(), 1))
        await runDue(services, secret, services.clock.now(), (error) => {
          throw error;
        });
    }
    expect(await presented()).toEqual(['Invalid', undefined, undefined]);
    expect(await value('rds')).toEqual({ AccountName: 'user', AccountPassword: 'pw-user' });
    const on = { SecretName: 'rds', EnableAutomaticRotation: 'true', RotationInterval: '7d' };
    await environment.ok('UpdateSecretRotationPolicy', on);
    expect(await presented()).toEqual(['Enabled', '604800s', expect.any(String)]);
  });

  it('rejects what misses or does not fit', async () => {
    await environment.ok('CreateSecret', RDS);
    expect(await environment.rejected('UpdateSecretRotationPolicy', { SecretName: 'rds' })).toBe(
      missing('EnableAutomaticRotation'),
    );
    expect(
      await environment.rejected('UpdateSecretRotationPolicy', { SecretName: 'rds', EnableAutomaticRotation: 'x' }),
    ).toBe(invalid('EnableAutomaticRotation'));
    expect(
      await environment.rejected('UpdateSecretRotationPolicy', { SecretName: 'rds', EnableAutomaticRotation: 'true' }),
    ).toBe(missing('RotationInterval'));
    for (const RotationInterval of ['7w', '5h', '8761h']) {
      expect(
        await environment.rejected('UpdateSecretRotationPolicy', {
          SecretName: 'rds',
          EnableAutomaticRotation: 'true',
          RotationInterval,
        }),
      ).toBe(invalid('RotationInterval'));
    }
    expect(
      await environment.rejected('UpdateSecretRotationPolicy', {
        SecretName: 'nope',
        EnableAutomaticRotation: 'false',
      }),
    ).toBe(NOT_FOUND);
    await environment.ok('DeleteSecret', { SecretName: 'rds' });
    expect(
      await environment.rejected('UpdateSecretRotationPolicy', { SecretName: 'rds', EnableAutomaticRotation: 'false' }),
    ).toMatch(/^409 Rejected.ResourceInDeleteWindow/);
  });
});
