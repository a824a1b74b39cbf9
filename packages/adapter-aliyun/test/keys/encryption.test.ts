import { runDueKeys } from '@dragoman/core';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { json } from '../environment.ts';
import {
  type KeyEnvironment,
  NOT_FOUND,
  NO_ALIAS,
  UNSUPPORTED,
  base64,
  invalid,
  keyEnvironment,
  missing,
} from './key-environment.ts';

const RequestId = expect.any(String);
const DAY = 86_400_000;

let environment: KeyEnvironment;
let KeyId = '';
let PrimaryKeyVersion = '';
beforeEach(async () => {
  environment = await keyEnvironment();
  ({ KeyId = '', PrimaryKeyVersion = '' } = await environment.create());
});

const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64');

/** The blob with one byte changed. */
function changed(blob: string, at: number): string {
  const copy = bytes(blob);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy.toString('base64');
}

describe('Encrypt and Decrypt', () => {
  it.each(['Aliyun_AES_256', 'Aliyun_AES_128', 'Aliyun_SM4'])('go there and back by %s', async (KeySpec) => {
    const key = await environment.create({ KeySpec });
    const answer = await environment.ok('Encrypt', { KeyId: key['KeyId'] ?? '', Plaintext: base64('秘密') });
    expect(answer).toEqual({
      KeyId: key['KeyId'],
      KeyVersionId: key['PrimaryKeyVersion'],
      CiphertextBlob: expect.any(String),
      RequestId,
    });
    const { CiphertextBlob } = answer as { CiphertextBlob: string };
    expect(bytes(CiphertextBlob).toString('latin1', 0, 36)).toBe(key['PrimaryKeyVersion']);
    expect(bytes(CiphertextBlob).includes('秘密')).toBe(false);
    expect(await environment.ok('Decrypt', { CiphertextBlob })).toEqual({
      KeyId: key['KeyId'],
      KeyVersionId: key['PrimaryKeyVersion'],
      Plaintext: base64('秘密'),
      RequestId,
    });
  });

  it('answer in XML, and for an alias', async () => {
    await environment.ok('CreateAlias', { KeyId, AliasName: 'alias/a' });
    const { body } = await environment.xml('Encrypt', { KeyId: 'alias/a', Plaintext: 'eA==' });
    expect(body).toMatch(
      new RegExp(
        `^<KMS><KeyId>${KeyId}</KeyId><KeyVersionId>${PrimaryKeyVersion}</KeyVersionId><CiphertextBlob>` +
          `[^<]+</CiphertextBlob><RequestId>[^<]+</RequestId></KMS>$`,
      ),
    );
    const CiphertextBlob = /<CiphertextBlob>([^<]+)/.exec(String(body))?.[1] ?? '';
    expect((await environment.xml('Decrypt', { CiphertextBlob })).body).toContain('<Plaintext>eA==</Plaintext>');
    expect(json(await environment.acs3('Decrypt', { CiphertextBlob }))).toMatchObject({ Plaintext: 'eA==' });
  });

  it('make another ciphertext each time', async () => {
    const one = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' });
    expect((await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' }))['CiphertextBlob']).not.toBe(
      one['CiphertextBlob'],
    );
  });

  it('bind the encryption context, whatever the order of its pairs', async () => {
    const { CiphertextBlob = '' } = await environment.text('Encrypt', {
      KeyId,
      Plaintext: 'eA==',
      EncryptionContext: '{"a":"1","b":"2"}',
    });
    expect(await environment.ok('Decrypt', { CiphertextBlob, EncryptionContext: '{"b":"2","a":"1"}' })).toMatchObject({
      Plaintext: 'eA==',
    });
    for (const EncryptionContext of ['', '{}', '{"a":"1"}', '{"a":"1","b":"3"}', '{"a":"1","b":"2","c":""}']) {
      expect(await environment.rejected('Decrypt', { CiphertextBlob, EncryptionContext })).toBe(
        invalid('CiphertextBlob'),
      );
    }
    for (const EncryptionContext of ['x', '[]', '"a"', '{"a":1}', '{"a":{}}']) {
      expect(await environment.rejected('Decrypt', { CiphertextBlob, EncryptionContext })).toBe(
        invalid('EncryptionContext'),
      );
      expect(await environment.rejected('Encrypt', { KeyId, Plaintext: 'eA==', EncryptionContext })).toBe(
        invalid('EncryptionContext'),
      );
    }
  });

  it('take an encryption context of 8,192 characters, and ignore one spread over parameters', async () => {
    const ofLength = (length: number) => `{"a":"${'中'.repeat(length - 8)}"}`;
    const { CiphertextBlob = '' } = await environment.text('Encrypt', {
      KeyId,
      Plaintext: 'eA==',
      EncryptionContext: ofLength(8192),
    });
    expect(await environment.ok('Decrypt', { CiphertextBlob, EncryptionContext: ofLength(8192) })).toMatchObject({
      Plaintext: 'eA==',
    });
    const long = ofLength(8193);
    expect(await environment.rejected('Decrypt', { CiphertextBlob, EncryptionContext: long })).toBe(
      invalid('EncryptionContext'),
    );
    for (const [action, params] of [
      ['Encrypt', { Plaintext: 'eA==' }],
      ['GenerateDataKey', {}],
      ['GenerateDataKeyWithoutPlaintext', {}],
    ] as const)
      expect(await environment.rejected(action, { KeyId, ...params, EncryptionContext: long })).toBe(
        invalid('EncryptionContext'),
      );
    for (const name of ['SourceEncryptionContext', 'DestinationEncryptionContext']) {
      expect(await environment.rejected('ReEncrypt', { CiphertextBlob, DestinationKeyId: KeyId, [name]: long })).toBe(
        invalid(name),
      );
    }
    const spread = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==', 'EncryptionContext.a': 'b' });
    expect(await environment.ok('Decrypt', { CiphertextBlob: spread['CiphertextBlob'] ?? '' })).toMatchObject({
      Plaintext: 'eA==',
    });
  });

  it('reject a ciphertext that was changed anywhere', async () => {
    const { CiphertextBlob = '' } = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' });
    const { length } = bytes(CiphertextBlob);
    for (const at of [0, 35, 36, 77, length - 29, length - 20, length - 1]) {
      expect(await environment.rejected('Decrypt', { CiphertextBlob: changed(CiphertextBlob, at) })).toBe(
        invalid('CiphertextBlob'),
      );
    }
    // Changed like this it names a key that is not there.
    expect(await environment.rejected('Decrypt', { CiphertextBlob: changed(CiphertextBlob, 38) })).toBe(NOT_FOUND);
    for (const blob of ['eA==', 'x', CiphertextBlob.slice(0, 64), base64('x'.repeat(100))])
      expect(await environment.rejected('Decrypt', { CiphertextBlob: blob })).toBe(invalid('CiphertextBlob'));
    expect(await environment.rejected('Decrypt')).toBe(missing('CiphertextBlob'));
  });

  it('take 6144 bytes and not one more', async () => {
    await environment.ok('Encrypt', { KeyId, Plaintext: base64(Buffer.alloc(6144)) });
    expect(await environment.rejected('Encrypt', { KeyId, Plaintext: base64(Buffer.alloc(6145)) })).toBe(
      invalid('Plaintext'),
    );
    expect(await environment.rejected('Encrypt', { KeyId })).toBe(missing('Plaintext'));
    expect(await environment.rejected('Encrypt', { Plaintext: 'eA==' })).toBe(missing('KeyId'));
  });

  const NOT_BASE64 = ['x', 'plaintext', 'eA=', 'eA', 'e A==', 'eA==\n', '_-==', 'eB==', '秘密'];

  it.each(NOT_BASE64)('give back the plaintext %j, which is no Base64, as it was sent', async (Plaintext) => {
    const { CiphertextBlob = '' } = await environment.text('Encrypt', { KeyId, Plaintext });
    expect(await environment.ok('Decrypt', { CiphertextBlob })).toMatchObject({ KeyId, Plaintext });
    const bound = { KeyId, Plaintext, EncryptionContext: '{"a":"b"}' };
    const { CiphertextBlob: blob = '' } = await environment.text('Encrypt', bound);
    expect(await environment.rejected('Decrypt', { CiphertextBlob: blob })).toBe(invalid('CiphertextBlob'));
    const moved = await environment.text('ReEncrypt', {
      CiphertextBlob: blob,
      DestinationKeyId: KeyId,
      SourceEncryptionContext: '{"a":"b"}',
    });
    expect(await environment.ok('Decrypt', { CiphertextBlob: moved['CiphertextBlob'] ?? '' })).toMatchObject({
      Plaintext,
    });
  });

  it('take at most 6144 bytes of a plaintext that is no Base64', async () => {
    await environment.ok('Encrypt', { KeyId, Plaintext: '中'.repeat(2048) });
    expect(await environment.rejected('Encrypt', { KeyId, Plaintext: `${'中'.repeat(2048)}x` })).toBe(
      invalid('Plaintext'),
    );
  });

  it.each(NOT_BASE64.filter((text) => text !== 'eB=='))(
    'reject the plaintext %j where it has to be Base64',
    async (Plaintext) => {
      const strict = await keyEnvironment({ settings: { plaintext: 'base64' } });
      const key = (await strict.create())['KeyId'] ?? '';
      expect(await strict.rejected('Encrypt', { KeyId: key, Plaintext })).toBe(invalid('Plaintext'));
    },
  );

  it('need a symmetric key that is there', async () => {
    expect(await environment.rejected('Encrypt', { KeyId: 'nope', Plaintext: 'eA==' })).toBe(NOT_FOUND);
    expect(await environment.rejected('Encrypt', { KeyId: 'alias/nope', Plaintext: 'eA==' })).toBe(NO_ALIAS);
    for (const KeySpec of ['EC_P256', 'HMAC_SHA_256']) {
      const { KeyId: other = '' } = await environment.create({ KeySpec });
      expect(await environment.rejected('Encrypt', { KeyId: other, Plaintext: 'eA==' })).toBe(UNSUPPORTED);
      expect(await environment.rejected('GenerateDataKey', { KeyId: other })).toBe(UNSUPPORTED);
    }
  });

  it('work on after a rotation, older ciphertexts by the version that made them', async () => {
    await environment.ok('UpdateRotationPolicy', { KeyId, EnableAutomaticRotation: 'true', RotationInterval: '7d' });
    const before = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' });
    environment.services.advance(7 * DAY);
    await runDueKeys(environment.services, 10);
    expect(await environment.ok('ListKeyVersions', { KeyId })).toMatchObject({ TotalCount: 2 });
    const after = await environment.text('Encrypt', { KeyId, Plaintext: 'eQ==' });
    expect(after['KeyVersionId']).not.toBe(before['KeyVersionId']);
    expect(await environment.describe(KeyId)).toMatchObject({
      PrimaryKeyVersion: after['KeyVersionId'],
      LastRotationDate: '2026-11-29T00:50:31Z',
    });
    for (const { CiphertextBlob = '', KeyVersionId } of [before, after])
      expect(await environment.ok('Decrypt', { CiphertextBlob })).toMatchObject({ KeyVersionId });
    // The id in front counts too.
    const forged = Buffer.concat([
      Buffer.from(after['KeyVersionId'] ?? ''),
      bytes(before['CiphertextBlob']).subarray(36),
    ]);
    expect(await environment.rejected('Decrypt', { CiphertextBlob: base64(forged) })).toBe(invalid('CiphertextBlob'));
  });
});

describe('DryRun', () => {
  it('of cryptography never succeeds, and says what would be', async () => {
    const { KeyId: pair = '', PrimaryKeyVersion: KeyVersionId = '' } = await environment.create({ KeySpec: 'EC_P256' });
    const { KeyId: hmac = '' } = await environment.create({ KeySpec: 'HMAC_SHA_256' });
    const { CiphertextBlob = '' } = await environment.text('Encrypt', { KeyId, Plaintext: 'eA==' });
    const signing = { KeyId: pair, KeyVersionId, Algorithm: 'ECDSA_SHA_256', Digest: base64(Buffer.alloc(32)) };
    const mac = { KeyId: hmac, Algorithm: 'HMAC_SHA_256', Message: 'eA==', Mac: 'eA==' };
    const calls = [
      ['Encrypt', { KeyId, Plaintext: 'eA==' }, 'Plaintext'],
      ['Decrypt', { CiphertextBlob }, 'CiphertextBlob'],
      ['GenerateDataKey', { KeyId }, 'KeyId'],
      ['GenerateDataKeyWithoutPlaintext', { KeyId }, 'KeyId'],
      ['ReEncrypt', { CiphertextBlob, DestinationKeyId: KeyId }, 'CiphertextBlob'],
      ['AsymmetricSign', signing, 'Digest'],
      ['AsymmetricVerify', { ...signing, Value: 'eA==' }, 'Digest'],
      ['GetPublicKey', { KeyId: pair, KeyVersionId }, 'KeyVersionId'],
      ['GenerateMac', mac, 'Message'],
      ['VerifyMac', mac, 'Message'],
    ] as const;
    for (const [action, params, needed] of calls) {
      expect(await environment.rejected(action, { ...params, DryRun: 'true' })).toMatch(/^400 DryRunOperationError /);
      await environment.ok(action, { ...params, DryRun: 'false' });
      expect(await environment.rejected(action, { ...params, DryRun: 'true', [needed]: '' })).toMatch(
        /^400 ValidationError /,
      );
      expect(await environment.rejected(action, { ...params, DryRun: 'x' })).toBe(invalid('DryRun'));
    }
  });
});
