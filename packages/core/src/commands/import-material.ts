import { decryptByKey } from '../crypto/asymmetric.ts';
import { missingFor } from '../crypto/available.ts';
import { isElliptic, isRsa, newPrivateKey, publicDer } from '../crypto/key-pair.ts';
import { DomainError } from '../errors.ts';
import type { CustomerKey } from '../model/key.ts';
import { type EncryptionAlgorithm, KEY_SPECS, type KeySpec } from '../model/key-spec.ts';
import { type KeyPolicy, importMaterial, rejectImport } from '../model/key-states.ts';
import type { Services } from '../services.ts';
import { changeKey } from './change-key.ts';
import { type KeyRef, loadKey } from './load-key.ts';

/** How material is wrapped on its way in. */
export interface Wrapping {
  readonly spec: Extract<KeySpec, 'RSA_2048' | 'RSA_3072' | 'RSA_4096' | 'SM2'>;
  readonly algorithm: EncryptionAlgorithm;
}

/** What somebody needs to bring material. */
export interface ImportParameters {
  readonly key: CustomerKey;
  /** DER SubjectPublicKeyInfo to wrap the material to. */
  readonly publicKey: Uint8Array;
  /** Goes with the wrapped material; Base64. It holds, sealed, all that opens it. */
  readonly token: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
}

interface TokenContent extends Wrapping {
  readonly privateKey: string;
  readonly expiresAt: number;
}

/**
 * Makes a key pair to wrap material to; nothing is kept.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-origin-rejected`, `key-spec-unavailable`,
 * `key-operation-unsupported` where the algorithm does not fit the wrapping spec
 */
export async function importParameters(
  services: Pick<Services, 'keys' | 'clock' | 'sealer'>,
  request: { readonly ref: KeyRef; readonly wrapping: Wrapping; readonly validMs: number },
): Promise<ImportParameters> {
  const { spec, algorithm } = request.wrapping;
  const key = await loadKey(services, request.ref);
  if (key.origin !== 'external') throw new DomainError('key-origin-rejected', key.id);
  if (missingFor(spec) !== null) throw new DomainError('key-spec-unavailable', spec);
  if (isRsa(spec) === (algorithm === 'sm2')) throw new DomainError('key-operation-unsupported', spec);
  const privateKey = await newPrivateKey(spec);
  const expiresAt = services.clock.now() + request.validMs;
  const content: TokenContent = { spec, algorithm, privateKey: privateKey.toString('base64'), expiresAt };
  const token = services.sealer.sealText(tokenContext(key), JSON.stringify(content));
  return { key, publicKey: publicDer(spec, privateKey), token, expiresAt };
}

/** Material as it comes. */
export interface ImportMaterial {
  readonly ref: KeyRef;
  readonly token: string;
  /** The material, wrapped as the token says. */
  readonly wrapped: Uint8Array;
  /** When the service drops the material, Unix milliseconds; `null` is never. */
  readonly expiresAt: number | null;
  readonly policy: KeyPolicy;
}

/**
 * Gives an external key its material.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-origin-rejected`, `key-transition-rejected`,
 * `import-token-invalid`, `import-token-expired`, `material-invalid`, in this order
 */
export async function importKeyMaterial(
  services: Pick<Services, 'keys' | 'clock' | 'sealer'>,
  request: ImportMaterial,
): Promise<CustomerKey> {
  return changeKey(services, request.ref, async (key, now) => {
    rejectImport(key, request.policy);
    const material = await unwrap(openToken(services, key, request.token, now), request.wrapped);
    if (material?.length !== KEY_SPECS[key.spec].materialBytes) throw new DomainError('material-invalid', key.id);
    const imported = {
      sealedMaterial: services.sealer.sealMaterial({ vault: key.vault, id: key.id, ordinal: 1 }, material),
      fingerprint: services.sealer.fingerprint(key, material),
      expiresAt: request.expiresAt,
    };
    return importMaterial(key, imported, request.policy);
  });
}

function openToken(services: Pick<Services, 'sealer'>, key: CustomerKey, token: string, now: number): TokenContent {
  let content: TokenContent;
  try {
    content = JSON.parse(services.sealer.openText(tokenContext(key), token)) as TokenContent;
  } catch {
    throw new DomainError('import-token-invalid', key.id);
  }
  if (content.expiresAt <= now) throw new DomainError('import-token-expired', key.id);
  return content;
}

async function unwrap({ spec, algorithm, privateKey }: TokenContent, wrapped: Uint8Array): Promise<Buffer | null> {
  if (!isRsa(spec) && !isElliptic(spec)) return null;
  return decryptByKey(algorithm, { spec, material: Buffer.from(privateKey, 'base64') }, wrapped);
}

function tokenContext(key: CustomerKey): string[] {
  return ['import-token', key.vault, key.id];
}
