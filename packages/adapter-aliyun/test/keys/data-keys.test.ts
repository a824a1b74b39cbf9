import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import {
  type KeyEnvironment,
  type Metadata,
  NOT_FOUND,
  base64,
  inState,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const RequestId = expect.any(String);

let environment: KeyEnvironment;
let KeyId = '';
let PrimaryKeyVersion = '';
beforeEach(async () => {
  environment = await keyEnvironment();
  ({ KeyId = '', PrimaryKeyVersion = '' } = await environment.create());
});

const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64');

describe('GenerateDataKey and GenerateDataKeyWithoutPlaintext', () => {
  it.each([
    [{}, 32],
    [{ KeySpec: 'AES_256' }, 32],
    [{ KeySpec: 'AES_128' }, 16],
    [{ NumberOfBytes: '1' }, 1],
    [{ NumberOfBytes: '1024' }, 1024],
    [{ KeySpec: 'AES_128', NumberOfBytes: '24' }, 24],
  ])('of %j have %i bytes', async (size, length) => {
    const answer = await environment.ok('GenerateDataKey', { KeyId, ...size, EncryptionContext: '{"a":"b"}' });
    expect(answer).toEqual({
      KeyId,
      KeyVersionId: PrimaryKeyVersion,
      CiphertextBlob: expect.any(String),
      Plaintext: expect.any(String),
      RequestId,
    });
    const { CiphertextBlob = '', Plaintext } = answer as Metadata;
    expect(bytes(Plaintext)).toHaveLength(length);
    expect(await environment.ok('Decrypt', { CiphertextBlob, EncryptionContext: '{"a":"b"}' })).toMatchObject({
      Plaintext,
    });
    const bare = await environment.ok('GenerateDataKeyWithoutPlaintext', { KeyId, ...size });
    expect(bare).toEqual({ KeyId, KeyVersionId: PrimaryKeyVersion, CiphertextBlob: expect.any(String), RequestId });
    expect(
      bytes(
        (await environment.text('Decrypt', { CiphertextBlob: (bare as Metadata)['CiphertextBlob'] ?? '' }))[
          'Plaintext'
        ],
      ),
    ).toHaveLength(length);
  });

  it('answer in XML', async () => {
    expect((await environment.xml('GenerateDataKey', { KeyId })).body).toMatch(/<Plaintext>[^<]{44}<\/Plaintext>/);
    expect((await environment.xml('GenerateDataKeyWithoutPlaintext', { KeyId })).body).not.toContain('Plaintext');
  });

  it('reject other sizes and keys', async () => {
    for (const action of ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext']) {
      for (const NumberOfBytes of ['0', '1025', '-1', '1.5', 'x', '9999'])
        expect(await environment.rejected(action, { KeyId, NumberOfBytes })).toBe(invalid('NumberOfBytes'));
      expect(await environment.rejected(action, { KeyId, KeySpec: 'AES_192' })).toBe(invalid('KeySpec'));
      expect(await environment.rejected(action, { KeyId, EncryptionContext: '[]' })).toBe(invalid('EncryptionContext'));
      expect(await environment.rejected(action, { KeyId: 'nope' })).toBe(NOT_FOUND);
      expect(await environment.rejected(action)).toBe(missing('KeyId'));
    }
  });
});

describe('ReEncrypt', () => {
  it('moves a ciphertext to another key and context', async () => {
    const { KeyId: other = '', PrimaryKeyVersion: version } = await environment.create();
    const { CiphertextBlob = '' } = await environment.text('Encrypt', {
      KeyId,
      Plaintext: 'eA==',
      EncryptionContext: '{"a":"b"}',
    });
    const given = {
      CiphertextBlob,
      DestinationKeyId: other,
      SourceEncryptionContext: '{"a":"b"}',
      DestinationEncryptionContext: '{"c":"d"}',
    };
    const answer = await environment.ok('ReEncrypt', given);
    expect(answer).toEqual({ KeyId: other, KeyVersionId: version, CiphertextBlob: expect.any(String), RequestId });
    expect(
      await environment.ok('Decrypt', {
        CiphertextBlob: (answer as Metadata)['CiphertextBlob'] ?? '',
        EncryptionContext: '{"c":"d"}',
      }),
    ).toMatchObject({ KeyId: other, Plaintext: 'eA==' });
    expect((await environment.xml('ReEncrypt', { ...given, SourceKeyId: KeyId })).body).toContain(
      `<KeyId>${other}</KeyId>`,
    );
    expect(await environment.rejected('ReEncrypt', { ...given, SourceKeyId: other })).toBe(invalid('CiphertextBlob'));
    expect(await environment.rejected('ReEncrypt', { ...given, SourceEncryptionContext: '' })).toBe(
      invalid('CiphertextBlob'),
    );
    expect(await environment.rejected('ReEncrypt', { ...given, SourceEncryptionContext: 'x' })).toBe(
      invalid('SourceEncryptionContext'),
    );
    expect(await environment.rejected('ReEncrypt', { ...given, DestinationEncryptionContext: 'x' })).toBe(
      invalid('DestinationEncryptionContext'),
    );
    expect(await environment.rejected('ReEncrypt', { ...given, DestinationKeyId: 'nope' })).toBe(NOT_FOUND);
    expect(await environment.rejected('ReEncrypt', { CiphertextBlob })).toBe(missing('DestinationKeyId'));
    await environment.ok('DisableKey', { KeyId });
    expect(await environment.rejected('ReEncrypt', given)).toBe(inState('Disabled'));
  });

  it('takes what was encrypted to a key pair', async () => {
    const { KeyId: pair = '', PrimaryKeyVersion: version = '' } = await environment.create({
      KeySpec: 'EC_SM2',
      KeyUsage: 'ENCRYPT/DECRYPT',
    });
    const { CiphertextBlob = '' } = await environment.text('AsymmetricEncrypt', {
      KeyId: pair,
      KeyVersionId: version,
      Algorithm: 'SM2PKE',
      Plaintext: 'eA==',
    });
    const given = { CiphertextBlob, DestinationKeyId: KeyId, SourceEncryptionAlgorithm: 'SM2PKE' };
    const moved = await environment.text('ReEncrypt', { ...given, SourceKeyId: pair, SourceKeyVersionId: version });
    expect(await environment.ok('Decrypt', { CiphertextBlob: moved['CiphertextBlob'] ?? '' })).toMatchObject({
      Plaintext: 'eA==',
    });
    expect(await environment.rejected('ReEncrypt', { ...given, SourceKeyVersionId: version })).toBe(
      missing('SourceKeyId'),
    );
    expect(await environment.rejected('ReEncrypt', { ...given, SourceKeyId: pair })).toBe(
      missing('SourceKeyVersionId'),
    );
    expect(await environment.rejected('ReEncrypt', { ...given, SourceEncryptionAlgorithm: 'x' })).toBe(
      invalid('SourceEncryptionAlgorithm'),
    );
  });
});

describe('ExportDataKey and GenerateAndExportDataKey', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const to = {
    PublicKeyBlob: base64(publicKey.export({ type: 'spki', format: 'der' })),
    WrappingKeySpec: 'RSA_2048',
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
  };
  const opened = (blob: string | undefined, oaepHash = 'sha256') =>
    privateDecrypt({ key: privateKey, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, bytes(blob)).toString(
      'base64',
    );

  it("wrap a data key to somebody's public key", async () => {
    const { CiphertextBlob = '', Plaintext } = await environment.text('GenerateDataKey', {
      KeyId,
      EncryptionContext: '{"a":"b"}',
    });
    const exported = await environment.ok('ExportDataKey', { ...to, CiphertextBlob, EncryptionContext: '{"a":"b"}' });
    expect(exported).toEqual({
      KeyId,
      KeyVersionId: PrimaryKeyVersion,
      ExportedDataKey: expect.any(String),
      RequestId,
    });
    expect(opened((exported as Metadata)['ExportedDataKey'])).toBe(Plaintext);
    const old = await environment.text('ExportDataKey', {
      ...to,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_1',
      CiphertextBlob,
      EncryptionContext: '{"a":"b"}',
    });
    expect(opened(old['ExportedDataKey'], 'sha1')).toBe(Plaintext);
    expect(await environment.rejected('ExportDataKey', { ...to, CiphertextBlob })).toBe(invalid('CiphertextBlob'));
  });

  it('make one first', async () => {
    const made = await environment.ok('GenerateAndExportDataKey', { KeyId, ...to, NumberOfBytes: '24' });
    expect(made).toEqual({
      KeyId,
      KeyVersionId: PrimaryKeyVersion,
      CiphertextBlob: expect.any(String),
      ExportedDataKey: expect.any(String),
      RequestId,
    });
    const { CiphertextBlob = '', ExportedDataKey } = made as Metadata;
    expect(await environment.ok('Decrypt', { CiphertextBlob })).toMatchObject({ Plaintext: opened(ExportedDataKey) });
    expect((await environment.xml('GenerateAndExportDataKey', { KeyId, ...to })).body).toMatch(
      /<ExportedDataKey>[^<]+<\/ExportedDataKey>/,
    );
  });

  it('wrap to an SM2 key, which opens it', async () => {
    const { KeyId: pair = '', PrimaryKeyVersion: KeyVersionId = '' } = await environment.create({
      KeySpec: 'EC_SM2',
      KeyUsage: 'ENCRYPT/DECRYPT',
    });
    const { PublicKey = '' } = await environment.text('GetPublicKey', { KeyId: pair, KeyVersionId });
    const PublicKeyBlob = PublicKey.replace(/-----[A-Z ]+-----|\n/g, '');
    const made = await environment.text('GenerateAndExportDataKey', {
      KeyId,
      PublicKeyBlob,
      WrappingKeySpec: 'EC_SM2',
      WrappingAlgorithm: 'SM2PKE',
    });
    const { Plaintext } = await environment.text('AsymmetricDecrypt', {
      KeyId: pair,
      KeyVersionId,
      Algorithm: 'SM2PKE',
      CiphertextBlob: made['ExportedDataKey'] ?? '',
    });
    expect(await environment.ok('Decrypt', { CiphertextBlob: made['CiphertextBlob'] ?? '' })).toMatchObject({
      Plaintext,
    });
  });

  it('reject what does not fit together', async () => {
    const { CiphertextBlob = '' } = await environment.text('GenerateDataKey', { KeyId });
    for (const [action, given] of [
      ['ExportDataKey', { ...to, CiphertextBlob }],
      ['GenerateAndExportDataKey', { ...to, KeyId }],
    ] as const) {
      expect(await environment.rejected(action, { ...given, WrappingKeySpec: 'RSA_1024' })).toBe(
        invalid('WrappingKeySpec'),
      );
      expect(await environment.rejected(action, { ...given, WrappingAlgorithm: 'RSAES_PKCS1_V1_5' })).toBe(
        invalid('WrappingAlgorithm'),
      );
      expect(await environment.rejected(action, { ...given, WrappingAlgorithm: 'SM2PKE' })).toBe(
        invalid('WrappingAlgorithm'),
      );
      expect(await environment.rejected(action, { ...given, WrappingKeySpec: 'EC_SM2' })).toBe(
        invalid('WrappingAlgorithm'),
      );
      for (const PublicKeyBlob of ['x', 'eA=='])
        expect(await environment.rejected(action, { ...given, PublicKeyBlob })).toBe(invalid('PublicKeyBlob'));
      for (const name of ['PublicKeyBlob', 'WrappingKeySpec', 'WrappingAlgorithm'])
        expect(await environment.rejected(action, { ...given, [name]: '' })).toBe(missing(name));
    }
    expect(await environment.rejected('GenerateAndExportDataKey', { ...to, KeyId, NumberOfBytes: '191' })).toBe(
      invalid('PublicKeyBlob'),
    );
    await environment.ok('GenerateAndExportDataKey', { ...to, KeyId, NumberOfBytes: '190' });
  });
});
