import { createHash } from 'node:crypto';

import { settleDueKeys } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { DAY, UNKNOWN_KEY, newKey, post, refused } from './kms.ts';
import { type World, openWorld } from './world.ts';

const MISSING = [404, 'KMS.0207'];
const DISABLED = [400, 'KMS.0209'];
const PENDING = [400, 'KMS.0210'];
const FIELD = [400, 'KMS.0308'];
const CIPHERTEXT = [400, 'KMS.2201'];

/** The hexadecimal form in which a data key is given to be encrypted. */
function withDigest(datakey: Buffer, hash = 'sha256'): string {
  return Buffer.concat([datakey, createHash(hash).update(datakey).digest()]).toString('hex');
}

/** The text with one of its characters changed, to another one of both alphabets. */
function changedAt(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

async function encrypted(world: World, key_id: string, plain_text: string, more: object = {}): Promise<string> {
  const { status, text, json } = await post(world, 'encrypt-data', { key_id, plain_text, ...more });
  if (status !== 200) throw new Error(text);
  return json.cipher_text;
}

describe('EncryptData and DecryptData', () => {
  it.each(['AES_256', 'SM4'])('go round by a key of %s', async (key_spec) => {
    const world = await openWorld();
    const key_id = await newKey(world, 'k', { key_spec });
    for (const plain_text of ['a', 'hello world\n', '密码'.repeat(600), 'x'.repeat(4096)]) {
      const cipher_text = await encrypted(world, key_id, plain_text);
      expect(cipher_text).toMatch(/^[0-9a-zA-Z+/=]{128,5648}$/);
      expect((await post(world, 'decrypt-data', { cipher_text })).json).toEqual({
        key_id,
        plain_text,
        plain_text_base64: Buffer.from(plain_text).toString('base64'),
      });
    }
    expect(await encrypted(world, key_id, 'a')).not.toBe(await encrypted(world, key_id, 'a'));
  });

  it('needs what was bound', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    const bound = { additional_authenticated_data: 'b'.repeat(128) };
    const cipher_text = await encrypted(world, key_id, 'v', bound);
    expect((await post(world, 'decrypt-data', { cipher_text, key_id, ...bound })).json.plain_text).toBe('v');
    expect(await refused(world, 'decrypt-data', { cipher_text })).toEqual(CIPHERTEXT);
    expect(await refused(world, 'decrypt-data', { cipher_text, additional_authenticated_data: 'c' })).toEqual(
      CIPHERTEXT,
    );
    expect(
      await refused(world, 'encrypt-data', { key_id, plain_text: 'v', additional_authenticated_data: 'b'.repeat(129) }),
    ).toEqual(FIELD);
    expect(
      await refused(world, 'encrypt-data', { key_id, plain_text: 'v', additional_authenticated_data: '' }),
    ).toEqual(FIELD);
  });

  it('refuses a ciphertext with any byte changed, and one of another key', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    const bytes = Buffer.from(await encrypted(world, key_id, 'v'), 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const [status, code] = await refused(world, 'decrypt-data', { cipher_text: changed.toString('base64') });
      expect([status, ['KMS.2201', 'KMS.0207'].includes(code)]).toEqual([code === 'KMS.0207' ? 404 : 400, true]);
    }
    const other = await newKey(world, 'other');
    expect(await refused(world, 'decrypt-data', { cipher_text: bytes.toString('base64'), key_id: other })).toEqual(
      CIPHERTEXT,
    );
    expect(await refused(world, 'decrypt-data', { cipher_text: 'A'.repeat(128) })).toEqual(CIPHERTEXT);
    expect(await refused(world, 'decrypt-data', { cipher_text: 'A'.repeat(127) })).toEqual(CIPHERTEXT);
    expect(await refused(world, 'decrypt-data', { cipher_text: 'A'.repeat(5649) })).toEqual(CIPHERTEXT);
    expect(await refused(world, 'decrypt-data', {})).toEqual([400, 'KMS.0204']);
  });

  it.each([
    ['RSA_2048', 'RSAES_OAEP_SHA_256'],
    ['SM2', 'SM2_ENCRYPT'],
  ])('go round by a pair of %s', async (key_spec, encryption_algorithm) => {
    const world = await openWorld();
    const key_id = await newKey(world, 'k', { key_spec, key_usage: 'ENCRYPT_DECRYPT' });
    const cipher_text = await encrypted(world, key_id, 'hello world', { encryption_algorithm });
    expect((await post(world, 'decrypt-data', { key_id, cipher_text, encryption_algorithm })).json.plain_text).toBe(
      'hello world',
    );
    expect(await refused(world, 'decrypt-data', { cipher_text, encryption_algorithm })).toEqual([400, 'KMS.0204']);
    expect(await refused(world, 'decrypt-data', { cipher_text })).toEqual(CIPHERTEXT);
    expect(
      await refused(world, 'decrypt-data', { key_id, cipher_text: changedAt(cipher_text, 60), encryption_algorithm }),
    ).toEqual([400, 'KMS.0311']);
    expect(await refused(world, 'encrypt-data', { key_id, plain_text: 'v' })).toEqual(FIELD);
  });

  it('refuses what is too long, the wrong algorithm and the wrong key', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    const pair = await newKey(world, 'pair', { key_spec: 'RSA_2048', key_usage: 'ENCRYPT_DECRYPT' });
    const signing = await newKey(world, 'signing', { key_spec: 'EC_P256' });
    expect(await refused(world, 'encrypt-data', { key_id, plain_text: 'x'.repeat(4097) })).toEqual(FIELD);
    expect(await refused(world, 'encrypt-data', { key_id, plain_text: '密'.repeat(1366) })).toEqual(FIELD);
    expect(await refused(world, 'encrypt-data', { key_id, plain_text: '' })).toEqual(FIELD);
    expect(
      await refused(world, 'encrypt-data', { key_id, plain_text: 'v', encryption_algorithm: 'SM2_ENCRYPT' }),
    ).toEqual(FIELD);
    expect(await refused(world, 'encrypt-data', { key_id, plain_text: 'v', encryption_algorithm: 'ROT_13' })).toEqual(
      FIELD,
    );
    expect(
      await refused(world, 'encrypt-data', {
        key_id: pair,
        plain_text: 'x'.repeat(191),
        encryption_algorithm: 'RSAES_OAEP_SHA_256',
      }),
    ).toEqual(FIELD);
    expect(await refused(world, 'encrypt-data', { key_id: signing, plain_text: 'v' })).toEqual(FIELD);
    expect(await refused(world, 'encrypt-data', { key_id: UNKNOWN_KEY, plain_text: 'v' })).toEqual(MISSING);
    expect(await refused(world, 'encrypt-data', { key_id })).toEqual([400, 'KMS.0204']);
  });

  it('still opens what older versions of a key closed', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    await post(world, 'enable-key-rotation', { key_id });
    await post(world, 'update-key-rotation-interval', { key_id, rotation_interval: 30 });
    const cipher_text = await encrypted(world, key_id, 'old');
    world.services.advance(30 * DAY);
    await settleDueKeys(world.services, 10);
    expect((await post(world, 'get-key-rotation-status', { key_id })).json).toMatchObject({
      number_of_rotations: 1,
      last_rotation_time: String(world.services.clock.now()),
    });
    const newer = await encrypted(world, key_id, 'new');
    expect((await post(world, 'decrypt-data', { cipher_text })).json.plain_text).toBe('old');
    expect((await post(world, 'decrypt-data', { cipher_text: newer })).json.plain_text).toBe('new');
  });
});

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
    const world = await openWorld();
    const key_id = await newKey(world);
    const { json } = await post(world, 'create-datakey', { key_id, ...wanted });
    expect([json.key_id, json.plain_text.length]).toEqual([key_id, bytes * 2]);
    expect(json.plain_text).toMatch(/^[0-9A-F]+$/);
    const opened = await post(world, 'decrypt-datakey', {
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
    const world = await openWorld();
    const key_id = await newKey(world);
    const one = (await post(world, 'create-datakey', { key_id })).json;
    expect((await post(world, 'create-datakey', { key_id })).json.plain_text).not.toBe(one.plain_text);
    const hidden = (await post(world, 'create-datakey-without-plaintext', { key_id, datakey_length: '128' })).json;
    expect(Object.keys(hidden)).toEqual(['key_id', 'cipher_text']);
    const opened = await post(world, 'decrypt-datakey', {
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
  ])('refuses %j', async (wrong, code) => {
    const world = await openWorld();
    const key_id = await newKey(world);
    for (const name of ['create-datakey', 'create-datakey-without-plaintext'])
      expect(await refused(world, name, { key_id, ...wrong })).toEqual([400, code]);
  });
});

describe('EncryptDatakey and DecryptDatakey', () => {
  it.each([
    ['AES_256', 'sha256'],
    ['SM4', 'sm3'],
  ])('go round by a key of %s', async (key_spec, hash) => {
    const world = await openWorld();
    const key_id = await newKey(world, 'k', { key_spec });
    for (const datakey of [Buffer.alloc(1, 7), Buffer.alloc(64, 1), Buffer.alloc(1024, 2)]) {
      const length = String(datakey.length);
      const closed = (
        await post(world, 'encrypt-datakey', {
          key_id,
          plain_text: withDigest(datakey, hash),
          datakey_plain_length: length,
        })
      ).json;
      expect(closed).toMatchObject({ key_id, datakey_length: length });
      const opened = await post(world, 'decrypt-datakey', {
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

  it('refuse what does not fit together', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    const datakey = Buffer.alloc(64, 1);
    const good = {
      key_id,
      plain_text: withDigest(datakey),
      datakey_plain_length: '64',
      additional_authenticated_data: 'b',
    };
    const wrongly = async (more: object) => refused(world, 'encrypt-datakey', { ...good, ...more });
    expect(await wrongly({ plain_text: 'xyz' })).toEqual([400, 'KMS.2101']);
    expect(await wrongly({ plain_text: 'abc' })).toEqual([400, 'KMS.2101']);
    expect(await wrongly({ datakey_plain_length: '0' })).toEqual([400, 'KMS.2102']);
    expect(await wrongly({ datakey_plain_length: '1025' })).toEqual([400, 'KMS.2102']);
    expect(await wrongly({ datakey_plain_length: '63' })).toEqual([400, 'KMS.2104']);
    expect(await wrongly({ plain_text: changedAt(good.plain_text, 5) })).toEqual([400, 'KMS.2103']);
    expect(await wrongly({ key_id: UNKNOWN_KEY })).toEqual(MISSING);

    const { cipher_text } = (await post(world, 'encrypt-datakey', good)).json;
    const closed = { key_id, cipher_text, datakey_cipher_length: '64', additional_authenticated_data: 'b' };
    const wrongAgain = async (more: object) => refused(world, 'decrypt-datakey', { ...closed, ...more });
    expect((await post(world, 'decrypt-datakey', closed)).status).toBe(200);
    expect(await wrongAgain({ cipher_text: 'xyz' })).toEqual(CIPHERTEXT);
    expect(await wrongAgain({ cipher_text: '0200000000' })).toEqual(CIPHERTEXT);
    expect(await wrongAgain({ cipher_text: changedAt(cipher_text, cipher_text.length - 1) })).toEqual([
      400,
      'KMS.2203',
    ]);
    expect(await wrongAgain({ additional_authenticated_data: 'c' })).toEqual([400, 'KMS.2203']);
    expect(await wrongAgain({ key_id: await newKey(world, 'other') })).toEqual([400, 'KMS.2203']);
    expect(await wrongAgain({ datakey_cipher_length: '63' })).toEqual([400, 'KMS.2204']);
    expect(await wrongAgain({ datakey_cipher_length: '1025' })).toEqual([400, 'KMS.2202']);
  });
});

describe('ReEncrypt', () => {
  it('changes the key of data', async () => {
    const world = await openWorld();
    const [from, to] = [await newKey(world, 'from'), await newKey(world, 'to')];
    const cipher_text = await encrypted(world, from, 'v', { additional_authenticated_data: 'b' });
    const given = {
      destination_key_id: to,
      source_additional_authenticated_data: 'b',
      destination_additional_authenticated_data: 'c',
      cipher_text,
    };
    const { json } = await post(world, 're-encrypt', given);
    expect(json).toMatchObject({
      key_id: to,
      source_key_id: from,
      source_encryption_algorithm: 'SYMMETRIC_DEFAULT',
      destination_encryption_algorithm: 'SYMMETRIC_DEFAULT',
    });
    await post(world, 'disable-key', { key_id: from });
    expect(
      (await post(world, 'decrypt-data', { cipher_text: json.cipher_text, additional_authenticated_data: 'c' })).json
        .plain_text,
    ).toBe('v');
    expect(await refused(world, 're-encrypt', given)).toEqual(DISABLED);
  });

  it('changes the key of a data key, and to a pair', async () => {
    const world = await openWorld();
    const [from, to] = [await newKey(world, 'from'), await newKey(world, 'to')];
    const pair = await newKey(world, 'pair', { key_spec: 'RSA_2048', key_usage: 'ENCRYPT_DECRYPT' });
    const datakey = (await post(world, 'create-datakey', { key_id: from })).json;
    const { json } = await post(world, 're-encrypt', {
      destination_key_id: to,
      datakey_cipher_length: '32',
      cipher_text: datakey.cipher_text,
    });
    const opened = await post(world, 'decrypt-datakey', {
      key_id: to,
      datakey_cipher_length: '32',
      cipher_text: json.cipher_text,
    });
    expect(opened.json.data_key).toBe(datakey.plain_text);
    expect(
      await refused(world, 're-encrypt', {
        destination_key_id: to,
        datakey_cipher_length: '31',
        cipher_text: datakey.cipher_text,
      }),
    ).toEqual([400, 'KMS.2204']);
    const cipher_text = await encrypted(world, from, 'v');
    const sealed = (
      await post(world, 're-encrypt', {
        destination_key_id: pair,
        destination_encryption_algorithm: 'RSAES_OAEP_SHA_1',
        cipher_text,
      })
    ).json;
    const back = await post(world, 're-encrypt', {
      source_key_id: pair,
      source_encryption_algorithm: 'RSAES_OAEP_SHA_1',
      destination_key_id: to,
      cipher_text: sealed.cipher_text,
    });
    expect((await post(world, 'decrypt-data', { cipher_text: back.json.cipher_text })).json.plain_text).toBe('v');
  });

  it('refuses what it cannot open or close', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    const cipher_text = await encrypted(world, key_id, 'v');
    const wrongly = async (more: object) =>
      refused(world, 're-encrypt', { destination_key_id: key_id, cipher_text, ...more });
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
    const world = await openWorld();
    const key_id = await newKey(world);
    const external = await newKey(world, 'external', { origin: 'external' });
    const datakey = (await post(world, 'create-datakey', { key_id })).json;
    const cipher_text = await encrypted(world, key_id, 'v');
    const work: readonly (readonly [string, object])[] = [
      ['encrypt-data', { key_id, plain_text: 'v' }],
      ['decrypt-data', { cipher_text }],
      ['create-datakey', { key_id }],
      ['create-datakey-without-plaintext', { key_id }],
      ['encrypt-datakey', { key_id, plain_text: withDigest(Buffer.alloc(64)), datakey_plain_length: '64' }],
      ['decrypt-datakey', { key_id, cipher_text: datakey.cipher_text, datakey_cipher_length: '32' }],
      ['re-encrypt', { destination_key_id: key_id, cipher_text }],
    ];
    for (const [name, body] of work) expect([name, (await post(world, name, body)).status]).toEqual([name, 200]);
    await post(world, 'disable-key', { key_id });
    for (const [name, body] of work) expect([name, await refused(world, name, body)]).toEqual([name, DISABLED]);
    await post(world, 'schedule-key-deletion', { key_id, pending_days: '7' });
    for (const [name, body] of work) expect([name, await refused(world, name, body)]).toEqual([name, PENDING]);
    expect(await refused(world, 'encrypt-data', { key_id: external, plain_text: 'v' })).toEqual([400, 'KMS.1301']);
  });
});
