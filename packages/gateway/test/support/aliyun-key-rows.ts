import { constants, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';

import { expect } from '@jest/globals';

import { BASE64, newKey, newName, nothing, type Params, type Row, UTC_SECONDS, UUID } from './aliyun-rows.ts';
import type { AliyunCall } from './aliyun.ts';

const NO_KEY = { but: { KeyId: '00000000-0000-4000-8000-000000000000' }, code: 'Forbidden.KeyNotFound' } as const;
const NO_ALIAS = { but: { AliasName: 'alias/nope' }, code: 'Forbidden.AliasNotFound' } as const;
const PLAINTEXT = Buffer.from('hello 中 𝄞').toString('base64');
const DIGEST = Buffer.alloc(32, 1).toString('base64');
const POLICY =
  '{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["acs:ram::1000000000000001:*"]},"Action":["kms:*"],"Resource":["*"]}]}';

const RECIPIENT = {
  PublicKeyBlob: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64'),
  WrappingKeySpec: 'RSA_2048',
  WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
};
const OAEP = { Algorithm: 'RSAES_OAEP_SHA_256' } as const;

const keyId = ({ KeyId }: Params) => ({ KeyId });
const ofVersion = ({ KeyId, KeyVersionId }: Params) => ({ KeyId, KeyVersionId });
const firstPage = { PageNumber: 1, PageSize: 10 } as const;

const onNewKey =
  (params: Params = {}, made: Params = {}) =>
  async (call: AliyunCall) => ({ KeyId: (await newKey(call, made)).KeyId, ...params });

/** The primary version of a new asymmetric key. */
async function newPair(call: AliyunCall, KeySpec: string, params: Params = {}): Promise<Params> {
  const { KeyId, KeyVersionId } = await newKey(call, { KeySpec, ...params });
  return { KeyId, KeyVersionId };
}

const newCipherPair = (call: AliyunCall) => newPair(call, 'RSA_2048', { KeyUsage: 'ENCRYPT/DECRYPT' });

async function newAlias(call: AliyunCall): Promise<{ KeyId: string; AliasName: string }> {
  const { KeyId } = await newKey(call);
  const AliasName = `alias/${newName()}`;
  await call('CreateAlias', { KeyId, AliasName });
  return { KeyId, AliasName };
}

async function ciphertext(call: AliyunCall): Promise<{ CiphertextBlob: string }> {
  const { CiphertextBlob } = (await call('Encrypt', { KeyId: (await newKey(call)).KeyId, Plaintext: PLAINTEXT })) as {
    CiphertextBlob: string;
  };
  return { CiphertextBlob };
}

/** Key material wrapped for a key that waits for it. */
async function material(call: AliyunCall): Promise<Params> {
  const { KeyId } = await newKey(call, { Origin: 'EXTERNAL' });
  const requested = await call('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm: 'RSAES_PKCS1_V1_5',
    WrappingKeySpec: 'RSA_2048',
  });
  const { PublicKey, ImportToken } = requested as { PublicKey: string; ImportToken: string };
  const key = {
    key: Buffer.from(PublicKey, 'base64'),
    format: 'der',
    type: 'spki',
    padding: constants.RSA_PKCS1_PADDING,
  } as const;
  return {
    KeyId,
    ImportToken,
    EncryptedKeyMaterial: publicEncrypt(key, randomBytes(32)).toString('base64'),
    KeyMaterialExpireUnix: '0',
  };
}

/** The life of keys: section 1.5 of the vendor's reference, up to their policies. */
const lifeRows: readonly Row[] = [
  {
    action: 'CreateKey',
    given: async () => ({
      Description: 'd',
      KeyUsage: 'ENCRYPT/DECRYPT',
      KeySpec: 'Aliyun_AES_256',
      ProtectionLevel: 'SOFTWARE',
      Origin: 'Aliyun_KMS',
    }),
    answer: () => ({
      KeyMetadata: {
        KeyId: UUID,
        KeyState: 'Enabled',
        KeyUsage: 'ENCRYPT/DECRYPT',
        Description: 'd',
        Creator: '1000000000000001',
        CreationDate: UTC_SECONDS,
        DeleteDate: '',
      },
    }),
    but: { KeySpec: 'AES' },
    code: 'InvalidParameter',
  },
  {
    action: 'DescribeKey',
    given: onNewKey(),
    answer: ({ KeyId }) => ({ KeyMetadata: { KeyId, KeyState: 'Enabled', Origin: 'Aliyun_KMS' } }),
    ...NO_KEY,
  },
  {
    action: 'ListKeys',
    given: async (call) => {
      await newKey(call);
      return { PageSize: '1' };
    },
    answer: () => ({
      Keys: { Key: [{ KeyId: UUID, KeyArn: expect.stringMatching(/^acs:kms:cn-hangzhou:1000000000000001:key\//) }] },
      PageNumber: 1,
      PageSize: 1,
    }),
    but: { PageSize: '101' },
    code: 'InvalidParameter',
  },
  {
    action: 'EnableKey',
    given: async (call) => {
      const { KeyId } = await newKey(call);
      await call('DisableKey', { KeyId });
      return { KeyId };
    },
    answer: nothing,
    ...NO_KEY,
  },
  { action: 'DisableKey', given: onNewKey(), answer: nothing, ...NO_KEY },
  {
    action: 'ScheduleKeyDeletion',
    given: onNewKey({ PendingWindowInDays: '7' }),
    answer: nothing,
    but: { PendingWindowInDays: '6' },
    code: 'InvalidParameter',
  },
  {
    action: 'CancelKeyDeletion',
    given: async (call) => {
      const { KeyId } = await newKey(call);
      await call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
      return { KeyId };
    },
    answer: nothing,
    ...NO_KEY,
  },
  {
    action: 'UpdateKeyDescription',
    given: onNewKey({ Description: 'e' }),
    answer: nothing,
    but: { Description: undefined },
    code: 'MissingParameter',
  },
  {
    action: 'UpdateRotationPolicy',
    given: onNewKey({ EnableAutomaticRotation: 'true', RotationInterval: '30d' }),
    answer: nothing,
    but: { RotationInterval: '366d' },
    code: 'InvalidParameter',
  },
  {
    action: 'SetDeletionProtection',
    given: async (call) => ({
      ProtectedResourceArn: (await newKey(call)).Arn,
      EnableDeletionProtection: 'true',
      DeletionProtectionDescription: 'why',
    }),
    answer: nothing,
    but: { EnableDeletionProtection: undefined },
    code: 'MissingParameter',
  },
  {
    action: 'CreateAlias',
    given: async (call) => ({ KeyId: (await newKey(call)).KeyId, AliasName: `alias/${newName()}` }),
    answer: nothing,
    but: {},
    code: 'AliasAlreadyExists',
  },
  {
    action: 'UpdateAlias',
    given: async (call) => ({ ...(await newAlias(call)), KeyId: (await newKey(call)).KeyId }),
    answer: nothing,
    ...NO_ALIAS,
  },
  {
    action: 'DeleteAlias',
    given: async (call) => ({ AliasName: (await newAlias(call)).AliasName }),
    answer: nothing,
    ...NO_ALIAS,
  },
  {
    action: 'ListAliases',
    given: async (call) => {
      await newAlias(call);
      return { PageSize: '1' };
    },
    answer: () => ({
      Aliases: {
        Alias: [
          { KeyId: UUID, AliasName: expect.stringMatching(/^alias\//), AliasArn: expect.stringContaining(':alias/') },
        ],
      },
      PageNumber: 1,
      PageSize: 1,
    }),
    but: { PageSize: '101' },
    code: 'InvalidParameter',
  },
  {
    action: 'ListAliasesByKeyId',
    given: async (call) => ({ KeyId: (await newAlias(call)).KeyId }),
    answer: ({ KeyId }) => ({ Aliases: { Alias: [{ KeyId }] }, ...firstPage, TotalCount: 1 }),
    ...NO_KEY,
  },
  {
    action: 'CreateKeyVersion',
    given: async (call) => ({ KeyId: (await newKey(call, { KeySpec: 'EC_P256' })).KeyId }),
    answer: ({ KeyId }) => ({ KeyVersion: { KeyId, KeyVersionId: UUID, CreationDate: UTC_SECONDS } }),
    ...NO_KEY,
  },
  {
    action: 'DescribeKeyVersion',
    given: (call) => newPair(call, 'EC_P256'),
    answer: (params) => ({ KeyVersion: { ...ofVersion(params), CreationDate: UTC_SECONDS } }),
    but: { KeyVersionId: '00000000-0000-4000-8000-000000000000' },
    code: 'Forbidden.KeyVersionNotFound',
  },
  {
    action: 'ListKeyVersions',
    given: onNewKey(),
    answer: ({ KeyId }) => ({
      KeyVersions: { KeyVersion: [{ KeyId, KeyVersionId: UUID, CreationDate: UTC_SECONDS }] },
      ...firstPage,
      TotalCount: 1,
    }),
    ...NO_KEY,
  },
  {
    action: 'GetParametersForImport',
    given: onNewKey({ WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }, { Origin: 'EXTERNAL' }),
    answer: ({ KeyId }) => ({
      KeyId,
      PublicKey: BASE64,
      ImportToken: expect.any(String),
      TokenExpireTime: UTC_SECONDS,
    }),
    ...NO_KEY,
  },
  {
    action: 'ImportKeyMaterial',
    given: material,
    answer: nothing,
    but: { ImportToken: 'x' },
    code: 'InvalidImportToken',
  },
  {
    action: 'DeleteKeyMaterial',
    given: async (call) => {
      const wrapped = await material(call);
      await call('ImportKeyMaterial', wrapped);
      return { KeyId: wrapped['KeyId'] ?? '' };
    },
    answer: nothing,
    ...NO_KEY,
  },
  {
    action: 'GetKeyPolicy',
    given: onNewKey({ PolicyName: 'default' }, { Policy: POLICY }),
    answer: () => ({ Policy: POLICY }),
    ...NO_KEY,
  },
  {
    action: 'SetKeyPolicy',
    given: onNewKey({ PolicyName: 'default', Policy: POLICY }),
    answer: nothing,
    but: { Policy: undefined },
    code: 'MissingParameter',
  },
  {
    action: 'ListResourceTags',
    given: async (call) => {
      const { KeyId } = await newKey(call);
      await call('TagResource', { KeyId, Tags: '[{"TagKey":"k","TagValue":"v"}]' });
      return { KeyId };
    },
    answer: ({ KeyId }) => ({ Tags: { Tag: [{ KeyId, TagKey: 'k', TagValue: 'v' }] } }),
    ...NO_KEY,
  },
];

/** What keys are for. */
const useRows: readonly Row[] = [
  {
    action: 'Encrypt',
    given: onNewKey({ Plaintext: PLAINTEXT }),
    answer: (params) => ({ ...keyId(params), KeyVersionId: UUID, CiphertextBlob: BASE64 }),
    ...NO_KEY,
  },
  {
    action: 'Decrypt',
    given: ciphertext,
    answer: () => ({ Plaintext: PLAINTEXT, KeyId: UUID, KeyVersionId: UUID }),
    but: { CiphertextBlob: 'eA==' },
    code: 'InvalidParameter',
  },
  {
    action: 'GenerateDataKey',
    given: onNewKey({ KeySpec: 'AES_128' }),
    answer: (params) => ({
      ...keyId(params),
      KeyVersionId: UUID,
      CiphertextBlob: BASE64,
      Plaintext: expect.stringMatching(/^[A-Za-z0-9+/]{22}==$/),
    }),
    but: { NumberOfBytes: '1025' },
    code: 'InvalidParameter',
  },
  {
    action: 'GenerateDataKeyWithoutPlaintext',
    given: onNewKey({ NumberOfBytes: '24' }),
    answer: (params) => ({ ...keyId(params), KeyVersionId: UUID, CiphertextBlob: BASE64 }),
    ...NO_KEY,
  },
  {
    action: 'ReEncrypt',
    given: async (call) => ({ ...(await ciphertext(call)), DestinationKeyId: (await newKey(call)).KeyId }),
    answer: ({ DestinationKeyId }) => ({ KeyId: DestinationKeyId, KeyVersionId: UUID, CiphertextBlob: BASE64 }),
    but: { SourceEncryptionContext: '{"a":"b"}' },
    code: 'InvalidParameter',
  },
  {
    action: 'ExportDataKey',
    given: async (call) => ({ ...(await ciphertext(call)), ...RECIPIENT }),
    answer: () => ({ KeyId: UUID, KeyVersionId: UUID, ExportedDataKey: BASE64 }),
    but: { PublicKeyBlob: 'eA==' },
    code: 'InvalidParameter',
  },
  {
    action: 'GenerateAndExportDataKey',
    given: onNewKey(RECIPIENT),
    answer: (params) => ({ ...keyId(params), KeyVersionId: UUID, CiphertextBlob: BASE64, ExportedDataKey: BASE64 }),
    ...NO_KEY,
  },
  {
    action: 'AsymmetricEncrypt',
    given: async (call) => ({ ...(await newCipherPair(call)), ...OAEP, Plaintext: PLAINTEXT }),
    answer: (params) => ({ ...ofVersion(params), CiphertextBlob: BASE64 }),
    // One byte more than RSAES_OAEP_SHA_256 takes of a key of 2048 bits.
    but: { Plaintext: Buffer.alloc(191).toString('base64') },
    code: 'InvalidParameter',
  },
  {
    action: 'AsymmetricDecrypt',
    given: async (call) => {
      const pair = { ...(await newCipherPair(call)), ...OAEP };
      const { CiphertextBlob } = (await call('AsymmetricEncrypt', { ...pair, Plaintext: PLAINTEXT })) as {
        CiphertextBlob: string;
      };
      return { ...pair, CiphertextBlob };
    },
    answer: (params) => ({ ...ofVersion(params), Plaintext: PLAINTEXT }),
    but: { CiphertextBlob: 'eA==' },
    code: 'InvalidParameter',
  },
  {
    action: 'AsymmetricSign',
    given: async (call) => ({ ...(await newPair(call, 'EC_P256')), Algorithm: 'ECDSA_SHA_256', Digest: DIGEST }),
    answer: (params) => ({ ...ofVersion(params), Value: BASE64 }),
    but: { Digest: 'eA==' },
    code: 'InvalidParameter',
  },
  {
    action: 'AsymmetricVerify',
    given: async (call) => {
      const signed = { ...(await newPair(call, 'EC_P256')), Algorithm: 'ECDSA_SHA_256', Digest: DIGEST };
      const { Value } = (await call('AsymmetricSign', signed)) as { Value: string };
      return { ...signed, Value };
    },
    answer: (params) => ({ ...ofVersion(params), Value: true }),
    but: { Value: undefined },
    code: 'MissingParameter',
  },
  {
    action: 'GetPublicKey',
    given: (call) => newPair(call, 'EC_P256'),
    answer: (params) => ({ ...ofVersion(params), PublicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/) }),
    ...NO_KEY,
  },
  {
    action: 'GenerateMac',
    given: async (call) => ({
      KeyId: (await newKey(call, { KeySpec: 'HMAC_SHA_256' })).KeyId,
      Algorithm: 'HMAC_SHA_256',
      Message: PLAINTEXT,
    }),
    answer: (params) => ({ ...keyId(params), Algorithm: 'HMAC_SHA_256', Mac: BASE64 }),
    ...NO_KEY,
  },
  {
    action: 'VerifyMac',
    given: async (call) => {
      const requested = {
        KeyId: (await newKey(call, { KeySpec: 'HMAC_SHA_256' })).KeyId,
        Algorithm: 'HMAC_SHA_256',
        Message: PLAINTEXT,
      };
      const { Mac } = (await call('GenerateMac', requested)) as { Mac: string };
      return { ...requested, Mac };
    },
    answer: (params) => ({ ...keyId(params), Algorithm: 'HMAC_SHA_256', Value: true }),
    but: { Mac: undefined },
    code: 'MissingParameter',
  },
];

export const keyRows: readonly Row[] = [...lifeRows, ...useRows];
