import { createDecipheriv } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { ACTOR, VAULT, type Environment, newEnvironment, rejectionOf } from '../../test/environment.ts';
import type { CustomerKey } from '../model/key.ts';
import type { KeySpec } from '../model/key-spec.ts';
import { decryptInMode, encryptInMode } from './encrypt-blocks.ts';
import { loadKeyOfVersion } from './find-key-version.ts';
import { createCustomerKey } from './keys.ts';
import { rotateKey } from './rotate-key.ts';

const NOTHING = Buffer.alloc(0);
const GCM = { mode: 'gcm', isPadded: true, bound: Buffer.from('bound'), version: 'first' } as const;
const plaintext = Buffer.from('plain');

function made({ services }: Environment, spec: KeySpec = 'AES_256'): Promise<CustomerKey> {
  const rest = { usage: null, origin: 'service', description: '', actor: ACTOR, tags: [], attributes: {} } as const;
  return createCustomerKey(services, { vault: VAULT, spec, ...rest, rotation: null, alias: null, maxKeys: null });
}

const of = ({ id }: CustomerKey) => ({ vault: VAULT, id });

describe('encryption in a mode of the caller', () => {
  it.each(['AES_128', 'AES_256'] as const)('is plain GCM under a key of %s', async (spec) => {
    const environment = newEnvironment();
    const key = await made(environment, spec);
    const done = await encryptInMode(environment.services, { ...GCM, ref: of(key), plaintext });
    const [version] = key.versions;
    if (version === undefined) throw new Error('the key has no version');
    const material = environment.services.sealer.openMaterial(key, version);
    const decipher = createDecipheriv(`aes-${material.length === 16 ? 128 : 256}-gcm`, material, done.iv);
    decipher.setAAD(GCM.bound).setAuthTag(done.ciphertext.subarray(-16));
    expect([done.iv.length, decipher.update(done.ciphertext.subarray(0, -16), undefined, 'utf8')]).toEqual([
      12,
      'plain',
    ]);
    expect(decipher.final()).toHaveLength(0);
  });

  it.each([
    ['AES_256', 'gcm', true, plaintext, 21],
    ['AES_256', 'cbc', true, plaintext, 16],
    ['AES_256', 'cbc', false, Buffer.alloc(32, 7), 32],
    ['AES_256', 'ecb', true, plaintext, 16],
    ['AES_256', 'ecb', false, Buffer.alloc(16, 7), 16],
    ['SM4', 'gcm', true, plaintext, 21],
    ['SM4', 'cbc', true, plaintext, 16],
    ['SM4', 'ecb', false, Buffer.alloc(16, 7), 16],
  ] as const)('comes back: %s, %s, padded %s', async (spec, mode, isPadded, given, length) => {
    const environment = newEnvironment();
    const use = { ...GCM, mode, isPadded, ref: of(await made(environment, spec)) };
    const { iv, ciphertext } = await encryptInMode(environment.services, { ...use, plaintext: given });
    expect(ciphertext).toHaveLength(length);
    expect((await decryptInMode(environment.services, { ...use, iv, ciphertext })).plaintext).toEqual(given);
  });

  it('takes the IV that it is given, and no other length', async () => {
    const environment = newEnvironment();
    const use = { ...GCM, ref: of(await made(environment)), plaintext };
    const iv = Buffer.alloc(12, 1);
    expect((await encryptInMode(environment.services, { ...use, iv })).iv).toBe(iv);
    const short = encryptInMode(environment.services, { ...use, iv: iv.subarray(1) });
    expect(await rejectionOf(short)).toBe('key-input-invalid');
  });

  it.each(['AES_256', 'SM4'] as const)(
    'of %s does not open what is bound to something else, changed, cut short, or another mode',
    async (spec) => {
      const environment = newEnvironment();
      const use = { ...GCM, ref: of(await made(environment, spec)) };
      const { iv, ciphertext } = await encryptInMode(environment.services, { ...use, plaintext });
      const changed = Buffer.from(ciphertext);
      changed[0] = (changed[0] ?? 0) ^ 1;
      for (const wrong of [
        { ...use, iv, ciphertext, bound: NOTHING },
        { ...use, iv, ciphertext: changed },
        { ...use, iv, ciphertext: ciphertext.subarray(0, 8) },
        { ...use, iv: Buffer.alloc(16), ciphertext, mode: 'cbc' as const },
        { ...use, iv: Buffer.alloc(16), ciphertext },
      ])
        expect(await rejectionOf(decryptInMode(environment.services, wrong))).toBe('ciphertext-invalid');
    },
  );

  it('works by the version that is chosen', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment);
    await rotateKey(services, of(key));
    const use = { ...GCM, ref: of(key) };
    const first = await encryptInMode(services, { ...use, plaintext });
    const primary = await encryptInMode(services, { ...use, plaintext, version: 'primary' });
    expect(first.version.id).toBe(key.versions[0]?.id);
    expect(primary.version.id).not.toBe(first.version.id);
    const byId = { ...use, version: { id: primary.version.id }, iv: primary.iv, ciphertext: primary.ciphertext };
    expect((await decryptInMode(services, byId)).plaintext).toEqual(plaintext);
    expect(await rejectionOf(decryptInMode(services, { ...byId, version: 'first' }))).toBe('ciphertext-invalid');
  });

  it.each(['HMAC_SHA256', 'RSA_2048'] as const)('is not for a key of %s', async (spec) => {
    const environment = newEnvironment();
    const key = await made(environment, spec);
    const rejected = encryptInMode(environment.services, { ...GCM, ref: of(key), plaintext });
    expect(await rejectionOf(rejected)).toBe('key-operation-unsupported');
  });
});

describe('the key of a version', () => {
  it('is found by the id of any version of it, again and again', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const keys = await Promise.all(Array.from({ length: 101 }, () => made(environment, 'AES_128')));
    const last = (await services.keys.list(VAULT, { offset: 100, limit: 1 }))[0];
    const id = last?.versions[0]?.id ?? '';
    const find = async () => (await loadKeyOfVersion(services, VAULT, id)).id;
    expect([await find(), await find()]).toEqual([last?.id, last?.id]);
    expect(keys.map((key) => key.id)).toContain(last?.id);
  });

  it('is not found by what is no version', async () => {
    const { services } = newEnvironment();
    expect(await rejectionOf(loadKeyOfVersion(services, VAULT, 'none'))).toBe('key-version-not-found');
  });
});
