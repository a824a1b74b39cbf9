import { createPublicKey } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { VAULT, newEnvironment, rejectionOf } from '../../test/environment.ts';
import type { CustomerKey } from '../model/key.ts';
import { KEY_SPECS } from '../model/key-spec.ts';
import { type KeyPolicy, POSSIBLE } from '../model/key-states.ts';
import { changeKeyState } from './change-key.ts';
import { decryptData, encryptData, generateDataKey, generateDataKeyPair, reEncryptData } from './encrypt-data.ts';
import { rotateKey } from './rotate-key.ts';
import { macData, publicKeyOf, verifyMac } from './sign-data.ts';
import { made, privateKeyOf, changedAt } from '../../test/key-crypto.ts';

const POLICY: KeyPolicy = { allowed: POSSIBLE, afterCancel: 'enabled' };
const PLAIN = Buffer.from('plain');

const of = ({ id, vault }: CustomerKey): { readonly vault: string; readonly id: string } => ({ vault, id });

describe.each(['AES_256', 'AES_128', 'SM4'] as const)('data under %s', (spec) => {
  it('comes back by the ciphertext alone, through rotations', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment, spec);
    const context = { tenant: 'a', use: 'b' };
    const first = await encryptData(services, { ref: of(key), plaintext: PLAIN, context });
    await rotateKey(services, of(key));
    const second = await encryptData(services, { ref: of(key), plaintext: PLAIN, context });
    expect([first.version.ordinal, second.version.ordinal]).toEqual([1, 2]);
    for (const { ciphertext, version } of [first, second]) {
      const opened = await decryptData(services, { vault: VAULT, ciphertext, context: { use: 'b', tenant: 'a' } });
      expect([opened.plaintext, opened.key.id, opened.version.id]).toEqual([PLAIN, key.id, version.id]);
      expect(ciphertext.includes(PLAIN)).toBe(false);
    }
  });

  it('does not come back with another context, byte or key', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const [key, other] = [await made(environment, spec), await made(environment, spec)];
    const { ciphertext } = await encryptData(services, { ref: of(key), plaintext: PLAIN, context: { a: '1' } });
    const attempt = (
      bytes: Uint8Array,
      context: Record<string, string> = { a: '1' },
      ref = of(key),
    ): Promise<unknown> => decryptData(services, { vault: VAULT, ciphertext: bytes, context, ref });
    for (const context of [{}, { a: '2' }, { a: '1', b: '' }, { A: '1' }])
      expect(await rejectionOf(attempt(ciphertext, context))).toBe('ciphertext-invalid');
    for (let at = 0; at < ciphertext.length; at += 1)
      expect(await rejectionOf(attempt(changedAt(ciphertext, at)))).toBe('ciphertext-invalid');
    expect(await rejectionOf(attempt(ciphertext, { a: '1' }, of(other)))).toBe('ciphertext-invalid');
    expect(await rejectionOf(decryptData(services, { vault: 'elsewhere', ciphertext, context: { a: '1' } }))).toBe(
      'key-not-found',
    );
    expect(
      await rejectionOf(decryptData(services, { vault: 'elsewhere', ciphertext, context: { a: '1' }, ref: of(key) })),
    ).toBe('ciphertext-invalid');
  });
});

describe('a key that works on data', () => {
  it('works only while it is enabled, and for its use', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment, 'AES_256');
    const { ciphertext } = await encryptData(services, { ref: of(key), plaintext: PLAIN, context: {} });
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'disable' });
    expect(await rejectionOf(encryptData(services, { ref: of(key), plaintext: PLAIN, context: {} }))).toBe(
      'key-disabled',
    );
    expect(await rejectionOf(decryptData(services, { vault: VAULT, ciphertext, context: {} }))).toBe('key-disabled');
    const rsa = await made(environment, 'RSA_2048');
    expect(await rejectionOf(encryptData(services, { ref: of(rsa), plaintext: PLAIN, context: {} }))).toBe(
      'key-operation-unsupported',
    );
    const mac = await made(environment, 'HMAC_SHA256');
    expect(await rejectionOf(encryptData(services, { ref: of(mac), plaintext: PLAIN, context: {} }))).toBe(
      'key-operation-unsupported',
    );
    expect(await rejectionOf(publicKeyOf(services, { ref: of(mac) }))).toBe('key-operation-unsupported');
  });

  it('works up to its limit', async () => {
    const environment = newEnvironment();
    const ref = of(await made(environment, 'AES_256'));
    const longest = await encryptData(environment.services, { ref, plaintext: Buffer.alloc(65_536), context: {} });
    expect(longest.ciphertext.length).toBeGreaterThan(65_536);
    expect(
      await rejectionOf(encryptData(environment.services, { ref, plaintext: Buffer.alloc(65_537), context: {} })),
    ).toBe('key-input-invalid');
  });

  it('makes data keys of the length that is asked for', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const ref = of(await made(environment, 'SM4'));
    for (const bytes of [1, 16, 1_024]) {
      const made = await generateDataKey(services, { ref, bytes, context: { a: 'b' } });
      expect(made.plaintext.length).toBe(bytes);
      expect(
        (await decryptData(services, { vault: VAULT, ciphertext: made.ciphertext, context: { a: 'b' } })).plaintext,
      ).toEqual(made.plaintext);
    }
    for (const bytes of [0, 1_025, 1.5, -1])
      expect(await rejectionOf(generateDataKey(services, { ref, bytes, context: {} }))).toBe('key-input-invalid');
  });

  it('makes key pairs whose private key it seals', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const ref = of(await made(environment, 'AES_256'));
    for (const spec of ['RSA_2048', 'EC_P384', 'SM2'] as const) {
      const pair = await generateDataKeyPair(services, { ref, spec, context: {} });
      expect(
        (await decryptData(services, { vault: VAULT, ciphertext: pair.ciphertext, context: {} })).plaintext,
      ).toEqual(pair.privateKey);
      expect(createPublicKey(privateKeyOf(pair.privateKey)).export({ format: 'der', type: 'spki' })).toEqual(
        pair.publicKey,
      );
    }
    expect(await rejectionOf(generateDataKeyPair(services, { ref, spec: 'AES_256', context: {} }))).toBe(
      'key-operation-unsupported',
    );
  });

  it('re-encrypts from key to key and context to context', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const [from, to] = [await made(environment, 'AES_256'), await made(environment, 'SM4')];
    const { ciphertext } = await encryptData(services, { ref: of(from), plaintext: PLAIN, context: { a: '1' } });
    const moved = await reEncryptData(services, {
      vault: VAULT,
      ciphertext,
      context: { a: '1' },
      to: { ref: of(to), context: { b: '2' } },
    });
    expect(moved.key.id).toBe(to.id);
    expect(
      (await decryptData(services, { vault: VAULT, ciphertext: moved.ciphertext, context: { b: '2' } })).plaintext,
    ).toEqual(PLAIN);
    expect(
      await rejectionOf(
        reEncryptData(services, { vault: VAULT, ciphertext, context: {}, to: { ref: of(to), context: {} } }),
      ),
    ).toBe('ciphertext-invalid');
  });
});

describe('message authentication codes', () => {
  it.each(['HMAC_SHA224', 'HMAC_SHA256', 'HMAC_SHA384', 'HMAC_SHA512', 'HMAC_SM3'] as const)(
    'of %s are its own over the message alone',
    async (spec) => {
      const environment = newEnvironment();
      const { services } = environment;
      const [key, other] = [await made(environment, spec), await made(environment, spec)];
      const algorithm = KEY_SPECS[spec].mac ?? 'hmac-sha256';
      const use = { ref: of(key), algorithm, message: PLAIN };
      const { mac } = await macData(services, use);
      expect((await verifyMac(services, { ...use, mac })).valid).toBe(true);
      expect((await verifyMac(services, { ...use, ref: of(other), mac })).valid).toBe(false);
      expect((await verifyMac(services, { ...use, message: Buffer.from('x'), mac })).valid).toBe(false);
      for (const bad of [changedAt(mac, 0), mac.subarray(1), Buffer.alloc(0)])
        expect((await verifyMac(services, { ...use, mac: bad })).valid).toBe(false);
      expect(
        await rejectionOf(
          macData(services, { ...use, algorithm: algorithm === 'hmac-sm3' ? 'hmac-sha256' : 'hmac-sm3' }),
        ),
      ).toBe('key-operation-unsupported');
    },
  );
});
