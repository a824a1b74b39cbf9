import { createHash, createPublicKey, createPrivateKey, publicEncrypt, verify, constants } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { unpackAdvanceCiphertext } from '../../src/dkms/ciphertext.ts';
import { INSTANCE, type InstanceEnvironment, newInstanceEnvironment } from './environment.ts';

const VERSION = 'x-kms-migrationkeyversionid';
const INVALID = '400 InvalidParameter The specified parameter is not valid.';
const UNSUPPORTED = '400 UnsupportedOperation Rejected.UnsupportedOperation';
const missing = (name: string): string => `400 MissingParameter The parameter  ${name}  needed but no provided.`;
const text = (value: unknown): string => Buffer.from(value as Uint8Array).toString();
const Plaintext = Buffer.from('plain');
const Aad = Buffer.from('aad');

let environment: InstanceEnvironment;
beforeEach(async () => {
  environment = await newInstanceEnvironment();
});

describe('Encrypt and Decrypt', () => {
  it('round-trip by the key’s first version, with and without Aad', async () => {
    const KeyId = await environment.key();
    await environment.ok('CreateKeyVersion', { KeyId });
    const { headers, fields } = await environment.call('Encrypt', { KeyId, Plaintext, Aad });
    expect([fields['KeyId'], fields['Algorithm'], (fields['Iv'] as Uint8Array).length]).toEqual([KeyId, 'AES_GCM', 12]);
    expect((fields['CiphertextBlob'] as Uint8Array).length).toBe(Plaintext.length + 16);
    const { CiphertextBlob, Iv } = fields;
    expect(text((await environment.done('Decrypt', { KeyId, CiphertextBlob, Iv, Aad }))['Plaintext'])).toBe('plain');
    const { KeyVersions } = await environment.ok('ListKeyVersions', { KeyId });
    const ids = (KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion.map((one) => one.KeyVersionId);
    expect(ids).toContain(headers[VERSION]);
    expect(await environment.rejected('Decrypt', { KeyId, CiphertextBlob, Iv })).toBe(INVALID);
  });

  it('decrypt by the header that names a version, without KeyId', async () => {
    const KeyId = await environment.key();
    const { headers, fields } = await environment.call('Encrypt', { KeyId, Plaintext });
    const { CiphertextBlob, Iv } = fields;
    const version = { [VERSION]: headers[VERSION] ?? '' };
    const opened = await environment.done('Decrypt', { CiphertextBlob, Iv }, version);
    expect([opened['KeyId'], text(opened['Plaintext'])]).toEqual([KeyId, 'plain']);
    expect(await environment.rejected('Decrypt', { CiphertextBlob, Iv })).toBe(missing('KeyId'));
    expect(await environment.rejected('Decrypt', { KeyId, CiphertextBlob })).toBe(missing('Iv'));
    const unknown = { [VERSION]: '00000000-0000-4000-8000-000000000000' };
    expect(await environment.rejected('Decrypt', { CiphertextBlob, Iv }, unknown)).toBe(
      '404 Forbidden.KeyNotFound The specified key does not exist.',
    );
  });

  it('take an alias, and answer the id', async () => {
    const KeyId = await environment.key();
    await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/one' });
    expect((await environment.done('Encrypt', { KeyId: 'alias/one', Plaintext }))['KeyId']).toBe(KeyId);
  });

  it('take CBC and ECB by keys of hardware instances alone', async () => {
    const KeyId = await environment.key('Aliyun_AES_256', { ProtectionLevel: 'HSM' });
    for (const Algorithm of ['AES_CBC', 'AES_ECB']) {
      const made = await environment.done('Encrypt', { KeyId, Plaintext, Algorithm });
      expect([made['PaddingMode'], (made['CiphertextBlob'] as Uint8Array).length]).toEqual(['PKCS7_PADDING', 16]);
      const { CiphertextBlob, Iv } = made;
      const opened = await environment.done('Decrypt', { KeyId, CiphertextBlob, Iv, Algorithm });
      expect(text(opened['Plaintext'])).toBe('plain');
      const unpadded = { KeyId, Plaintext, Algorithm, PaddingMode: 'NO_PADDING' };
      expect(await environment.rejected('Encrypt', unpadded)).toBe(INVALID);
      expect(await environment.rejected('Encrypt', { KeyId, Plaintext, Algorithm, Aad })).toBe(INVALID);
      const software = await environment.key();
      expect(await environment.rejected('Encrypt', { KeyId: software, Plaintext, Algorithm })).toBe(UNSUPPORTED);
    }
  });

  it('are for key pairs too', async () => {
    const KeyId = await environment.key('RSA_2048', { KeyUsage: 'ENCRYPT/DECRYPT' });
    const made = await environment.done('Encrypt', { KeyId, Plaintext });
    expect(made['Algorithm']).toBe('RSAES_OAEP_SHA_256');
    const { CiphertextBlob } = made;
    expect(text((await environment.done('Decrypt', { KeyId, CiphertextBlob }))['Plaintext'])).toBe('plain');
    const { PublicKey } = await environment.done('GetPublicKey', { KeyId });
    const key = {
      key: createPublicKey(String(PublicKey)),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha1',
    };
    const own = publicEncrypt(key, Plaintext);
    const opened = await environment.done('Decrypt', { KeyId, CiphertextBlob: own, Algorithm: 'RSAES_OAEP_SHA_1' });
    expect(text(opened['Plaintext'])).toBe('plain');
  });

  it.each([
    ['another Iv', { Iv: Buffer.alloc(11) }, INVALID],
    ['too much Aad', { Aad: Buffer.alloc(8_193) }, INVALID],
    ['an algorithm that is none', { Algorithm: 'constructor' }, UNSUPPORTED],
    ['an algorithm of pairs', { Algorithm: 'RSAES_OAEP_SHA_256' }, UNSUPPORTED],
  ])('refuse %s', async (_what, fields, expected) => {
    expect(await environment.rejected('Encrypt', { KeyId: await environment.key(), Plaintext, ...fields })).toBe(
      expected,
    );
  });

  it('refuse keys that are not there, in another instance, or cannot work', async () => {
    expect(await environment.rejected('Encrypt', { KeyId: 'none', Plaintext })).toBe(
      '404 Forbidden.KeyNotFound The key Key ID or Alias does not exist in the system.',
    );
    const elsewhere = await environment.key('Aliyun_AES_256', { DKMSInstanceId: 'kst-other' });
    expect(await environment.rejected('Encrypt', { KeyId: elsewhere, Plaintext })).toBe(
      `404 Forbidden.KeyNotFound The key Key ID or Alias does not exist in the key store "${INSTANCE}".`,
    );
    const KeyId = await environment.key();
    expect(await environment.rejected('Encrypt', { KeyId })).toBe(missing('Plaintext'));
    expect(await environment.rejected('Encrypt', { Plaintext })).toBe(missing('KeyId'));
    await environment.ok('DisableKey', { KeyId });
    expect(await environment.rejected('Encrypt', { KeyId, Plaintext })).toBe(
      '409 Rejected.Disabled The request was rejected because the key state is Disabled.',
    );
  });
});

describe('the Advance operations', () => {
  it('make ciphertexts by the primary version that say all that is needed', async () => {
    const KeyId = await environment.key();
    const { KeyVersion } = await environment.ok('CreateKeyVersion', { KeyId });
    const primary = (KeyVersion as { KeyVersionId: string }).KeyVersionId;
    const made = await environment.done('AdvanceEncrypt', { KeyId, Plaintext, Aad });
    const blob = Buffer.from(made['CiphertextBlob'] as Uint8Array);
    expect([made['KeyVersionId'], blob.subarray(0, 3).toString('hex'), blob.toString('latin1', 3, 39)]).toEqual([
      primary,
      '240002',
      primary,
    ]);
    expect(Buffer.from(made['Iv'] as Uint8Array)).toEqual(unpackAdvanceCiphertext(blob)?.iv);
    // An Iv beside the blob, as the transfer SDKs send one, is not looked at.
    const opened = await environment.done('AdvanceDecrypt', { CiphertextBlob: blob, Aad, Iv: Buffer.alloc(12) });
    expect([opened['KeyId'], text(opened['Plaintext']), opened['KeyVersionId']]).toEqual([KeyId, 'plain', primary]);
    expect(await environment.rejected('AdvanceDecrypt', { CiphertextBlob: blob })).toBe(INVALID);
    expect(await environment.rejected('Decrypt', { KeyId, CiphertextBlob: blob, Iv: made['Iv'], Aad })).toBe(INVALID);
    const other = await environment.key();
    expect(await environment.rejected('AdvanceDecrypt', { KeyId: other, CiphertextBlob: blob, Aad })).toBe(INVALID);
  });

  it('open what Encrypt made, with KeyId and Iv', async () => {
    const KeyId = await environment.key();
    const { CiphertextBlob, Iv } = await environment.done('Encrypt', { KeyId, Plaintext });
    const opened = await environment.done('AdvanceDecrypt', { KeyId, CiphertextBlob, Iv, Algorithm: 'AES_GCM' });
    expect(text(opened['Plaintext'])).toBe('plain');
    expect(await environment.rejected('AdvanceDecrypt', { CiphertextBlob, Iv })).toBe(missing('KeyId'));
  });

  it('are for AES keys of software instances', async () => {
    for (const KeyId of [
      await environment.key('RSA_2048'),
      await environment.key('Aliyun_SM4'),
      await environment.key('Aliyun_AES_256', { ProtectionLevel: 'HSM' }),
    ])
      expect(await environment.rejected('AdvanceEncrypt', { KeyId, Plaintext })).toBe(UNSUPPORTED);
  });
});

describe('keys of SM4', () => {
  it.each([{}, { Algorithm: 'SM4_GCM' }])('encrypt by SM4_GCM, asked with %p', async (algorithm) => {
    const KeyId = await environment.key('Aliyun_SM4');
    const made = await environment.done('Encrypt', { KeyId, Plaintext, Aad, ...algorithm });
    const { CiphertextBlob, Iv, Algorithm } = made;
    expect([Algorithm, (Iv as Uint8Array).length, (CiphertextBlob as Uint8Array).length]).toEqual(['SM4_GCM', 12, 21]);
    const opened = await environment.done('Decrypt', { KeyId, CiphertextBlob, Iv, Aad });
    expect([text(opened['Plaintext']), opened['Algorithm']]).toEqual(['plain', 'SM4_GCM']);
    expect(await environment.rejected('Decrypt', { KeyId, CiphertextBlob, Iv })).toBe(INVALID);
  });

  it('have no other mode, and AES keys have not this one', async () => {
    const KeyId = await environment.key('Aliyun_SM4', { ProtectionLevel: 'HSM' });
    for (const Algorithm of ['AES_GCM', 'SM4_CBC', 'AES_ECB', 'GCM'])
      expect(await environment.rejected('Encrypt', { KeyId, Plaintext, Algorithm })).toBe(UNSUPPORTED);
    const other = await environment.key();
    const request = { KeyId: other, Plaintext, Algorithm: 'SM4_GCM' };
    expect(await environment.rejected('Encrypt', request)).toBe(UNSUPPORTED);
  });

  it('encrypt data keys by it', async () => {
    const KeyId = await environment.key('Aliyun_SM4');
    const made = await environment.done('GenerateDataKey', { KeyId, NumberOfBytes: 16 });
    const { CiphertextBlob, Iv, Algorithm } = made;
    expect(Algorithm).toBe('SM4_GCM');
    const opened = await environment.done('Decrypt', { KeyId, CiphertextBlob, Iv });
    expect(opened['Plaintext']).toEqual(made['Plaintext']);
    const request = { KeyId, NumberOfBytes: 16, Algorithm: 'AES_GCM' };
    expect(await environment.rejected('GenerateDataKey', request)).toBe(UNSUPPORTED);
  });
});

describe('data keys and key pairs', () => {
  it.each([
    ['GenerateDataKey', 'Decrypt'],
    ['AdvanceGenerateDataKey', 'AdvanceDecrypt'],
  ] as const)('%s', async (name, decrypt) => {
    const KeyId = await environment.key();
    const made = await environment.done(name, { KeyId, NumberOfBytes: 24, Aad });
    expect((made['Plaintext'] as Uint8Array).length).toBe(24);
    const { CiphertextBlob, Iv } = made;
    const opened = await environment.done(decrypt, { KeyId, CiphertextBlob, Iv, Aad });
    expect(opened['Plaintext']).toEqual(made['Plaintext']);
    expect(await environment.rejected(name, { KeyId })).toBe(missing('NumberOfBytes'));
    expect(await environment.rejected(name, { KeyId, NumberOfBytes: 1_025 })).toBe(INVALID);
    const pair = await environment.key('RSA_2048');
    expect(await environment.rejected(name, { KeyId: pair, NumberOfBytes: 16 })).toBe(UNSUPPORTED);
  });

  it.each([
    ['GenerateDataKeyPair', 'Decrypt', 'PEM'],
    ['GenerateDataKeyPairWithoutPlaintext', 'Decrypt', 'DER'],
    ['AdvanceGenerateDataKeyPair', 'AdvanceDecrypt', 'DER'],
    ['AdvanceGenerateDataKeyPairWithoutPlaintext', 'AdvanceDecrypt', 'PEM'],
  ] as const)('%s', async (name, decrypt, KeyFormat) => {
    const KeyId = await environment.key();
    const made = await environment.done(name, { KeyId, KeyPairSpec: 'EC_P256', KeyFormat });
    const { PrivateKeyCiphertextBlob: CiphertextBlob, Iv, PublicKey, PrivateKeyPlaintext = null } = made;
    const { Plaintext: opened } = await environment.done(decrypt, { KeyId, CiphertextBlob, Iv });
    expect(PrivateKeyPlaintext).toEqual(name.endsWith('WithoutPlaintext') ? null : opened);
    const format = KeyFormat === 'PEM' ? ({ format: 'pem' } as const) : ({ format: 'der' } as const);
    const privateKey = createPrivateKey({ key: Buffer.from(opened as Uint8Array), ...format, type: 'pkcs8' });
    const publicKey = createPublicKey({ key: Buffer.from(PublicKey as Uint8Array), ...format, type: 'spki' });
    expect(createPublicKey(privateKey).equals(publicKey)).toBe(true);
    expect(made['KeyPairSpec']).toBe('EC_P256');
    expect(await environment.rejected(name, { KeyId, KeyPairSpec: 'none' })).toBe(INVALID);
    expect(await environment.rejected(name, { KeyId, KeyPairSpec: 'EC_P256', KeyFormat: 'JWK' })).toBe(INVALID);
    expect(await environment.rejected(name, { KeyId, KeyPairSpec: 'Aliyun_AES_256' })).toBe(UNSUPPORTED);
  });
});

describe('Sign and Verify', () => {
  const Message = Buffer.from('message');
  const digest = createHash('sha256').update(Message).digest();

  it.each([
    ['RSA_2048', 'RSA_PSS_SHA_256'],
    ['EC_P256', 'ECDSA_SHA_256'],
    ['EC_SM2', 'SM2DSA'],
  ])('%s signs by %s unless told otherwise', async (spec, Algorithm) => {
    const KeyId = await environment.key(spec, { KeyUsage: 'SIGN/VERIFY' });
    const signed = await environment.done('Sign', { KeyId, Message });
    expect([signed['Algorithm'], signed['MessageType']]).toEqual([Algorithm, 'RAW']);
    const { Signature } = signed;
    expect((await environment.done('Verify', { KeyId, Message, Signature }))['Value']).toBe(true);
    expect((await environment.done('Verify', { KeyId, Message: digest, Signature }))['Value']).toBe(false);
  });

  it('take a digest as Message, or in the old field', async () => {
    const KeyId = await environment.key('RSA_2048', { KeyUsage: 'SIGN/VERIFY' });
    const Algorithm = 'RSA_PKCS1_SHA_256';
    const { Signature } = await environment.done('Sign', { KeyId, Message: digest, MessageType: 'DIGEST', Algorithm });
    const { PublicKey } = await environment.done('GetPublicKey', { KeyId });
    expect(verify('RSA-SHA256', Message, String(PublicKey), Signature as Uint8Array)).toBe(true);
    expect((await environment.done('Verify', { KeyId, Digest: digest, Signature, Algorithm }))['Value']).toBe(true);
    expect(await environment.rejected('Sign', { KeyId, Message, MessageType: 'DIGEST' })).toBe(INVALID);
    expect(await environment.rejected('Sign', { KeyId, Message, MessageType: 'OTHER' })).toBe(INVALID);
    expect(await environment.rejected('Sign', { KeyId, Message, Algorithm: 'ECDSA_SHA_256' })).toBe(UNSUPPORTED);
    expect(await environment.rejected('Sign', { KeyId })).toBe(missing('Message'));
    expect(await environment.rejected('Sign', { KeyId: await environment.key(), Message })).toBe(UNSUPPORTED);
  });
});

describe('what is left', () => {
  it('GenerateRandom gives 1 to 64 bytes', async () => {
    expect((await environment.done('GenerateRandom', { Length: 64 }))['Random']).toHaveLength(64);
    expect(await environment.rejected('GenerateRandom')).toBe(missing('Length'));
    expect(await environment.rejected('GenerateRandom', { Length: 65 })).toBe(INVALID);
    expect(await environment.rejected('GenerateRandom', { Length: -1 })).toBe(INVALID);
  });

  it('Hmac is for keys of HMAC', async () => {
    const KeyId = await environment.key('HMAC_SHA_256', { KeyUsage: 'GENERATE/VERIFY_MAC' });
    const { Signature } = await environment.done('Hmac', { KeyId, Message: Plaintext });
    const { Mac } = await environment.ok('GenerateMac', {
      ...{ KeyId, Algorithm: 'HMAC_SHA_256', Message: Plaintext.toString('base64') },
    });
    expect(Buffer.from(Signature as Uint8Array).toString('base64')).toBe(Mac);
    expect(await environment.rejected('Hmac', { KeyId: await environment.key(), Message: Plaintext })).toBe(
      UNSUPPORTED,
    );
  });
});

describe('GetSecretValue', () => {
  const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';

  async function secret(more = {}): Promise<void> {
    const given = { SecretName: 'name', VersionId: 'v1', SecretData: 'data', DKMSInstanceId: INSTANCE };
    const EncryptionKeyId = await environment.key();
    await environment.ok('CreateSecret', { ...given, EncryptionKeyId, ...more });
  }

  it('answers the value as the shared gateway does', async () => {
    await secret();
    const answer = await environment.done('GetSecretValue', { SecretName: 'name' });
    expect(answer).toMatchObject({
      ...{ SecretName: 'name', SecretType: 'Generic', SecretData: 'data', SecretDataType: 'text', VersionId: 'v1' },
      ...{ VersionStages: ['ACSCurrent'], CreateTime: '2026-11-22T00:50:31Z', ExtendedConfig: '' },
    });
    expect(answer['RequestId']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes an ARN, a stage, a version, and both where they name the same', async () => {
    await secret();
    await environment.ok('PutSecretValue', { SecretName: 'name', VersionId: 'v2', SecretData: 'new' });
    const SecretName = 'name';
    const read = async (fields: object) =>
      (await environment.done('GetSecretValue', { SecretName, ...fields }))['VersionId'];
    expect(await read({ SecretName: 'acs:kms:cn-hangzhou:1000000000000001:secret/name' })).toBe('v2');
    expect(await read({ VersionStage: 'ACSPrevious' })).toBe('v1');
    expect(await read({ VersionId: 'v1' })).toBe('v1');
    expect(await read({ VersionId: 'v1', VersionStage: 'ACSPrevious' })).toBe('v1');
    const both = { SecretName, VersionId: 'v1', VersionStage: 'ACSCurrent' };
    expect(await environment.rejected('GetSecretValue', both)).toBe(INVALID);
  });

  it('knows the secrets of the instance alone', async () => {
    await secret();
    await environment.ok('CreateSecret', { SecretName: 'free', VersionId: 'v1', SecretData: 'data' });
    for (const SecretName of ['free', 'none'])
      expect(await environment.rejected('GetSecretValue', { SecretName })).toBe(NOT_FOUND);
    expect(await environment.rejected('GetSecretValue')).toBe(missing('SecretName'));
  });
});
