import { constants, createPublicKey, publicEncrypt } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import {
  type KeyEnvironment,
  KEPT,
  NOT_FOUND,
  NO_ALIASES_HERE,
  base64,
  inState,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const RequestId = expect.any(String);
const NOW = Date.parse('2026-11-22T00:50:31Z') / 1000;
const ORIGIN = '400 Unsupported.Origin This key origin is not valid for this api.';
const MATERIAL = Buffer.alloc(32, 5);

let environment: KeyEnvironment;
let KeyId = '';
beforeEach(async () => {
  environment = await keyEnvironment();
  ({ KeyId = '' } = await environment.create({ Origin: 'EXTERNAL' }));
});

const PADDINGS = {
  RSAES_PKCS1_V1_5: { padding: constants.RSA_PKCS1_PADDING },
  RSAES_OAEP_SHA_1: { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
  RSAES_OAEP_SHA_256: { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
} as const;

/** What ImportKeyMaterial takes, for a material. */
async function wrapped(material: Buffer, WrappingAlgorithm: keyof typeof PADDINGS = 'RSAES_OAEP_SHA_256') {
  const { PublicKey = '', ImportToken = '' } = await environment.text('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm,
    WrappingKeySpec: 'RSA_2048',
  });
  const key = createPublicKey({ key: Buffer.from(PublicKey, 'base64'), format: 'der', type: 'spki' });
  return {
    KeyId,
    ImportToken,
    EncryptedKeyMaterial: base64(publicEncrypt({ key, ...PADDINGS[WrappingAlgorithm] }, material)),
    KeyMaterialExpireUnix: '0',
  };
}

describe('GetParametersForImport', () => {
  it('answers a public key, and a token for a day', async () => {
    const answer = await environment.ok('GetParametersForImport', {
      KeyId,
      WrappingAlgorithm: 'RSAES_PKCS1_V1_5',
      WrappingKeySpec: 'RSA_2048',
    });
    expect(answer).toEqual({
      KeyId,
      ImportToken: expect.any(String),
      PublicKey: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      TokenExpireTime: '2026-11-23T00:50:31Z',
      RequestId,
    });
    expect(
      (
        await environment.xml('GetParametersForImport', {
          KeyId,
          WrappingAlgorithm: 'SM2PKE',
          WrappingKeySpec: 'EC_SM2',
        })
      ).body,
    ).toMatch(/<TokenExpireTime>2026-11-23T00:50:31Z<\/TokenExpireTime>/);
  });

  it('rejects other keys and algorithms', async () => {
    const given = { KeyId, WrappingAlgorithm: 'RSAES_OAEP_SHA_1', WrappingKeySpec: 'RSA_2048' };
    const { KeyId: own = '' } = await environment.create();
    expect(await environment.rejected('GetParametersForImport', { ...given, KeyId: own })).toBe(ORIGIN);
    expect(await environment.rejected('GetParametersForImport', { ...given, KeyId: 'nope' })).toBe(NOT_FOUND);
    expect(await environment.rejected('GetParametersForImport', { ...given, KeyId: 'alias/a' })).toBe(NO_ALIASES_HERE);
    expect(await environment.rejected('GetParametersForImport', { ...given, WrappingAlgorithm: 'x' })).toBe(
      invalid('WrappingAlgorithm'),
    );
    expect(await environment.rejected('GetParametersForImport', { ...given, WrappingAlgorithm: 'SM2PKE' })).toBe(
      invalid('WrappingAlgorithm'),
    );
    expect(await environment.rejected('GetParametersForImport', { ...given, WrappingKeySpec: 'EC_SM2' })).toBe(
      invalid('WrappingAlgorithm'),
    );
    expect(await environment.rejected('GetParametersForImport', { ...given, WrappingKeySpec: 'RSA_4096' })).toBe(
      invalid('WrappingKeySpec'),
    );
    for (const name of Object.keys(given))
      expect(await environment.rejected('GetParametersForImport', { ...given, [name]: '' })).toBe(missing(name));
  });
});

describe('ImportKeyMaterial and DeleteKeyMaterial', () => {
  it.each(['RSAES_PKCS1_V1_5', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const)(
    'bring the key to work and let it rest: %s',
    async (algorithm) => {
      expect(await environment.ok('ImportKeyMaterial', await wrapped(MATERIAL, algorithm))).toEqual({ RequestId });
      expect(await environment.describe(KeyId)).toMatchObject({
        KeyState: 'Enabled',
        Origin: 'EXTERNAL',
        MaterialExpireTime: '',
      });
      const { CiphertextBlob = '' } = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' });
      expect(await environment.ok('DeleteKeyMaterial', { KeyId })).toEqual({ RequestId });
      expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'PendingImport' });
      expect(await environment.rejected('Decrypt', { CiphertextBlob })).toBe(inState('PendingImport'));
      expect((await environment.xml('ImportKeyMaterial', await wrapped(MATERIAL, algorithm))).status).toBe(200);
      expect(await environment.ok('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: 'eA==' });
    },
  );

  it('let material expire, and be brought again', async () => {
    await environment.ok('ImportKeyMaterial', {
      ...(await wrapped(MATERIAL)),
      KeyMaterialExpireUnix: String(NOW + 60),
    });
    expect(await environment.describe(KeyId)).toMatchObject({
      KeyState: 'Enabled',
      MaterialExpireTime: '2026-11-22T00:51:31Z',
    });
    environment.services.advance(60_000);
    expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'PendingImport', MaterialExpireTime: '' });
    const again = await wrapped(MATERIAL);
    for (const KeyMaterialExpireUnix of [String(NOW + 60), '-1', 'x', '1.5'])
      expect(await environment.rejected('ImportKeyMaterial', { ...again, KeyMaterialExpireUnix })).toBe(
        invalid('KeyMaterialExpireUnix'),
      );
    await environment.ok('ImportKeyMaterial', again);
  });

  it('take no other material, no other token, and none too late', async () => {
    const given = await wrapped(MATERIAL);
    expect(await environment.rejected('ImportKeyMaterial', { ...given, EncryptedKeyMaterial: 'eA==' })).toBe(
      '400 InvalidKeyMaterial key material is invalid',
    );
    expect(await environment.rejected('ImportKeyMaterial', { ...given, EncryptedKeyMaterial: 'x' })).toBe(
      invalid('EncryptedKeyMaterial'),
    );
    expect(await environment.rejected('ImportKeyMaterial', await wrapped(Buffer.alloc(16)))).toBe(
      '400 InvalidKeyMaterial key material is invalid',
    );
    expect(await environment.rejected('ImportKeyMaterial', { ...given, ImportToken: 'x' })).toBe(
      '400 InvalidImportToken import token is invalid',
    );
    const { KeyId: other = '' } = await environment.create({ Origin: 'EXTERNAL' });
    expect(await environment.rejected('ImportKeyMaterial', { ...given, KeyId: other })).toBe(
      '400 InvalidImportToken import token is invalid',
    );
    const { KeyId: own = '' } = await environment.create();
    expect(await environment.rejected('ImportKeyMaterial', { ...given, KeyId: own })).toBe(ORIGIN);
    expect(await environment.rejected('DeleteKeyMaterial', { KeyId: own })).toBe(ORIGIN);
    for (const name of Object.keys(given))
      expect(await environment.rejected('ImportKeyMaterial', { ...given, [name]: '' })).toBe(missing(name));
    environment.services.advance(24 * 3_600_000);
    expect(await environment.rejected('ImportKeyMaterial', given)).toBe(
      '400 ExpiredImportToken import token is expired',
    );
    await environment.ok('ImportKeyMaterial', await wrapped(MATERIAL));
    expect(await environment.rejected('ImportKeyMaterial', await wrapped(Buffer.alloc(32, 6)))).toBe(
      '400 InvalidKeyMaterial key material is invalid',
    );
  });

  it('follow the table of states', async () => {
    const given = await wrapped(MATERIAL);
    await environment.ok('ImportKeyMaterial', given);
    await environment.ok('DisableKey', { KeyId });
    await environment.ok('ImportKeyMaterial', given);
    expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'Disabled' });
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
    expect(await environment.rejected('ImportKeyMaterial', given)).toBe(KEPT);
    await wrapped(MATERIAL);
    await environment.ok('DeleteKeyMaterial', { KeyId });
    await environment.ok('CancelKeyDeletion', { KeyId });
    expect(await environment.describe(KeyId)).toMatchObject({ KeyState: 'PendingImport' });
    await environment.ok('DeleteKeyMaterial', { KeyId });
  });

  it('never rotate', async () => {
    await environment.ok('ImportKeyMaterial', await wrapped(MATERIAL));
    expect(
      await environment.rejected('UpdateRotationPolicy', {
        KeyId,
        EnableAutomaticRotation: 'true',
        RotationInterval: '7d',
      }),
    ).toBe('400 Rejected.UnsupportedOperation Unsupported operation.');
  });
});
