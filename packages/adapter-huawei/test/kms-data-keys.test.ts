import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { UNKNOWN_KEY, newKey, post, rejected } from './kms.ts';
import { openEnvironment } from './environment.ts';
import { withDigest, changedAt } from './kms-ciphertexts.ts';

const MISSING = [404, 'KMS.0207'];

const CIPHERTEXT = [400, 'KMS.2201'];

describe('CreateDatakey', () => {
  it.each<readonly [object, number]>([
    [{}, 32],
    [{ key_spec: 'AES_128' }, 16],
    [{ key_spec: 'SM4' }, 16],
    [{ key_spec: 'HMAC_384' }, 48],
    [{ key_spec: 'HMAC_512' }, 64],
    [{ datakey_length: '8' }, 1],
    [{ datakey_length: 8192 }, 1024],
    [{ key_spec: 'AES_128', datakey_length: '512' }, 64],
  ])('makes one as %j says', async (wanted, bytes) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const { json } = await post(environment, 'create-datakey', { key_id, ...wanted });
    expect([json.key_id, json.plain_text.length]).toEqual([key_id, bytes * 2]);
    expect(json.plain_text).toMatch(/^[0-9A-F]+$/);
    const opened = await post(environment, 'decrypt-datakey', {
      key_id,
      cipher_text: json.cipher_text,
      datakey_cipher_length: String(bytes),
    });
    expect(opened.json).toEqual({
      data_key: json.plain_text,
      datakey_length: String(bytes),
      datakey_dgst: createHash('sha256').update(Buffer.from(json.plain_text, 'hex')).digest('hex').toUpperCase(),
    });
  });

  it('makes another one each time, and shows it only where it is asked to', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const one = (await post(environment, 'create-datakey', { key_id })).json;
    expect((await post(environment, 'create-datakey', { key_id })).json.plain_text).not.toBe(one.plain_text);
    const hidden = (await post(environment, 'create-datakey-without-plaintext', { key_id, datakey_length: '128' }))
      .json;
    expect(Object.keys(hidden)).toEqual(['key_id', 'cipher_text']);
    const opened = await post(environment, 'decrypt-datakey', {
      key_id,
      cipher_text: hidden.cipher_text,
      datakey_cipher_length: '16',
    });
    expect(opened.json.data_key.length).toBe(32);
  });

  it.each<readonly [object, string]>([
    [{ datakey_length: '0' }, 'KMS.1901'],
    [{ datakey_length: '8200' }, 'KMS.1901'],
    [{ datakey_length: 'x' }, 'KMS.1901'],
    [{ datakey_length: '12' }, 'KMS.1903'],
    [{ key_spec: 'AES_512' }, 'KMS.1902'],
    [{ key_id: 'x' }, 'KMS.0205'],
    [{ additional_authenticated_data: 'b'.repeat(129) }, 'KMS.0308'],
  ])('rejects %j', async (wrong, code) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    for (const name of ['create-datakey', 'create-datakey-without-plaintext'])
      expect(await rejected(environment, name, { key_id, ...wrong })).toEqual([400, code]);
  });
});

describe('EncryptDatakey and DecryptDatakey', () => {
  it.each([
    ['AES_256', 'sha256'],
    ['SM4', 'sm3'],
  ])('go round by a key of %s', async (key_spec, hash) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec });
    for (const datakey of [Buffer.alloc(1, 7), Buffer.alloc(64, 1), Buffer.alloc(1024, 2)]) {
      const length = String(datakey.length);
      const closed = (
        await post(environment, 'encrypt-datakey', {
          key_id,
          plain_text: withDigest(datakey, hash),
          datakey_plain_length: length,
        })
      ).json;
      expect(closed).toMatchObject({ key_id, datakey_length: length });
      const opened = await post(environment, 'decrypt-datakey', {
        key_id,
        cipher_text: closed.cipher_text.toLowerCase(),
        datakey_cipher_length: length,
      });
      expect(opened.json).toEqual({
        data_key: datakey.toString('hex').toUpperCase(),
        datakey_length: length,
        datakey_dgst: createHash(hash).update(datakey).digest('hex').toUpperCase(),
      });
    }
  });

  it('reject what does not fit together', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const datakey = Buffer.alloc(64, 1);
    const good = {
      key_id,
      plain_text: withDigest(datakey),
      datakey_plain_length: '64',
      additional_authenticated_data: 'b',
    };
    const wrongly = async (more: object) => rejected(environment, 'encrypt-datakey', { ...good, ...more });
    expect(await wrongly({ plain_text: 'xyz' })).toEqual([400, 'KMS.2101']);
    expect(await wrongly({ plain_text: 'abc' })).toEqual([400, 'KMS.2101']);
    expect(await wrongly({ datakey_plain_length: '0' })).toEqual([400, 'KMS.2102']);
    expect(await wrongly({ datakey_plain_length: '1025' })).toEqual([400, 'KMS.2102']);
    expect(await wrongly({ datakey_plain_length: '63' })).toEqual([400, 'KMS.2104']);
    expect(await wrongly({ plain_text: changedAt(good.plain_text, 5) })).toEqual([400, 'KMS.2103']);
    expect(await wrongly({ key_id: UNKNOWN_KEY })).toEqual(MISSING);

    const { cipher_text } = (await post(environment, 'encrypt-datakey', good)).json;
    const closed = { key_id, cipher_text, datakey_cipher_length: '64', additional_authenticated_data: 'b' };
    const wrongAgain = async (more: object) => rejected(environment, 'decrypt-datakey', { ...closed, ...more });
    expect((await post(environment, 'decrypt-datakey', closed)).status).toBe(200);
    expect(await wrongAgain({ cipher_text: 'xyz' })).toEqual(CIPHERTEXT);
    expect(await wrongAgain({ cipher_text: '0200000000' })).toEqual(CIPHERTEXT);
    expect(await wrongAgain({ cipher_text: changedAt(cipher_text, cipher_text.length - 1) })).toEqual([
      400,
      'KMS.2203',
    ]);
    expect(await wrongAgain({ additional_authenticated_data: 'c' })).toEqual([400, 'KMS.2203']);
    expect(await wrongAgain({ key_id: await newKey(environment, 'other') })).toEqual([400, 'KMS.2203']);
    expect(await wrongAgain({ datakey_cipher_length: '63' })).toEqual([400, 'KMS.2204']);
    expect(await wrongAgain({ datakey_cipher_length: '1025' })).toEqual([400, 'KMS.2202']);
  });
});
