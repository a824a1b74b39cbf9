import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Environment, newEnvironment } from './environment.ts';

const DAY_MS = 86_400_000;
const NEW = { SecretName: 's', VersionId: 'v1', SecretData: 'x' };
const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const IN_WINDOW = '409 Rejected.ResourceInDeleteWindow secret in delete peroid';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', NEW);
});

describe('DeleteSecret', () => {
  it.each([
    [undefined, '2026-12-22T00:50:31Z'],
    ['7', '2026-11-29T00:50:31Z'],
    ['30', '2026-12-22T00:50:31Z'],
  ])('schedules after %s days', async (days, PlannedDeleteTime) => {
    const answer = await environment.ok('DeleteSecret', {
      SecretName: 's',
      ...(days !== undefined && { RecoveryWindowInDays: days }),
    });
    expect(answer).toEqual({ SecretName: 's', PlannedDeleteTime, RequestId: expect.any(String) });
    expect(await environment.ok('DescribeSecret', { SecretName: 's' })).toMatchObject({ PlannedDeleteTime });
  });

  it.each(['6', '31', '0', '-7', '7.5', 'x'])('rejects a window of %s days', async (RecoveryWindowInDays) => {
    const rejection = '400 InvalidParameter The specified parameter RecoveryWindowInDays is not valid.';
    expect(await environment.rejected('DeleteSecret', { SecretName: 's', RecoveryWindowInDays })).toBe(rejection);
  });

  it('forced, deletes at once, with a window as Terraform sends it or without', async () => {
    const answer = await environment.ok('DeleteSecret', {
      SecretName: 's',
      ForceDeleteWithoutRecovery: 'true',
      RecoveryWindowInDays: '30',
    });
    expect(answer).toMatchObject({ SecretName: 's', PlannedDeleteTime: '2026-11-22T00:50:31Z' });
    expect(await environment.rejected('DescribeSecret', { SecretName: 's' })).toBe(NOT_FOUND);
    expect(await environment.rejected('DeleteSecret', { SecretName: 's', ForceDeleteWithoutRecovery: 'true' })).toBe(
      NOT_FOUND,
    );
    await environment.ok('CreateSecret', NEW);
  });

  it('is rejected in the window, unless forced', async () => {
    await environment.ok('DeleteSecret', { SecretName: 's' });
    expect(await environment.rejected('DeleteSecret', { SecretName: 's' })).toBe(IN_WINDOW);
    await environment.ok('DeleteSecret', { SecretName: 's', ForceDeleteWithoutRecovery: 'True' });
    expect(await environment.rejected('DeleteSecret', { SecretName: 's' })).toBe(NOT_FOUND);
  });

  it('rejects what is missing or malformed', async () => {
    expect(await environment.rejected('DeleteSecret')).toBe(
      '400 MissingParameter The parameter  SecretName  needed but no provided.',
    );
    expect(await environment.rejected('DeleteSecret', { SecretName: 's', ForceDeleteWithoutRecovery: '1' })).toMatch(
      /^400 InvalidParameter .*ForceDeleteWithoutRecovery/,
    );
  });
});

describe('the window until a deletion', () => {
  beforeEach(async () => {
    await environment.ok('DeleteSecret', { SecretName: 's', RecoveryWindowInDays: '7' });
  });

  it('shows the secret and does not let it be changed or read', async () => {
    expect(await environment.ok('ListSecrets')).toMatchObject({
      TotalCount: 1,
      SecretList: { Secret: [{ PlannedDeleteTime: '2026-11-29T00:50:31Z' }] },
    });
    expect(await environment.ok('ListSecretVersionIds', { SecretName: 's' })).toMatchObject({ TotalCount: 1 });
    expect(await environment.rejected('CreateSecret', NEW)).toBe(
      '409 Rejected.ResourceInDeleteWindow The secret is planned to be deleted.',
    );
    for (const action of ['UpdateSecret', 'GetSecretValue'])
      expect(await environment.rejected(action, { SecretName: 's' })).toBe(IN_WINDOW);
    expect(await environment.rejected('PutSecretValue', { ...NEW, VersionId: 'v2' })).toBe(IN_WINDOW);
  });

  it('lets it be read where the switch says so', async () => {
    const reading = await newEnvironment({ services: environment.services, settings: { read_in_delete_window: true } });
    expect(await reading.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({ SecretData: 'x' });
    expect(await reading.rejected('PutSecretValue', { ...NEW, VersionId: 'v2' })).toBe(IN_WINDOW);
  });

  it('ends with the secret gone and its name free', async () => {
    environment.services.advance(7 * DAY_MS - 1);
    await environment.ok('DescribeSecret', { SecretName: 's' });
    environment.services.advance(1);
    for (const action of ['DescribeSecret', 'GetSecretValue', 'RestoreSecret'])
      expect(await environment.rejected(action, { SecretName: 's' })).toBe(NOT_FOUND);
    expect(await environment.ok('ListSecrets')).toMatchObject({ TotalCount: 0 });
    await environment.ok('CreateSecret', NEW);
  });
});

describe('RestoreSecret', () => {
  it('takes a deletion back', async () => {
    await environment.ok('DeleteSecret', { SecretName: 's' });
    expect(await environment.ok('RestoreSecret', { SecretName: 's' })).toEqual({
      SecretName: 's',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribeSecret', { SecretName: 's' })).not.toHaveProperty('PlannedDeleteTime');
    expect(await environment.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({ SecretData: 'x' });
  });

  it('rejects a secret that is not on its way out, or not there', async () => {
    expect(await environment.rejected('RestoreSecret', { SecretName: 's' })).toBe(
      '409 Rejected.ResourceInUse restore normal secret',
    );
    expect(await environment.rejected('RestoreSecret', { SecretName: 'nope' })).toBe(NOT_FOUND);
    expect(await environment.rejected('RestoreSecret')).toBe(
      '400 MissingParameter The parameter  SecretName  needed but no provided.',
    );
  });
});
