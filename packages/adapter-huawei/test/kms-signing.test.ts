import { constants, createHash, createHmac, createVerify, randomBytes, verify } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { UNKNOWN_KEY, newKey, post, rejected } from './kms.ts';
import { type Environment, openEnvironment } from './environment.ts';

const FIELD = [400, 'KMS.0308'];
const DISABLED = [400, 'KMS.0209'];
const MESSAGE = Buffer.from('a message');
const message = MESSAGE.toString('base64');

const ALGORITHMS = [
  ['RSA_2048', 'RSASSA_PSS_SHA_256', 'sha256'],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
  ['EC_P256', 'ECDSA_SHA_256', 'sha256'],
  ['EC_P384', 'ECDSA_SHA_384', 'sha384'],
  ['SECP256K1', 'ECDSA_SHA_256', 'sha256'],
] as const;

async function publicKey(environment: Environment, key_id: string): Promise<string> {
  return (await post(environment, 'get-publickey', { key_id })).json.public_key;
}

describe('Sign and ValidateSignature', () => {
  it.each(ALGORITHMS)('sign by %s with %s as OpenSSL verifies', async (key_spec, signing_algorithm, hash) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec });
    const key = await publicKey(environment, key_id);
    const digest = createHash(hash).update(MESSAGE).digest('base64');
    for (const input of [
      { message: digest },
      { message: digest, message_type: 'DIGEST' },
      { message, message_type: 'RAW' },
    ]) {
      const signed = (await post(environment, 'sign', { key_id, signing_algorithm, ...input })).json;
      expect(signed.key_id).toBe(key_id);
      const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
      expect(
        verify(hash, MESSAGE, signing_algorithm.includes('PSS') ? pss : key, Buffer.from(signed.signature, 'base64')),
      ).toBe(true);
      const told = async (more: object) =>
        (
          await post(environment, 'verify', {
            key_id,
            signing_algorithm,
            ...input,
            signature: signed.signature,
            ...more,
          })
        ).json;
      expect(await told({})).toEqual({ key_id, signature_valid: 'true' });
      expect(
        await told({ message: randomBytes(Buffer.from(input.message, 'base64').length).toString('base64') }),
      ).toEqual({ key_id, signature_valid: 'false' });
      expect(await told({ signature: randomBytes(70).toString('base64') })).toEqual({
        key_id,
        signature_valid: 'false',
      });
    }
  });

  it('go round by SM2', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec: 'SM2' });
    const given = { key_id, signing_algorithm: 'SM2DSA_SM3', message, message_type: 'RAW' };
    const { signature } = (await post(environment, 'sign', given)).json;
    expect((await post(environment, 'verify', { ...given, signature })).json).toEqual({
      key_id,
      signature_valid: 'true',
    });
    expect((await post(environment, 'verify', { ...given, signature, message: 'AAAA' })).json).toEqual({
      key_id,
      signature_valid: 'false',
    });
  });

  it('reject what does not fit', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec: 'EC_P256' });
    const aes = await newKey(environment, 'aes');
    const good = { key_id, signing_algorithm: 'ECDSA_SHA_256', message, message_type: 'RAW', signature: 'AAAA' };
    for (const name of ['sign', 'verify']) {
      const wrongly = async (more: object) => rejected(environment, name, { ...good, ...more });
      expect(await wrongly({ signing_algorithm: 'ECDSA_SHA_384' })).toEqual(FIELD);
      expect(await wrongly({ signing_algorithm: 'X' })).toEqual(FIELD);
      expect(await wrongly({ message_type: 'X' })).toEqual(FIELD);
      expect(await wrongly({ message: 'A'.repeat(4097) })).toEqual(FIELD);
      expect(await wrongly({ message: 'not base64!' })).toEqual(FIELD);
      expect(await wrongly({ message_type: 'DIGEST' })).toEqual([400, 'KMS.0329']);
      expect(await wrongly({ key_id: aes })).toEqual(FIELD);
      expect(await wrongly({ key_id: UNKNOWN_KEY })).toEqual([404, 'KMS.0207']);
      expect(await wrongly({ key_id: 'x' })).toEqual([400, 'KMS.0205']);
      expect(await wrongly({ signing_algorithm: undefined })).toEqual([400, 'KMS.0204']);
    }
    expect(await rejected(environment, 'verify', { ...good, signature: 'A'.repeat(685) })).toEqual(FIELD);
    await post(environment, 'disable-key', { key_id });
    expect(await rejected(environment, 'sign', good)).toEqual(DISABLED);
    expect(await rejected(environment, 'verify', good)).toEqual(DISABLED);
    expect(await rejected(environment, 'get-publickey', { key_id })).toEqual(DISABLED);
  });
});

describe('ShowPublicKey', () => {
  it('shows each pair its own, in lines that end in CR LF', async () => {
    const environment = await openEnvironment();
    const one = await publicKey(environment, await newKey(environment, 'one', { key_spec: 'EC_P256' }));
    expect(one).toMatch(/^-----BEGIN PUBLIC KEY-----\r\n[^-]+\r\n-----END PUBLIC KEY-----\r\n$/);
    expect(await publicKey(environment, await newKey(environment, 'other', { key_spec: 'EC_P256' }))).not.toBe(one);
    expect(createVerify('sha256').update('x').verify(one, 'AAAA', 'base64')).toBe(false);
  });

  it('shows none of a key that is no pair', async () => {
    const environment = await openEnvironment();
    expect(await rejected(environment, 'get-publickey', { key_id: await newKey(environment) })).toEqual(FIELD);
    expect(await rejected(environment, 'get-publickey', { key_id: UNKNOWN_KEY })).toEqual([404, 'KMS.0207']);
  });
});

describe('GenerateMac and VerifyMac', () => {
  it.each([
    ['HMAC_256', 'HMAC_SHA_256', 64],
    ['HMAC_384', 'HMAC_SHA_384', 96],
    ['HMAC_512', 'HMAC_SHA_512', 128],
    ['HMAC_SM3', 'HMAC_SM3', 64],
  ])('go round by %s', async (key_spec, mac_algorithm, digits) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec });
    const given = { key_id, mac_algorithm, message };
    const { json } = await post(environment, 'generate-mac', given);
    expect(json).toMatchObject({ key_id, mac_algorithm });
    expect(json.mac).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
    expect((await post(environment, 'verify-mac', { ...given, mac: json.mac })).json).toEqual({
      key_id,
      mac_algorithm,
      mac_valid: true,
    });
    expect((await post(environment, 'verify-mac', { ...given, mac: json.mac, message: 'AAAA' })).json).toEqual({
      key_id,
      mac_algorithm,
      mac_valid: false,
    });
    expect((await post(environment, 'verify-mac', { ...given, mac: 'ab' })).json).toEqual({
      key_id,
      mac_algorithm,
      mac_valid: false,
    });
    expect(json.mac).not.toBe(createHmac('sha256', '').update(MESSAGE).digest('hex'));
  });

  it('reject what does not fit', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec: 'HMAC_256' });
    const aes = await newKey(environment, 'aes');
    const good = { key_id, mac_algorithm: 'HMAC_SHA_256', message, mac: 'ab' };
    expect(
      (await post(environment, 'generate-mac', { ...good, message: Buffer.alloc(4096).toString('base64') })).status,
    ).toBe(200);
    for (const name of ['generate-mac', 'verify-mac']) {
      const wrongly = async (more: object) => rejected(environment, name, { ...good, ...more });
      expect(await wrongly({ mac_algorithm: 'HMAC_SHA_512' })).toEqual(FIELD);
      expect(await wrongly({ mac_algorithm: 'X' })).toEqual(FIELD);
      expect(await wrongly({ message: '' })).toEqual(FIELD);
      expect(await wrongly({ message: '====' })).toEqual(FIELD);
      expect(await wrongly({ message: Buffer.alloc(4097).toString('base64') })).toEqual(FIELD);
      expect(await wrongly({ key_id: aes })).toEqual(FIELD);
      expect(await wrongly({ key_id: UNKNOWN_KEY })).toEqual([404, 'KMS.0207']);
    }
    expect(await rejected(environment, 'verify-mac', { ...good, mac: 'xyz' })).toEqual(FIELD);
    await post(environment, 'disable-key', { key_id });
    expect(await rejected(environment, 'generate-mac', good)).toEqual(DISABLED);
    expect(await rejected(environment, 'verify-mac', good)).toEqual(DISABLED);
  });
});
