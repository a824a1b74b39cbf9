import { beforeEach, describe, expect, it } from '@jest/globals';

import { json } from '../environment.ts';
import {
  ACCOUNT,
  type KeyEnvironment,
  NOT_FOUND,
  REJECTED,
  UNSUPPORTED,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const RequestId = expect.any(String);

let environment: KeyEnvironment;
beforeEach(async () => {
  environment = await keyEnvironment({ settings: { instances: [{ id: 'kst-1' }] } });
});

describe('CreateKey and DescribeKey', () => {
  it('show a key of the service with all its fields', async () => {
    const answer = await environment.ok('CreateKey');
    const { KeyId, PrimaryKeyVersion } = (answer as { KeyMetadata: Record<string, string> }).KeyMetadata;
    const metadata = {
      Arn: `acs:kms:cn-hangzhou:${ACCOUNT}:key/${String(KeyId)}`,
      KeyId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT/DECRYPT',
      KeySpec: 'Aliyun_AES_256',
      Origin: 'Aliyun_KMS',
      ProtectionLevel: 'SOFTWARE',
      Description: '',
      Creator: ACCOUNT,
      CreationDate: '2026-11-22T00:50:31Z',
      DeleteDate: '',
      MaterialExpireTime: '',
      PrimaryKeyVersion: expect.stringMatching(/^[0-9a-f-]{36}$/),
      LastRotationDate: '2026-11-22T00:50:31Z',
      AutomaticRotation: 'Disabled',
    };
    expect(answer).toEqual({ KeyMetadata: metadata, RequestId });
    expect(PrimaryKeyVersion).not.toBe(KeyId);
    expect(await environment.ok('DescribeKey', { KeyId: KeyId ?? '' })).toEqual({
      KeyMetadata: { ...metadata, DeletionProtection: 'Disabled' },
      RequestId,
    });
  });

  it('take every parameter', async () => {
    const key = await environment.create({
      Description: '密钥',
      KeySpec: 'Aliyun_AES_128',
      KeyUsage: 'ENCRYPT/DECRYPT',
      Origin: 'Aliyun_KMS',
      ProtectionLevel: 'HSM',
      EnableAutomaticRotation: 'TRUE',
      RotationInterval: '168h',
      DKMSInstanceId: 'kst-1',
      KeyStorageMechanism: 'HsmInternal',
      Tags: '[{"TagKey":"a","TagValue":"b"}]',
      Policy:
        '{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["acs:ram::1:*"]},"Action"' +
        ':["kms:*"],"Resource":["*"]}]}',
    });
    expect(key).toMatchObject({
      Description: '密钥',
      KeySpec: 'Aliyun_AES_128',
      ProtectionLevel: 'HSM',
      AutomaticRotation: 'Enabled',
      RotationInterval: '604800s',
      NextRotationDate: '2026-11-29T00:50:31Z',
      DKMSInstanceId: 'kst-1',
    });
    expect(await environment.ok('GetKeyPolicy', { KeyId: key['KeyId'] ?? '' })).toMatchObject({
      Policy: expect.stringContaining('acs:ram::1:*'),
    });
  });

  it.each([
    ['Aliyun_SM4', 'ENCRYPT/DECRYPT'],
    ['RSA_2048', 'ENCRYPT/DECRYPT'],
    ['EC_P256', 'SIGN/VERIFY'],
    ['EC_P256K', 'SIGN/VERIFY'],
    ['EC_SM2', 'SIGN/VERIFY'],
    ['EC_SM2', 'ENCRYPT/DECRYPT'],
    ['HMAC_SHA_256', 'GENERATE/VERIFY_MAC'],
  ])('make a key of %s for %s', async (KeySpec, KeyUsage) => {
    expect(await environment.create({ KeySpec, KeyUsage })).toMatchObject({ KeySpec, KeyUsage, KeyState: 'Enabled' });
  });

  it('sign by default where the spec can sign', async () => {
    for (const KeySpec of ['RSA_2048', 'EC_P256', 'EC_SM2'])
      expect(await environment.create({ KeySpec })).toMatchObject({ KeyUsage: 'SIGN/VERIFY' });
  });

  it('leave an external key without material, waiting for it', async () => {
    expect(await environment.create({ Origin: 'EXTERNAL', KeySpec: 'Aliyun_SM4' })).toMatchObject({
      Origin: 'EXTERNAL',
      KeyState: 'PendingImport',
    });
  });

  it('take a description of 8192 characters and no more', async () => {
    await environment.create({ Description: '字'.repeat(8192) });
    expect(await environment.rejected('CreateKey', { Description: '字'.repeat(8193) })).toBe(invalid('Description'));
  });

  it('reject what is not valid, or does not fit together', async () => {
    for (const [name, value] of [
      ['KeySpec', 'AES_256'],
      ['KeyUsage', 'ENCRYPT'],
      ['Origin', 'external'],
      ['ProtectionLevel', 'hsm'],
      ['EnableAutomaticRotation', '1'],
      ['KeyStorageMechanism', 'x'],
      ['Tags', '{}'],
      ['Policy', '{}'],
    ] as const) {
      expect(await environment.rejected('CreateKey', { [name]: value })).toBe(invalid(name));
    }
    for (const RotationInterval of ['6d', '366d', '604799s', '7w']) {
      const rotating = { EnableAutomaticRotation: 'true', RotationInterval };
      expect(await environment.rejected('CreateKey', rotating)).toBe(invalid('RotationInterval'));
      await environment.create({ ...rotating, EnableAutomaticRotation: 'false' });
    }
    expect(await environment.rejected('CreateKey', { EnableAutomaticRotation: 'true' })).toBe(
      missing('RotationInterval'),
    );
    for (const RotationInterval of ['7d', '365d', '604800s', '10080m'])
      await environment.create({ EnableAutomaticRotation: 'true', RotationInterval });
    expect(await environment.rejected('CreateKey', { KeySpec: 'EC_P256', KeyUsage: 'ENCRYPT/DECRYPT' })).toBe(
      UNSUPPORTED,
    );
    expect(await environment.rejected('CreateKey', { KeySpec: 'EC_P256', Origin: 'EXTERNAL' })).toBe(UNSUPPORTED);
    expect(
      await environment.rejected('CreateKey', {
        Origin: 'EXTERNAL',
        EnableAutomaticRotation: 'true',
        RotationInterval: '7d',
      }),
    ).toBe(UNSUPPORTED);
    expect(
      await environment.rejected('CreateKey', {
        KeySpec: 'EC_P256',
        EnableAutomaticRotation: 'true',
        RotationInterval: '7d',
      }),
    ).toBe(UNSUPPORTED);
    expect(await environment.rejected('CreateKey', { DKMSInstanceId: 'kst-2' })).toBe(
      '403 Forbidden.DKMSInstanceNotFound The specified DKMS Instance is not found.',
    );
    expect((await environment.ok('ListKeys'))['TotalCount']).toBe(8);
  });

  it('find a key by id, alias and either ARN, of this place alone', async () => {
    const { KeyId = '' } = await environment.create();
    await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/a/b' });
    const here = `acs:kms:cn-hangzhou:${ACCOUNT}`;
    for (const named of [KeyId, 'alias/a/b', `${here}:key/${KeyId}`, `${here}:alias/a/b`])
      expect(await environment.describe(named)).toMatchObject({ KeyId });
    for (const named of ['nope', `acs:kms:cn-beijing:${ACCOUNT}:key/${KeyId}`, `acs:kms:cn-hangzhou:2:key/${KeyId}`])
      expect(await environment.rejected('DescribeKey', { KeyId: named })).toBe(NOT_FOUND);
    for (const named of ['alias/nope', 'acs:kms:cn-hangzhou:2:alias/a/b'])
      expect(await environment.rejected('DescribeKey', { KeyId: named })).toMatch(/^404 Forbidden.AliasNotFound /);
    expect(await environment.rejected('DescribeKey')).toBe(missing('KeyId'));
  });

  it('answer in XML too', async () => {
    const { body } = await environment.xml('CreateKey', { Description: '<&>' });
    expect(body).toMatch(
      /^<KMS><KeyMetadata><Arn>.*<Description>&lt;&amp;&gt;<\/Description>.*<\/KeyMetadata><RequestId>[^<]+<.*S>$/,
    );
    const KeyId = /<KeyId>([^<]+)/.exec(String(body))?.[1] ?? '';
    expect((await environment.xml('DescribeKey', { KeyId })).body).toContain(
      '<DeletionProtection>Disabled</DeletionProtection></KeyMetadata>',
    );
    expect(json(await environment.acs3('DescribeKey', { KeyId }))).toMatchObject({ KeyMetadata: { KeyId } });
  });
});

describe('UpdateKeyDescription', () => {
  it('replaces the description, by nothing too', async () => {
    const { KeyId = '' } = await environment.create({ Description: 'old' });
    expect(await environment.ok('UpdateKeyDescription', { KeyId, Description: 'new' })).toEqual({ RequestId });
    expect(await environment.describe(KeyId)).toMatchObject({ Description: 'new' });
    await environment.ok('UpdateKeyDescription', { KeyId, Description: '' });
    expect(await environment.describe(KeyId)).toMatchObject({ Description: '' });
    expect(await environment.rejected('UpdateKeyDescription', { KeyId })).toBe(missing('Description'));
    expect(await environment.rejected('UpdateKeyDescription', { KeyId, Description: 'x'.repeat(8193) })).toBe(
      invalid('Description'),
    );
  });
});

describe("the service's own key", () => {
  it('is listed, and can be neither switched off nor deleted', async () => {
    await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
    const { Keys } = (await environment.ok('ListKeys', {
      Filters: '[{"Key":"CreatorType","Values":["Service"]}]',
    })) as {
      Keys: { Key: { KeyId: string }[] };
    };
    const KeyId = Keys.Key[0]?.KeyId ?? '';
    expect(Keys.Key).toHaveLength(1);
    for (const action of ['DisableKey', 'ScheduleKeyDeletion', 'UpdateRotationPolicy']) {
      expect(
        await environment.rejected(action, { KeyId, PendingWindowInDays: '7', EnableAutomaticRotation: 'false' }),
      ).toBe(REJECTED);
    }
  });
});
