import { constants, createPrivateKey, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { DAY, UNKNOWN_KEY, describeKey, newKey, post, rejected } from './kms.ts';
import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { type Environment, openEnvironment } from './environment.ts';

const NOT_PENDING = [400, 'KMS.0310'];
const MATERIAL = randomBytes(32);

interface Expected {
  readonly import_token: string;
  readonly encrypted_key_material: string;
}

/** What imports a material, made as a user makes it. */
async function wrapped(
  environment: Environment,
  key_id: string,
  material: Buffer,
  wrapping_algorithm = 'RSAES_OAEP_SHA_256',
): Promise<Expected> {
  const { json } = await post(environment, 'get-parameters-for-import', { key_id, wrapping_algorithm });
  const key = createPublicKey({ key: Buffer.from(json.public_key, 'base64'), format: 'der', type: 'spki' });
  const oaepHash = wrapping_algorithm.endsWith('256') ? 'sha256' : 'sha1';
  const closed = publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, material);
  return { import_token: json.import_token, encrypted_key_material: closed.toString('base64') };
}

describe('the import of material', () => {
  it('enables a key, which works until it is deleted and again once it is back', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { origin: 'external' });
    const answer = await post(environment, 'import-key-material', {
      key_id,
      ...(await wrapped(environment, key_id, MATERIAL)),
    });
    expect([answer.status, answer.text, (await describeKey(environment, key_id)).key_state]).toEqual([200, '{}', '2']);
    const { cipher_text } = (await post(environment, 'encrypt-data', { key_id, plain_text: 'v' })).json;
    await post(environment, 'disable-key', { key_id });
    expect((await post(environment, 'delete-imported-key-material', { key_id })).text).toBe('{}');
    expect((await describeKey(environment, key_id)).key_state).toBe('5');
    expect(await rejected(environment, 'decrypt-data', { cipher_text })).toEqual([400, 'KMS.1301']);
    expect(await rejected(environment, 'delete-imported-key-material', { key_id })).toEqual([400, 'KMS.2701']);
    expect(
      await rejected(environment, 'import-key-material', {
        key_id,
        ...(await wrapped(environment, key_id, randomBytes(32))),
      }),
    ).toEqual([400, 'KMS.2606']);
    await post(environment, 'import-key-material', {
      key_id,
      ...(await wrapped(environment, key_id, MATERIAL, 'RSAES_OAEP_SHA_1')),
    });
    expect((await post(environment, 'decrypt-data', { cipher_text })).json.plain_text).toBe('v');
  });

  it('lasts as long as is said', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { origin: 'external' });
    const parameters = await post(environment, 'get-parameters-for-import', {
      key_id,
      wrapping_algorithm: 'SM2_ENCRYPT',
    });
    expect(parameters.json).toMatchObject({ key_id, expiration_time: (START + DAY) / 1000 });
    const given = { key_id, ...(await wrapped(environment, key_id, MATERIAL)) };
    const now = START / 1000;
    expect(await rejected(environment, 'import-key-material', { ...given, expiration_time: now })).toEqual([
      400,
      'KMS.2602',
    ]);
    await post(environment, 'import-key-material', { ...given, expiration_time: now + 60 });
    expect(await describeKey(environment, key_id)).toMatchObject({
      key_state: '2',
      expiration_time: String(START + 60_000),
    });
    environment.services.advance(60_000);
    expect(await describeKey(environment, key_id)).toMatchObject({ key_state: '5', expiration_time: '' });
  });

  it('takes the time of its end in a string, as an SDK declares it', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { origin: 'external' });
    const material = await wrapped(environment, key_id, MATERIAL);
    await post(environment, 'import-key-material', { key_id, ...material, expiration_time: '2999886177' });
    expect((await describeKey(environment, key_id)).expiration_time).toBe('2999886177000');
  });

  it('rejects what was not made for it', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'k', { origin: 'external' });
    const other = await newKey(environment, 'other', { origin: 'external' });
    const good = { key_id, ...(await wrapped(environment, key_id, MATERIAL)) };
    const wrongly = async (more: object) => rejected(environment, 'import-key-material', { ...good, ...more });
    expect(await wrongly(await wrapped(environment, key_id, randomBytes(16)))).toEqual([400, 'KMS.2604']);
    expect(await wrongly({ encrypted_key_material: 'A'.repeat(344) })).toEqual([400, 'KMS.2604']);
    expect(await wrongly(await wrapped(environment, other, MATERIAL))).toEqual([400, 'KMS.2605']);
    expect(await wrongly({ import_token: 'A'.repeat(200) })).toEqual([400, 'KMS.2605']);
    expect(await wrongly({ encrypted_privatekey: 'AAAA' })).toEqual([400, 'KMS.0308']);
    for (const expiration_time of ['1', 1]) expect(await wrongly({ expiration_time })).toEqual([400, 'KMS.2602']);
    for (const expiration_time of ['1.5', '-1', '', 'soon', '10000000001', 10_000_000_001])
      expect(await wrongly({ expiration_time })).toEqual([400, 'KMS.0308']);
    expect(await wrongly({ expiration_time: true })).toEqual([400, 'KMS.0202']);
    expect(await wrongly({ key_id: UNKNOWN_KEY })).toEqual([404, 'KMS.0207']);
    environment.services.advance(DAY);
    expect(await wrongly({})).toEqual([400, 'KMS.2601']);
  });

  it('is for external keys that wait for it', async () => {
    const environment = await openEnvironment();
    const own = await newKey(environment, 'own');
    const external = await newKey(environment, 'external', { origin: 'external' });
    const given = await wrapped(environment, external, MATERIAL);
    const request = { key_id: external, wrapping_algorithm: 'RSAES_OAEP_SHA_256' };
    expect(await rejected(environment, 'get-parameters-for-import', { ...request, key_id: own })).toEqual([
      400,
      'KMS.0309',
    ]);
    expect(await rejected(environment, 'get-parameters-for-import', { ...request, wrapping_algorithm: 'X' })).toEqual([
      400,
      'KMS.0308',
    ]);
    expect(await rejected(environment, 'get-parameters-for-import', { ...request, key_id: UNKNOWN_KEY })).toEqual([
      404,
      'KMS.0207',
    ]);
    expect(await rejected(environment, 'import-key-material', { key_id: own, ...given })).toEqual([400, 'KMS.0309']);
    expect(await rejected(environment, 'delete-imported-key-material', { key_id: own })).toEqual([400, 'KMS.0309']);
    await post(environment, 'import-key-material', { key_id: external, ...given });
    expect(await rejected(environment, 'import-key-material', { key_id: external, ...given })).toEqual(NOT_PENDING);
    expect(await rejected(environment, 'get-parameters-for-import', request)).toEqual(NOT_PENDING);
  });
});

describe('a key pair to be handed out', () => {
  interface Pair {
    readonly key_id: string;
    readonly key_spec: string;
    readonly public_key: string;
    readonly private_key_cipher_text: string;
    readonly private_key_plain_text?: string;
  }

  it.each([
    ['rsa', 'RSA_2048'],
    ['ec', 'ECC_NIST_P256'],
    ['ec', 'ECC_NIST_P521'],
  ])('is made of %s %s', async (kind, key_spec) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const pair = JSON.parse(
      (await post(environment, `create-${kind}-datakey-pair`, { key_id, key_spec })).text,
    ) as Pair;
    expect(pair).toMatchObject({ key_id, key_spec });
    const key = createPrivateKey({
      key: Buffer.from(pair.private_key_plain_text ?? '', 'base64'),
      format: 'der',
      type: 'pkcs8',
    });
    expect(createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')).toBe(pair.public_key);
    const opened = await post(environment, 'decrypt-data', { cipher_text: pair.private_key_cipher_text });
    expect(opened.json.plain_text_base64).toBe(pair.private_key_plain_text);
  });

  it('keeps its private half to itself where that is asked for', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const bound = { additional_authenticated_data: 'b' };
    const given = { key_id, key_spec: 'SM2', with_plain_text: false, ...bound };
    const pair = JSON.parse((await post(environment, 'create-ec-datakey-pair', given)).text) as Pair;
    expect(Object.keys(pair)).toEqual(['key_id', 'key_spec', 'public_key', 'private_key_cipher_text']);
    expect(
      (await post(environment, 'decrypt-data', { cipher_text: pair.private_key_cipher_text, ...bound })).status,
    ).toBe(200);
  });

  it('is rejected where it cannot be made', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    const pair = await newKey(environment, 'pair', { key_spec: 'EC_P256' });
    expect(await rejected(environment, 'create-rsa-datakey-pair', { key_id, key_spec: 'RSA_1024' })).toEqual([
      400,
      'KMS.0308',
    ]);
    expect(await rejected(environment, 'create-ec-datakey-pair', { key_id, key_spec: 'RSA_2048' })).toEqual([
      400,
      'KMS.0308',
    ]);
    expect(await rejected(environment, 'create-ec-datakey-pair', { key_id: pair, key_spec: 'SM2' })).toEqual([
      400,
      'KMS.0308',
    ]);
    expect(await rejected(environment, 'create-ec-datakey-pair', { key_id })).toEqual([400, 'KMS.0204']);
    expect(
      await rejected(environment, 'create-rsa-datakey-pair', { key_id: UNKNOWN_KEY, key_spec: 'RSA_2048' }),
    ).toEqual([404, 'KMS.0207']);
  });
});
