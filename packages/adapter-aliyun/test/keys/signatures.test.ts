import { constants, createHash, createPublicKey, privateDecrypt, publicEncrypt, verify } from 'node:crypto';

import { beforeAll, describe, expect, it } from '@jest/globals';

import {
  type KeyEnvironment,
  NOT_FOUND,
  NO_VERSION,
  REJECTED,
  base64,
  inState,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const RequestId = expect.any(String);
const message = Buffer.from('a message');
const Digest = base64(createHash('sha256').update(message).digest());

interface Pair {
  readonly KeyId: string;
  readonly KeyVersionId: string;
}

let environment: KeyEnvironment;
const pairs: Record<string, Pair> = {};

async function pairOf(KeySpec: string, KeyUsage = ''): Promise<Pair> {
  const name = KeySpec + KeyUsage;
  if (pairs[name] === undefined) {
    const { KeyId = '', PrimaryKeyVersion: KeyVersionId = '' } = await environment.create({ KeySpec, KeyUsage });
    pairs[name] = { KeyId, KeyVersionId };
  }
  return pairs[name];
}

const pemOf = async (pair: Pair) => (await environment.text('GetPublicKey', { ...pair }))['PublicKey'] ?? '';

beforeAll(async () => {
  environment = await keyEnvironment();
});

describe('AsymmetricSign and AsymmetricVerify', () => {
  it.each([
    ['RSA_2048', 'RSA_PKCS1_SHA_256', { padding: constants.RSA_PKCS1_PADDING }],
    ['RSA_2048', 'RSA_PSS_SHA_256', { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }],
    ['EC_P256', 'ECDSA_SHA_256', {}],
    ['EC_P256K', 'ECDSA_SHA_256', {}],
  ])('sign by %s with %s what OpenSSL verifies', async (KeySpec, Algorithm, options) => {
    const pair = await pairOf(KeySpec);
    const signed = await environment.ok('AsymmetricSign', { ...pair, Algorithm, Digest });
    expect(signed).toEqual({ ...pair, Value: expect.any(String), RequestId });
    const { Value } = signed as { Value: string };
    expect(
      verify('sha256', message, { key: createPublicKey(await pemOf(pair)), ...options }, Buffer.from(Value, 'base64')),
    ).toBe(true);
    expect(await environment.ok('AsymmetricVerify', { ...pair, Algorithm, Digest, Value })).toEqual({
      ...pair,
      Value: true,
      RequestId,
    });
    const other = base64(createHash('sha256').update('another').digest());
    expect(await environment.ok('AsymmetricVerify', { ...pair, Algorithm, Digest: other, Value })).toEqual({
      ...pair,
      Value: false,
      RequestId,
    });
    expect(await environment.ok('AsymmetricVerify', { ...pair, Algorithm, Digest, Value: 'eA==' })).toMatchObject({
      Value: false,
    });
    expect((await environment.xml('AsymmetricVerify', { ...pair, Algorithm, Digest, Value })).body).toContain(
      '<Value>true</Value>',
    );
    expect((await environment.xml('AsymmetricSign', { ...pair, Algorithm, Digest })).body).toMatch(
      /<Value>[^<]{60,}<\/Value>/,
    );
  });

  it('sign by SM2', async () => {
    const pair = await pairOf('EC_SM2');
    const { Value = '' } = await environment.text('AsymmetricSign', { ...pair, Algorithm: 'SM2DSA', Digest });
    expect(await environment.ok('AsymmetricVerify', { ...pair, Algorithm: 'SM2DSA', Digest, Value })).toMatchObject({
      Value: true,
    });
    expect(
      await environment.ok('AsymmetricVerify', {
        ...pair,
        Algorithm: 'SM2DSA',
        Digest: base64(Buffer.alloc(32)),
        Value,
      }),
    ).toMatchObject({ Value: false });
  });

  it('reject digests, algorithms, versions and keys that do not fit', async () => {
    const pair = await pairOf('EC_P256');
    const { KeyId: encrypting, KeyVersionId } = await pairOf('EC_SM2', 'ENCRYPT/DECRYPT');
    for (const [action, more] of [
      ['AsymmetricSign', {}],
      ['AsymmetricVerify', { Value: 'eA==' }],
    ] as const) {
      const given = { ...pair, ...more, Algorithm: 'ECDSA_SHA_256', Digest };
      for (const bad of ['x', base64(Buffer.alloc(31)), base64(Buffer.alloc(33))])
        expect(await environment.rejected(action, { ...given, Digest: bad })).toBe(invalid('Digest'));
      expect(await environment.rejected(action, { ...given, Algorithm: 'RSA_PSS_SHA_256' })).toBe(REJECTED);
      expect(await environment.rejected(action, { ...given, Algorithm: 'ECDSA' })).toBe(invalid('Algorithm'));
      expect(await environment.rejected(action, { ...given, KeyVersionId: 'nope' })).toBe(NO_VERSION);
      expect(await environment.rejected(action, { ...given, KeyId: 'nope' })).toBe(NOT_FOUND);
      expect(
        await environment.rejected(action, { ...given, KeyId: encrypting, KeyVersionId, Algorithm: 'SM2DSA' }),
      ).toBe(REJECTED);
      for (const name of ['KeyId', 'KeyVersionId', 'Algorithm', 'Digest', ...Object.keys(more)])
        expect(await environment.rejected(action, { ...given, [name]: '' })).toBe(missing(name));
    }
    expect(
      await environment.rejected('AsymmetricVerify', { ...pair, Algorithm: 'ECDSA_SHA_256', Digest, Value: '*' }),
    ).toBe(invalid('Value'));
  });

  it('wait while the key is off', async () => {
    const { KeyId = '', PrimaryKeyVersion: KeyVersionId = '' } = await environment.create({ KeySpec: 'EC_P256' });
    await environment.ok('DisableKey', { KeyId });
    expect(
      await environment.rejected('AsymmetricSign', { KeyId, KeyVersionId, Algorithm: 'ECDSA_SHA_256', Digest }),
    ).toBe(inState('Disabled'));
  });
});

describe('AsymmetricEncrypt and AsymmetricDecrypt', () => {
  it.each([
    ['RSAES_OAEP_SHA_256', 'sha256', 190],
    ['RSAES_OAEP_SHA_1', 'sha1', 214],
  ])('by RSA_2048 with %s', async (Algorithm, oaepHash, limit) => {
    const given = { ...(await pairOf('RSA_2048', 'ENCRYPT/DECRYPT')), Algorithm };
    const longest = base64(Buffer.alloc(limit, 7));
    const { CiphertextBlob = '' } = await environment.text('AsymmetricEncrypt', { ...given, Plaintext: longest });
    expect(await environment.ok('AsymmetricDecrypt', { ...given, CiphertextBlob })).toEqual({
      KeyId: given.KeyId,
      KeyVersionId: given.KeyVersionId,
      Plaintext: longest,
      RequestId,
    });
    expect(
      await environment.rejected('AsymmetricEncrypt', { ...given, Plaintext: base64(Buffer.alloc(limit + 1)) }),
    ).toBe(invalid('Plaintext'));
    const own = publicEncrypt(
      { key: await pemOf(given), oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING },
      message,
    );
    expect(await environment.ok('AsymmetricDecrypt', { ...given, CiphertextBlob: base64(own) })).toMatchObject({
      Plaintext: base64(message),
    });
    expect((await environment.xml('AsymmetricDecrypt', { ...given, CiphertextBlob })).body).toContain(
      `<Plaintext>${longest}</Plaintext>`,
    );
    expect(() => privateDecrypt(CiphertextBlob, own)).toThrow();
  });

  it('by SM2, up to 6047 bytes', async () => {
    const given = { ...(await pairOf('EC_SM2', 'ENCRYPT/DECRYPT')), Algorithm: 'SM2PKE' };
    const longest = base64(Buffer.alloc(6047, 7));
    const { CiphertextBlob = '' } = await environment.text('AsymmetricEncrypt', { ...given, Plaintext: longest });
    expect(await environment.ok('AsymmetricDecrypt', { ...given, CiphertextBlob })).toMatchObject({
      Plaintext: longest,
    });
    expect(await environment.rejected('AsymmetricEncrypt', { ...given, Plaintext: base64(Buffer.alloc(6048)) })).toBe(
      invalid('Plaintext'),
    );
  });

  it('reject what does not fit', async () => {
    const given = { ...(await pairOf('EC_SM2', 'ENCRYPT/DECRYPT')), Algorithm: 'SM2PKE' };
    for (const [action, name] of [
      ['AsymmetricEncrypt', 'Plaintext'],
      ['AsymmetricDecrypt', 'CiphertextBlob'],
    ] as const) {
      expect(await environment.rejected(action, { ...given, [name]: 'x' })).toBe(invalid(name));
      expect(await environment.rejected(action, given)).toBe(missing(name));
      expect(await environment.rejected(action, { ...given, [name]: 'eA==', Algorithm: 'RSAES_OAEP_SHA_256' })).toBe(
        REJECTED,
      );
      expect(await environment.rejected(action, { ...given, [name]: 'eA==', Algorithm: 'RSAES_PKCS1_V1_5' })).toBe(
        invalid('Algorithm'),
      );
      expect(await environment.rejected(action, { ...given, [name]: 'eA==', KeyVersionId: 'nope' })).toBe(NO_VERSION);
      expect(await environment.rejected(action, { ...given, ...(await pairOf('EC_SM2')), [name]: 'eA==' })).toBe(
        REJECTED,
      );
    }
    expect(await environment.rejected('AsymmetricDecrypt', { ...given, CiphertextBlob: 'eA==' })).toBe(
      invalid('CiphertextBlob'),
    );
  });
});

describe('GetPublicKey', () => {
  it.each(['RSA_2048', 'EC_P256', 'EC_P256K', 'EC_SM2'])('of %s is PEM', async (KeySpec) => {
    const pair = await pairOf(KeySpec);
    const answer = await environment.ok('GetPublicKey', { ...pair });
    expect(answer).toEqual({
      ...pair,
      PublicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n[^-]+-----END PUBLIC KEY-----\n$/),
      RequestId,
    });
    expect((await environment.xml('GetPublicKey', { ...pair })).body).toContain(
      '<PublicKey>-----BEGIN PUBLIC KEY-----\n',
    );
  });

  it('is rejected for what has none', async () => {
    const { KeyId = '', PrimaryKeyVersion: KeyVersionId = '' } = await environment.create();
    expect(await environment.rejected('GetPublicKey', { KeyId, KeyVersionId })).toBe(REJECTED);
    expect(await environment.rejected('GetPublicKey', { KeyId, KeyVersionId: 'nope' })).toBe(NO_VERSION);
    expect(await environment.rejected('GetPublicKey', { KeyId })).toBe(missing('KeyVersionId'));
  });
});

describe('GenerateMac and VerifyMac', () => {
  it.each([
    ['SM3', 32],
    ['SHA_224', 28],
    ['SHA_256', 32],
    ['SHA_384', 48],
    ['SHA_512', 64],
  ])('by HMAC_%s', async (hash, length) => {
    const Algorithm = `HMAC_${hash}`;
    const { KeyId } = await pairOf(Algorithm);
    const given = { KeyId, Algorithm, Message: base64(message) };
    const made = await environment.ok('GenerateMac', given);
    expect(made).toEqual({ KeyId, Algorithm, Mac: expect.any(String), RequestId });
    const { Mac } = made as { Mac: string };
    expect(Buffer.from(Mac, 'base64')).toHaveLength(length);
    expect(await environment.ok('VerifyMac', { ...given, Mac })).toEqual({ KeyId, Algorithm, Value: true, RequestId });
    expect(await environment.ok('VerifyMac', { ...given, Message: 'eA==', Mac })).toEqual({
      KeyId,
      Algorithm,
      Value: false,
      RequestId,
    });
    expect((await environment.xml('VerifyMac', { ...given, Mac: 'eA==' })).body).toContain('<Value>false</Value>');
  });

  it('reject what does not fit', async () => {
    const { KeyId } = await pairOf('HMAC_SHA_256');
    for (const [action, more] of [
      ['GenerateMac', {}],
      ['VerifyMac', { Mac: 'eA==' }],
    ] as const) {
      const given = { KeyId, Algorithm: 'HMAC_SHA_256', Message: 'eA==', ...more };
      expect(await environment.rejected(action, { ...given, Algorithm: 'HMAC_SHA_512' })).toBe(REJECTED);
      expect(await environment.rejected(action, { ...given, Algorithm: 'HMAC_SHA1' })).toBe(invalid('Algorithm'));
      expect(await environment.rejected(action, { ...given, Message: '*' })).toBe(invalid('Message'));
      expect(await environment.rejected(action, { ...given, Message: base64(Buffer.alloc(65_537)) })).toBe(
        invalid('Message'),
      );
      expect(await environment.rejected(action, { ...given, KeyId: (await pairOf('EC_P256')).KeyId })).toBe(REJECTED);
      for (const name of ['KeyId', 'Algorithm', 'Message', ...Object.keys(more)])
        expect(await environment.rejected(action, { ...given, [name]: '' })).toBe(missing(name));
    }
  });
});
