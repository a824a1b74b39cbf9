import {
  type KeyObject,
  constants,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { ACTOR, START, VAULT, type Environment, newEnvironment, rejectionOf } from '../../test/environment.ts';
import type { CustomerKey } from '../model/key.ts';
import { KEY_SPECS, type KeySpec } from '../model/key-spec.ts';
import { type KeyPolicy, POSSIBLE } from '../model/key-states.ts';
import { changeKeyState } from './change-key.ts';
import {
  decryptData,
  encryptData,
  generateDataKey,
  generateDataKeyPair,
  reEncryptData,
  wrapToPublicKey,
} from './encrypt-data.ts';
import { importKeyMaterial, importParameters } from './import-material.ts';
import { type CreateKey, createCustomerKey } from './keys.ts';
import { loadKey } from './load-key.ts';
import { rotateKey, runDueKeys } from './rotate-key.ts';
import {
  decryptAsymmetric,
  encryptAsymmetric,
  macData,
  publicKeyOf,
  signData,
  verifyData,
  verifyMac,
} from './sign-data.ts';

const POLICY: KeyPolicy = { allowed: POSSIBLE, afterCancel: 'enabled' };
const PLAIN = Buffer.from('plain');

function made({ services }: Environment, spec: KeySpec, changes: Partial<CreateKey> = {}): Promise<CustomerKey> {
  const rest = {
    usage: null,
    origin: 'service',
    description: '',
    actor: ACTOR,
    tags: [],
    attributes: {},
    rotation: null,
    alias: null,
    maxKeys: null,
  } as const;
  return createCustomerKey(services, { vault: VAULT, spec, ...rest, ...changes });
}

const of = ({ id, vault }: CustomerKey): { readonly vault: string; readonly id: string } => ({ vault, id });

function privateKeyOf(der: Buffer): KeyObject {
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

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
