import { constants, privateDecrypt } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { START, VAULT, newEnvironment, rejectionOf } from '../../test/environment.ts';
import type { CustomerKey } from '../model/key.ts';
import { type KeyPolicy, POSSIBLE } from '../model/key-states.ts';
import { changeKeyState } from './change-key.ts';
import { decryptData, encryptData, generateDataKeyPair, wrapToPublicKey } from './encrypt-data.ts';
import { importKeyMaterial, importParameters } from './import-material.ts';
import { loadKey } from './load-key.ts';
import { rotateKey, runDueKeys } from './rotate-key.ts';
import { macData } from './sign-data.ts';
import { made, privateKeyOf } from '../../test/key-crypto.ts';

const POLICY: KeyPolicy = { allowed: POSSIBLE, afterCancel: 'enabled' };
const PLAIN = Buffer.from('plain');

const of = ({ id, vault }: CustomerKey): { readonly vault: string; readonly id: string } => ({ vault, id });

describe('imported material', () => {
  const material = Buffer.alloc(32, 9);
  const wrappings = [
    ['RSA_2048', 'oaep-sha256'],
    ['RSA_2048', 'oaep-sha1'],
    ['RSA_2048', 'pkcs1'],
    ['SM2', 'sm2'],
  ] as const;

  it.each(wrappings)('comes in wrapped to %s by %s, and is what the key works with', async (spec, algorithm) => {
    const environment = newEnvironment();
    const { services } = environment;
    const [one, two] = [
      await made(environment, 'HMAC_SHA256', { origin: 'external' }),
      await made(environment, 'HMAC_SHA256', { origin: 'external' }),
    ];
    for (const key of [one, two]) {
      const { publicKey, token } = await importParameters(services, {
        ref: of(key),
        wrapping: { spec, algorithm },
        validMs: 1_000,
      });
      const wrapped = await wrapToPublicKey(algorithm, publicKey, material);
      expect(
        (await importKeyMaterial(services, { ref: of(key), token, wrapped, expiresAt: null, policy: POLICY })).state,
      ).toBe('enabled');
    }
    const macs = await Promise.all(
      [one, two].map((key) => macData(services, { ref: of(key), algorithm: 'hmac-sha256', message: PLAIN })),
    );
    expect(macs[0]?.mac).toEqual(macs[1]?.mac);
  });

  it('is rejected with a token that is another key’s, changed or expired, and where it does not fit', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const [key, other] = [
      await made(environment, 'AES_256', { origin: 'external' }),
      await made(environment, 'AES_256', { origin: 'external' }),
    ];
    const { publicKey, token, expiresAt } = await importParameters(services, {
      ref: of(key),
      wrapping: { spec: 'RSA_2048', algorithm: 'oaep-sha256' },
      validMs: 1_000,
    });
    expect(expiresAt).toBe(START + 1_000);
    const wrap = (bytes: Uint8Array): Promise<Buffer> => wrapToPublicKey('oaep-sha256', publicKey, bytes);
    const wrappedMaterial = await wrap(material);
    const attempt = (changes: {
      readonly ref?: { vault: string; id: string };
      readonly token?: string;
      readonly wrapped?: Uint8Array;
    }): Promise<unknown> =>
      importKeyMaterial(services, {
        ref: of(key),
        token,
        wrapped: wrappedMaterial,
        expiresAt: null,
        policy: POLICY,
        ...changes,
      });
    expect(await rejectionOf(attempt({ ref: of(other) }))).toBe('import-token-invalid');
    expect(
      await rejectionOf(
        attempt({ token: `A${token.slice(1)}` === token ? `B${token.slice(1)}` : `A${token.slice(1)}` }),
      ),
    ).toBe('import-token-invalid');
    expect(await rejectionOf(attempt({ token: '' }))).toBe('import-token-invalid');
    expect(await rejectionOf(attempt({ wrapped: Buffer.alloc(256) }))).toBe('material-invalid');
    expect(await rejectionOf(attempt({ wrapped: await wrap(Buffer.alloc(16)) }))).toBe('material-invalid');
    await attempt({});
    expect(await rejectionOf(attempt({ wrapped: await wrap(Buffer.alloc(32, 8)) }))).toBe('material-invalid');
    environment.advance(1_000);
    expect(await rejectionOf(attempt({}))).toBe('import-token-expired');
    expect(
      await rejectionOf(
        importParameters(services, {
          ref: of(await made(environment, 'AES_256')),
          wrapping: { spec: 'SM2', algorithm: 'sm2' },
          validMs: 1,
        }),
      ),
    ).toBe('key-origin-rejected');
    expect(
      await rejectionOf(
        importParameters(services, { ref: of(key), wrapping: { spec: 'SM2', algorithm: 'pkcs1' }, validMs: 1 }),
      ),
    ).toBe('key-operation-unsupported');
  });

  it('is gone when it expires, and comes back by another import', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment, 'AES_256', { origin: 'external' });
    const bring = async (expiresAt: number | null): Promise<CustomerKey> => {
      const { publicKey, token } = await importParameters(services, {
        ref: of(key),
        wrapping: { spec: 'SM2', algorithm: 'sm2' },
        validMs: 1_000,
      });
      return importKeyMaterial(services, {
        ref: of(key),
        token,
        wrapped: await wrapToPublicKey('sm2', publicKey, material),
        expiresAt,
        policy: POLICY,
      });
    };
    expect((await bring(START + 10)).dueAt).toBe(START + 10);
    const { ciphertext } = await encryptData(services, { ref: of(key), plaintext: PLAIN, context: {} });
    environment.advance(10);
    expect(await rejectionOf(decryptData(services, { vault: VAULT, ciphertext, context: {} }))).toBe(
      'key-pending-import',
    );
    expect((await runDueKeys(services, 10)).changed).toMatchObject([
      { state: 'pending-import', dueAt: null, versions: [{ sealedMaterial: null }] },
    ]);
    expect((await loadKey(services, of(key))).state).toBe('pending-import');
    expect(await rejectionOf(rotateKey(services, of(key)))).toBe('key-pending-import');
    await bring(null);
    expect((await decryptData(services, { vault: VAULT, ciphertext, context: {} })).plaintext).toEqual(PLAIN);
    expect(await rejectionOf(rotateKey(services, of(key)))).toBe('key-origin-rejected');
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'delete-material' });
    expect(await rejectionOf(encryptData(services, { ref: of(key), plaintext: PLAIN, context: {} }))).toBe(
      'key-pending-import',
    );
  });

  it('is wrapped by a key that opens it in OpenSSL too', async () => {
    const environment = newEnvironment();
    const key = await made(environment, 'AES_256');
    const pair = await generateDataKeyPair(environment.services, { ref: of(key), spec: 'RSA_2048', context: {} });
    const wrapped = await wrapToPublicKey('oaep-sha1', pair.publicKey, PLAIN);
    const opened = privateDecrypt(
      { key: privateKeyOf(pair.privateKey), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      wrapped,
    );
    expect(opened).toEqual(PLAIN);
  });
});
