import { constants, createPublicKey, publicEncrypt, verify } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { newEnvironment, rejectionOf } from '../../test/environment.ts';
import type { CustomerKey } from '../model/key.ts';
import { KEY_SPECS } from '../model/key-spec.ts';
import { wrapToPublicKey } from './encrypt-data.ts';
import { rotateKey } from './rotate-key.ts';
import { decryptAsymmetric, encryptAsymmetric, macData, publicKeyOf, signData, verifyData } from './sign-data.ts';
import { made, changedAt } from '../../test/key-crypto.ts';

const PLAIN = Buffer.from('plain');

const of = ({ id, vault }: CustomerKey): { readonly vault: string; readonly id: string } => ({ vault, id });

describe.each(['RSA_2048', 'EC_P256', 'EC_P384', 'EC_P521', 'EC_SECP256K1', 'SM2'] as const)(
  'signatures of %s',
  (spec) => {
    it.each(KEY_SPECS[spec].signatures)('by %s verify with their key, version and digest alone', async (algorithm) => {
      const environment = newEnvironment();
      const { services } = environment;
      const key = await made(environment, spec, { usage: 'sign' });
      const [first] = key.versions;
      await rotateKey(services, of(key));
      const use = { ref: of(key), algorithm, message: PLAIN };
      const { signature, version } = await signData(services, use);
      expect(version.ordinal).toBe(2);
      expect((await verifyData(services, { ...use, signature })).valid).toBe(true);
      expect((await verifyData(services, { ...use, signature, versionId: first?.id ?? '' })).valid).toBe(false);
      expect((await verifyData(services, { ...use, signature, message: Buffer.from('Plain') })).valid).toBe(false);
      expect(
        (await verifyData(services, { ...use, signature: changedAt(signature, signature.length - 1) })).valid,
      ).toBe(false);
      expect(await rejectionOf(signData(services, { ref: of(key), algorithm, digest: Buffer.alloc(20) }))).toBe(
        'key-input-invalid',
      );
      expect(await rejectionOf(signData(services, { ...use, versionId: 'none' }))).toBe('key-version-not-found');
    });

    it('are made with its own algorithms, for its own use', async () => {
      const environment = newEnvironment();
      const key = await made(environment, spec, { usage: 'sign' });
      const wrong = KEY_SPECS[spec].signatures.includes('ecdsa-sha512') ? 'ecdsa-sha256' : 'ecdsa-sha512';
      expect(
        await rejectionOf(signData(environment.services, { ref: of(key), algorithm: wrong, message: PLAIN })),
      ).toBe('key-operation-unsupported');
      expect(
        await rejectionOf(macData(environment.services, { ref: of(key), algorithm: 'hmac-sm3', message: PLAIN })),
      ).toBe('key-operation-unsupported');
    });
  },
);

describe('the public key of a pair', () => {
  it('verifies what the key signed, in OpenSSL', async () => {
    const environment = newEnvironment();
    const key = await made(environment, 'EC_SECP256K1');
    const { signature } = await signData(environment.services, {
      ref: of(key),
      algorithm: 'ecdsa-sha256',
      message: PLAIN,
    });
    const { pem, der, version } = await publicKeyOf(environment.services, { ref: of(key) });
    expect(verify('sha256', PLAIN, pem, signature)).toBe(true);
    expect(createPublicKey(pem).export({ format: 'der', type: 'spki' })).toEqual(der);
    expect(version.id).toBe(key.versions[0]?.id);
  });

  it('is encrypted to, and the key decrypts', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment, 'RSA_2048');
    const { pem, der } = await publicKeyOf(services, { ref: of(key) });
    for (const [algorithm, oaepHash] of [
      ['oaep-sha256', 'sha256'],
      ['oaep-sha1', 'sha1'],
    ] as const) {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const ours = await encryptAsymmetric(services, { ref: of(key), algorithm, plaintext: PLAIN });
      for (const ciphertext of [
        ours.ciphertext,
        publicEncrypt({ key: pem, padding, oaepHash }, PLAIN),
        await wrapToPublicKey(algorithm, der, PLAIN),
      ]) {
        expect((await decryptAsymmetric(services, { ref: of(key), algorithm, ciphertext })).plaintext).toEqual(PLAIN);
        expect(
          await rejectionOf(
            decryptAsymmetric(services, { ref: of(key), algorithm, ciphertext: changedAt(ciphertext, 5) }),
          ),
        ).toBe('ciphertext-invalid');
      }
    }
    expect(
      await rejectionOf(
        encryptAsymmetric(services, { ref: of(key), algorithm: 'oaep-sha256', plaintext: Buffer.alloc(191) }),
      ),
    ).toBe('key-input-invalid');
    expect(await rejectionOf(encryptAsymmetric(services, { ref: of(key), algorithm: 'sm2', plaintext: PLAIN }))).toBe(
      'key-operation-unsupported',
    );
  });

  it('is encrypted to with SM2, up to 6,047 bytes', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment, 'SM2', { usage: 'encrypt' });
    const plaintext = Buffer.alloc(6_047, 7);
    const { ciphertext } = await encryptAsymmetric(services, { ref: of(key), algorithm: 'sm2', plaintext });
    expect((await decryptAsymmetric(services, { ref: of(key), algorithm: 'sm2', ciphertext })).plaintext).toEqual(
      plaintext,
    );
    for (const length of [0, 6_048]) {
      expect(
        await rejectionOf(
          encryptAsymmetric(services, { ref: of(key), algorithm: 'sm2', plaintext: Buffer.alloc(length) }),
        ),
      ).toBe('key-input-invalid');
    }
    expect(await rejectionOf(signData(services, { ref: of(key), algorithm: 'sm2-sm3', message: PLAIN }))).toBe(
      'key-operation-unsupported',
    );
  });

  it('must be one for the algorithm', async () => {
    const environment = newEnvironment();
    const { der } = await publicKeyOf(environment.services, { ref: of(await made(environment, 'EC_P256')) });
    for (const algorithm of ['sm2', 'oaep-sha256', 'pkcs1'] as const) {
      for (const publicKey of [der, Buffer.alloc(0), Buffer.from('no key')]) {
        expect(await rejectionOf(() => wrapToPublicKey(algorithm, publicKey, PLAIN))).toBe('key-input-invalid');
      }
    }
  });
});
