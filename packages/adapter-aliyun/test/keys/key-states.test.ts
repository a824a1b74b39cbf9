import { beforeEach, describe, expect, it } from '@jest/globals';

import { json } from '../environment.ts';
import {
  KEPT,
  type KeyEnvironment,
  NOT_FOUND,
  NO_ALIASES_HERE,
  REJECTED,
  UNSUPPORTED,
  inState,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const DAY = 86_400_000;
const RequestId = expect.any(String);

let environment: KeyEnvironment;
beforeEach(async () => {
  environment = await keyEnvironment({ settings: { instances: [{ id: 'kst-1' }] } });
});

const STATES = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'] as const;
const PLAIN = { Plaintext: 'eA==', NumberOfBytes: '1' };
const ok = 'ok';
const unusable = [ok, inState('Disabled'), inState('PendingDeletion'), inState('PendingImport')];
const steady = [ok, ok, ok, ok];

/** The vendor's table of states, row by row, in the order of STATES. */
const TABLE: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['Encrypt', PLAIN, unusable],
  ['GenerateDataKey', PLAIN, unusable],
  ['GenerateDataKeyWithoutPlaintext', PLAIN, unusable],
  ['EnableKey', {}, [ok, ok, KEPT, KEPT]],
  ['DisableKey', {}, [ok, ok, KEPT, KEPT]],
  ['ScheduleKeyDeletion', { PendingWindowInDays: '7' }, [ok, ok, KEPT, ok]],
  ['CancelKeyDeletion', {}, [KEPT, KEPT, ok, KEPT]],
  ['CreateAlias', { AliasName: 'alias/new' }, [ok, ok, KEPT, ok]],
  ['UpdateAlias', { AliasName: 'alias/there' }, [ok, ok, inState('PendingDeletion'), ok]],
  ['DescribeKey', {}, steady],
  ['ListKeyVersions', {}, steady],
  ['ListAliasesByKeyId', {}, steady],
  ['ListResourceTags', {}, steady],
  ['UpdateKeyDescription', { Description: 'x' }, steady],
  ['GetKeyPolicy', {}, steady],
  ['UpdateRotationPolicy', { EnableAutomaticRotation: 'true', RotationInterval: '7d' }, unusable],
];

describe('the table of states', () => {
  it.each(
    TABLE.flatMap(([action, params, outcomes]) =>
      STATES.map((state, at) => [action, state, outcomes[at] ?? '', params] as const),
    ),
  )('%s of a key that is %s: %s', async (action, state, outcome, params) => {
    const { KeyId: other = '' } = await environment.create();
    await environment.ok('CreateAlias', { KeyId: other, AliasName: 'alias/there' });
    const KeyId = await environment.keyIn(state);
    const response = await environment.v1(action, { ...params, KeyId });
    const { Code, Message } = json(response);
    expect(response.status === 200 ? ok : `${response.status} ${String(Code)} ${String(Message)}`).toBe(outcome);
  });

  it('holds for what is encrypted already', async () => {
    const { KeyId = '' } = await environment.create();
    const { CiphertextBlob = '' } = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' });
    await environment.ok('DisableKey', { KeyId });
    expect(await environment.rejected('Decrypt', { CiphertextBlob })).toBe(inState('Disabled'));
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
    expect(await environment.rejected('Decrypt', { CiphertextBlob })).toBe(inState('PendingDeletion'));
    environment.services.advance(7 * DAY);
    expect(await environment.rejected('Decrypt', { CiphertextBlob })).toBe(NOT_FOUND);
  });
});

describe('the state of a key', () => {
  it('goes off and on, and needs an id', async () => {
    const { KeyId = '' } = await environment.create();
    expect(await environment.ok('DisableKey', { KeyId })).toEqual({ RequestId });
    expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'Disabled' });
    expect((await environment.xml('EnableKey', { KeyId })).body).toMatch(/^<KMS><RequestId>[^<]+<\/RequestId><\/KMS>$/);
    expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'Enabled' });
    await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/a' });
    for (const action of [
      'EnableKey',
      'DisableKey',
      'CancelKeyDeletion',
      'DeleteKeyMaterial',
      'ScheduleKeyDeletion',
      'UpdateRotationPolicy',
      'UpdateKeyDescription',
      'GetKeyPolicy',
    ]) {
      const more = { PendingWindowInDays: '7', EnableAutomaticRotation: 'false', Description: '' };
      expect(await environment.rejected(action, { ...more, KeyId: 'alias/a' })).toBe(NO_ALIASES_HERE);
      expect(await environment.rejected(action, { ...more, KeyId: 'nope' })).toBe(NOT_FOUND);
      expect(await environment.rejected(action, more)).toBe(missing('KeyId'));
    }
  });

  it('ends with a deletion, which can be taken back', async () => {
    const { KeyId = '' } = await environment.create();
    for (const PendingWindowInDays of ['6', '367', '0', '-7', '7.0', 'x'])
      expect(await environment.rejected('ScheduleKeyDeletion', { KeyId, PendingWindowInDays })).toBe(
        invalid('PendingWindowInDays'),
      );
    expect(await environment.rejected('ScheduleKeyDeletion', { KeyId })).toBe(missing('PendingWindowInDays'));
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '366' });
    expect(await environment.describe(KeyId)).toMatchObject({
      KeyState: 'PendingDeletion',
      DeleteDate: '2027-11-23T00:50:31Z',
    });
    expect(await environment.ok('CancelKeyDeletion', { KeyId })).toEqual({ RequestId });
    expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'Enabled', DeleteDate: '' });
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
    environment.services.advance(7 * DAY - 1);
    await environment.describe(KeyId);
    environment.services.advance(1);
    expect(await environment.rejected('DescribeKey', { KeyId })).toBe(NOT_FOUND);
  });

  it('is protected where asked for', async () => {
    const { KeyId = '', Arn = '' } = await environment.create();
    expect(
      await environment.ok('SetDeletionProtection', {
        ProtectedResourceArn: Arn,
        EnableDeletionProtection: 'true',
        DeletionProtectionDescription: 'in use',
      }),
    ).toEqual({ RequestId });
    expect(await environment.describe(KeyId)).toMatchObject({
      DeletionProtection: 'Enabled',
      DeletionProtectionDescription: 'in use',
    });
    expect(await environment.rejected('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' })).toBe(KEPT);
    await environment.ok('SetDeletionProtection', { KeyId, EnableDeletionProtection: 'false' });
    expect(await environment.describe(KeyId)).toMatchObject({ DeletionProtection: 'Disabled' });
    expect((await environment.describe(KeyId))['DeletionProtectionDescription']).toBe(undefined);
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
    const on = { EnableDeletionProtection: 'true' };
    expect(await environment.rejected('SetDeletionProtection', { KeyId })).toBe(missing('EnableDeletionProtection'));
    expect(await environment.rejected('SetDeletionProtection', on)).toBe(
      '400 InvalidParameter The specified parameter is not valid.',
    );
    expect(await environment.rejected('SetDeletionProtection', { ...on, KeyId, ProtectedResourceArn: Arn })).toBe(
      '400 InvalidParameter The specified parameter is not valid.',
    );
    expect(await environment.rejected('SetDeletionProtection', { ...on, ProtectedResourceArn: KeyId })).toBe(
      invalid('ProtectedResourceArn'),
    );
    expect(await environment.rejected('SetDeletionProtection', { ...on, ProtectedResourceArn: `${Arn}x` })).toBe(
      NOT_FOUND,
    );
    expect(await environment.rejected('SetDeletionProtection', { ...on, KmsInstanceId: 'kst-9' })).toBe(
      '403 Forbidden.DKMSInstanceNotFound The specified DKMS Instance is not found.',
    );
  });
});

describe('UpdateRotationPolicy', () => {
  it('needs an interval that fits with rotation enabled, and ignores any with rotation disabled', async () => {
    const { KeyId = '' } = await environment.create({ EnableAutomaticRotation: 'true', RotationInterval: '7d' });
    const enabled = { KeyId, EnableAutomaticRotation: 'true' };
    expect(await environment.rejected('UpdateRotationPolicy', enabled)).toBe(missing('RotationInterval'));
    expect(await environment.rejected('UpdateRotationPolicy', { ...enabled, RotationInterval: '7w' })).toBe(
      invalid('RotationInterval'),
    );
    await environment.ok('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: 'false', RotationInterval: '7w' });
    expect(await environment.describe(KeyId)).toMatchObject({ AutomaticRotation: 'Disabled' });
  });

  it('turns rotation on and off', async () => {
    const { KeyId = '' } = await environment.create();
    expect(
      await environment.ok('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: 'true', RotationInterval: '30d' }),
    ).toEqual({ RequestId });
    expect(await environment.describe(KeyId)).toMatchObject({
      AutomaticRotation: 'Enabled',
      RotationInterval: '2592000s',
      NextRotationDate: '2026-12-22T00:50:31Z',
    });
    await environment.ok('DisableKey', { KeyId });
    expect(await environment.describe(KeyId)).toMatchObject({
      AutomaticRotation: 'Suspended',
      RotationInterval: '2592000s',
    });
    await environment.ok('EnableKey', { KeyId });
    await environment.ok('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: 'false', RotationInterval: '1s' });
    const off = await environment.describe(KeyId);
    expect([off['AutomaticRotation'], off['RotationInterval'], off['NextRotationDate']]).toEqual([
      'Disabled',
      undefined,
      undefined,
    ]);
  });

  it('rejects intervals out of range, and keys that cannot rotate', async () => {
    const { KeyId = '' } = await environment.create();
    const on = { KeyId, EnableAutomaticRotation: 'true' };
    for (const RotationInterval of ['6d', '366d', 'd', '7'])
      expect(await environment.rejected('UpdateRotationPolicy', { ...on, RotationInterval })).toBe(
        invalid('RotationInterval'),
      );
    expect(await environment.rejected('UpdateRotationPolicy', { KeyId })).toBe(missing('EnableAutomaticRotation'));
    const { KeyId: pair = '' } = await environment.create({ KeySpec: 'EC_P256' });
    expect(await environment.rejected('UpdateRotationPolicy', { ...on, KeyId: pair, RotationInterval: '7d' })).toBe(
      REJECTED,
    );
  });
});

describe('a secret with an EncryptionKeyId', () => {
  it('can be read only while the key works', async () => {
    const { KeyId = '' } = await environment.create();
    await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x', EncryptionKeyId: KeyId });
    expect(await environment.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({ SecretData: 'x' });
    await environment.ok('DisableKey', { KeyId });
    expect(await environment.rejected('GetSecretValue', { SecretName: 's' })).toBe(inState('Disabled'));
    expect(await environment.rejected('PutSecretValue', { SecretName: 's', VersionId: 'v2', SecretData: 'y' })).toBe(
      inState('Disabled'),
    );
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
    expect(await environment.rejected('GetSecretValue', { SecretName: 's' })).toBe(inState('PendingDeletion'));
    await environment.ok('CancelKeyDeletion', { KeyId });
    expect(await environment.ok('GetSecretValue', { SecretName: 's' })).toMatchObject({ SecretData: 'x' });
    const { KeyId: pair = '' } = await environment.create({ KeySpec: 'EC_P256' });
    expect(
      await environment.rejected('CreateSecret', {
        SecretName: 't',
        VersionId: 'v1',
        SecretData: 'x',
        EncryptionKeyId: pair,
      }),
    ).toBe(UNSUPPORTED);
  });
});
