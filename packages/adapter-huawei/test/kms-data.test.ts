import { runDueKeys } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { DAY, UNKNOWN_KEY, newKey, post, rejected } from './kms.ts';
import { type Environment, openEnvironment } from './environment.ts';
import { withDigest, changedAt } from './kms-ciphertexts.ts';

const MISSING = [404, 'KMS.0207'];
const DISABLED = [400, 'KMS.0209'];
const PENDING = [400, 'KMS.0210'];
const FIELD = [400, 'KMS.0308'];
const CIPHERTEXT = [400, 'KMS.2201'];

async function encrypted(
  environment: Environment,
  key_id: string,
  plain_text: string,
  more: object = {},
): Promise<string> {
  const { status, text, json } = await post(environment, 'encrypt-data', { key_id, plain_text, ...more });
  if (status !== 200) throw new Error(text);
  return json.cipher_text;
}

describe('EncryptData and DecryptData', () => {
  it.each(['AES_256', 'SM4'])('go round by a key of %s', async (key_spec) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec });
    for (const plain_text of ['a', 'hello world\n', '密码'.repeat(600), 'x'.repeat(4096)]) {
      const cipher_text = await encrypted(environment, key_id, plain_text);
      expect(cipher_text).toMatch(/^[0-9a-zA-Z+/=]{128,5648}$/);
      expect((await post(environment, 'decrypt-data', { cipher_text })).json).toEqual({
        key_id,
        plain_text,
        plain_text_base64: Buffer.from(plain_text).toString('base64'),
      });
    }
    expect(await encrypted(environment, key_id, 'a')).not.toBe(await encrypted(environment, key_id, 'a'));
  });

  it('needs what was bound', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const bound = { additional_authenticated_data: 'b'.repeat(128) };
    const cipher_text = await encrypted(environment, key_id, 'v', bound);
    expect((await post(environment, 'decrypt-data', { cipher_text, key_id, ...bound })).json.plain_text).toBe('v');
    expect(await rejected(environment, 'decrypt-data', { cipher_text })).toEqual(CIPHERTEXT);
    expect(await rejected(environment, 'decrypt-data', { cipher_text, additional_authenticated_data: 'c' })).toEqual(
      CIPHERTEXT,
    );
    expect(
      await rejected(environment, 'encrypt-data', {
        key_id,
        plain_text: 'v',
        additional_authenticated_data: 'b'.repeat(129),
      }),
    ).toEqual(FIELD);
    expect(
      await rejected(environment, 'encrypt-data', { key_id, plain_text: 'v', additional_authenticated_data: '' }),
    ).toEqual(FIELD);
  });

  it('rejects a ciphertext with any byte changed, and one of another key', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const bytes = Buffer.from(await encrypted(environment, key_id, 'v'), 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const [status, code] = await rejected(environment, 'decrypt-data', { cipher_text: changed.toString('base64') });
      expect([status, ['KMS.2201', 'KMS.0207'].includes(code)]).toEqual([code === 'KMS.0207' ? 404 : 400, true]);
    }
    const other = await newKey(environment, 'other');
    expect(
      await rejected(environment, 'decrypt-data', { cipher_text: bytes.toString('base64'), key_id: other }),
    ).toEqual(CIPHERTEXT);
    expect(await rejected(environment, 'decrypt-data', { cipher_text: 'A'.repeat(128) })).toEqual(CIPHERTEXT);
    expect(await rejected(environment, 'decrypt-data', { cipher_text: 'A'.repeat(127) })).toEqual(CIPHERTEXT);
    expect(await rejected(environment, 'decrypt-data', { cipher_text: 'A'.repeat(5649) })).toEqual(CIPHERTEXT);
    expect(await rejected(environment, 'decrypt-data', {})).toEqual([400, 'KMS.0204']);
  });

  it.each([
    ['RSA_2048', 'RSAES_OAEP_SHA_256'],
    ['SM2', 'SM2_ENCRYPT'],
  ])('go round by a pair of %s', async (key_spec, encryption_algorithm) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { key_spec, key_usage: 'ENCRYPT_DECRYPT' });
    const cipher_text = await encrypted(environment, key_id, 'hello world', { encryption_algorithm });
    expect(
      (await post(environment, 'decrypt-data', { key_id, cipher_text, encryption_algorithm })).json.plain_text,
    ).toBe('hello world');
    expect(await rejected(environment, 'decrypt-data', { cipher_text, encryption_algorithm })).toEqual([
      400,
      'KMS.0204',
    ]);
    expect(await rejected(environment, 'decrypt-data', { cipher_text })).toEqual(CIPHERTEXT);
    expect(
      await rejected(environment, 'decrypt-data', {
        key_id,
        cipher_text: changedAt(cipher_text, 60),
        encryption_algorithm,
      }),
    ).toEqual([400, 'KMS.0311']);
    expect(await rejected(environment, 'encrypt-data', { key_id, plain_text: 'v' })).toEqual(FIELD);
  });

  it('rejects what is too long, the wrong algorithm and the wrong key', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const pair = await newKey(environment, 'pair', { key_spec: 'RSA_2048', key_usage: 'ENCRYPT_DECRYPT' });
    const signing = await newKey(environment, 'signing', { key_spec: 'EC_P256' });
    expect(await rejected(environment, 'encrypt-data', { key_id, plain_text: 'x'.repeat(4097) })).toEqual(FIELD);
    expect(await rejected(environment, 'encrypt-data', { key_id, plain_text: '密'.repeat(1366) })).toEqual(FIELD);
    expect(await rejected(environment, 'encrypt-data', { key_id, plain_text: '' })).toEqual(FIELD);
    expect(
      await rejected(environment, 'encrypt-data', { key_id, plain_text: 'v', encryption_algorithm: 'SM2_ENCRYPT' }),
    ).toEqual(FIELD);
    expect(
      await rejected(environment, 'encrypt-data', { key_id, plain_text: 'v', encryption_algorithm: 'ROT_13' }),
    ).toEqual(FIELD);
    expect(
      await rejected(environment, 'encrypt-data', {
        key_id: pair,
        plain_text: 'x'.repeat(191),
        encryption_algorithm: 'RSAES_OAEP_SHA_256',
      }),
    ).toEqual(FIELD);
    expect(await rejected(environment, 'encrypt-data', { key_id: signing, plain_text: 'v' })).toEqual(FIELD);
    expect(await rejected(environment, 'encrypt-data', { key_id: UNKNOWN_KEY, plain_text: 'v' })).toEqual(MISSING);
    expect(await rejected(environment, 'encrypt-data', { key_id })).toEqual([400, 'KMS.0204']);
  });

  it('still opens what older versions of a key closed', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    await post(environment, 'enable-key-rotation', { key_id });
    await post(environment, 'update-key-rotation-interval', { key_id, rotation_interval: 30 });
    const cipher_text = await encrypted(environment, key_id, 'old');
    environment.services.advance(30 * DAY);
    await runDueKeys(environment.services, 10);
    expect((await post(environment, 'get-key-rotation-status', { key_id })).json).toMatchObject({
      number_of_rotations: 1,
      last_rotation_time: String(environment.services.clock.now()),
    });
    const newer = await encrypted(environment, key_id, 'new');
    expect((await post(environment, 'decrypt-data', { cipher_text })).json.plain_text).toBe('old');
    expect((await post(environment, 'decrypt-data', { cipher_text: newer })).json.plain_text).toBe('new');
  });
});

describe('ReEncrypt', () => {
  it('changes the key of data', async () => {
    const environment = await openEnvironment();
    const [from, to] = [await newKey(environment, 'from'), await newKey(environment, 'to')];
    const cipher_text = await encrypted(environment, from, 'v', { additional_authenticated_data: 'b' });
    const given = {
      destination_key_id: to,
      source_additional_authenticated_data: 'b',
      destination_additional_authenticated_data: 'c',
      cipher_text,
    };
    const { json } = await post(environment, 're-encrypt', given);
    expect(json).toMatchObject({
      key_id: to,
      source_key_id: from,
      source_encryption_algorithm: 'SYMMETRIC_DEFAULT',
      destination_encryption_algorithm: 'SYMMETRIC_DEFAULT',
    });
    await post(environment, 'disable-key', { key_id: from });
    expect(
      (await post(environment, 'decrypt-data', { cipher_text: json.cipher_text, additional_authenticated_data: 'c' }))
        .json.plain_text,
    ).toBe('v');
    expect(await rejected(environment, 're-encrypt', given)).toEqual(DISABLED);
  });

  it('changes the key of a data key, and to a pair', async () => {
    const environment = await openEnvironment();
    const [from, to] = [await newKey(environment, 'from'), await newKey(environment, 'to')];
    const pair = await newKey(environment, 'pair', { key_spec: 'RSA_2048', key_usage: 'ENCRYPT_DECRYPT' });
    const datakey = (await post(environment, 'create-datakey', { key_id: from })).json;
    const { json } = await post(environment, 're-encrypt', {
      destination_key_id: to,
      datakey_cipher_length: '32',
      cipher_text: datakey.cipher_text,
    });
    const opened = await post(environment, 'decrypt-datakey', {
      key_id: to,
      datakey_cipher_length: '32',
      cipher_text: json.cipher_text,
    });
    expect(opened.json.data_key).toBe(datakey.plain_text);
    expect(
      await rejected(environment, 're-encrypt', {
        destination_key_id: to,
        datakey_cipher_length: '31',
        cipher_text: datakey.cipher_text,
      }),
    ).toEqual([400, 'KMS.2204']);
    const cipher_text = await encrypted(environment, from, 'v');
    const sealed = (
      await post(environment, 're-encrypt', {
        destination_key_id: pair,
        destination_encryption_algorithm: 'RSAES_OAEP_SHA_1',
        cipher_text,
      })
    ).json;
    const back = await post(environment, 're-encrypt', {
      source_key_id: pair,
      source_encryption_algorithm: 'RSAES_OAEP_SHA_1',
      destination_key_id: to,
      cipher_text: sealed.cipher_text,
    });
    expect((await post(environment, 'decrypt-data', { cipher_text: back.json.cipher_text })).json.plain_text).toBe('v');
  });

  it('rejects what it cannot open or close', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const cipher_text = await encrypted(environment, key_id, 'v');
    const wrongly = async (more: object) =>
      rejected(environment, 're-encrypt', { destination_key_id: key_id, cipher_text, ...more });
    expect(await wrongly({ cipher_text: 'AAAA' })).toEqual(CIPHERTEXT);
    expect(await wrongly({ destination_key_id: UNKNOWN_KEY })).toEqual(MISSING);
    expect(await wrongly({ destination_key_id: 'x' })).toEqual([400, 'KMS.0205']);
    expect(await wrongly({ source_key_id: UNKNOWN_KEY })).toEqual(MISSING);
    expect(await wrongly({ source_encryption_algorithm: 'X' })).toEqual(FIELD);
    expect(await wrongly({ source_additional_authenticated_data: 'b' })).toEqual(CIPHERTEXT);
    expect(await wrongly({ datakey_cipher_length: '0' })).toEqual([400, 'KMS.2202']);
  });
});

describe('a key that is not enabled', () => {
  it('does no work', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const external = await newKey(environment, 'external', { origin: 'external' });
    const datakey = (await post(environment, 'create-datakey', { key_id })).json;
    const cipher_text = await encrypted(environment, key_id, 'v');
    const work: readonly (readonly [string, object])[] = [
      ['encrypt-data', { key_id, plain_text: 'v' }],
      ['decrypt-data', { cipher_text }],
      ['create-datakey', { key_id }],
      ['create-datakey-without-plaintext', { key_id }],
      ['encrypt-datakey', { key_id, plain_text: withDigest(Buffer.alloc(64)), datakey_plain_length: '64' }],
      ['decrypt-datakey', { key_id, cipher_text: datakey.cipher_text, datakey_cipher_length: '32' }],
      ['re-encrypt', { destination_key_id: key_id, cipher_text }],
    ];
    for (const [name, body] of work) expect([name, (await post(environment, name, body)).status]).toEqual([name, 200]);
    await post(environment, 'disable-key', { key_id });
    for (const [name, body] of work) expect([name, await rejected(environment, name, body)]).toEqual([name, DISABLED]);
    await post(environment, 'schedule-key-deletion', { key_id, pending_days: '7' });
    for (const [name, body] of work) expect([name, await rejected(environment, name, body)]).toEqual([name, PENDING]);
    expect(await rejected(environment, 'encrypt-data', { key_id: external, plain_text: 'v' })).toEqual([
      400,
      'KMS.1301',
    ]);
  });
});
