import { missingFor } from '../crypto/available.ts';
import { newMaterial } from '../crypto/material.ts';
import { DomainError } from '../errors.ts';
import { type CustomerKey, type KeyAlias, type KeyOrigin, rejectUnusable } from '../model/key.ts';
import { keyDueAt, withRotation } from '../model/key-rotation.ts';
import { KEY_SPECS, type KeySpec, type KeyUsage, isSymmetric } from '../model/key-spec.ts';
import type { Attributes } from '../model/secret.ts';
import type { Tag } from '../model/tags.ts';
import type { VaultId } from '../model/vault.ts';
import { newKey } from '../sealing/aead.ts';
import type { Services } from '../services.ts';
import { usableKey } from './load-key.ts';

type KeyServices = Pick<Services, 'keys' | 'ids' | 'clock' | 'sealer'>;

/** What a new key is made of. */
export interface CreateKey {
  readonly vault: VaultId;
  readonly spec: KeySpec;
  /** What the key is for; `null` is what its spec is mostly for. */
  readonly usage: KeyUsage | null;
  /** An external key waits for its material to be imported. */
  readonly origin: KeyOrigin;
  readonly description: string;
  readonly actor: string;
  readonly tags: readonly Tag[];
  readonly attributes: Attributes;
  /** Turns rotation on at once. */
  readonly rotation: { readonly intervalMs: number } | null;
  /** A first alias. */
  readonly alias: string | null;
  /** How many keys beside the default one the vault may hold, the new one counted. */
  readonly maxKeys: number | null;
  /** A UUID, lower case, with dashes, that no key of the vault has; made up without. */
  readonly id?: string;
  /** Of its first version, likewise. */
  readonly versionId?: string;
  /** Makes it the vault's default key, which must be a symmetric one. */
  readonly isDefault?: boolean;
  /** Of an external key, which does not wait then. */
  readonly material?: Uint8Array;
}

/**
 * Makes a key.
 * @throws DomainError `key-spec-unavailable`, `key-operation-unsupported` where the usage, origin or rotation does not
 * fit the spec, `material-invalid` where it has not the spec's length, `key-origin-rejected` on rotation of an external
 * key, `key-alias-exists`, `key-quota-exceeded` (also of a second default key), in this order
 */
export async function createCustomerKey(services: KeyServices, request: CreateKey): Promise<CustomerKey> {
  rejectSpec(request);
  const key = await keyFrom(services, request);
  const { vault, alias, maxKeys } = request;
  const named: KeyAlias | null =
    alias === null ? null : { vault, name: alias, keyId: key.id, createdAt: key.createdAt, updatedAt: key.createdAt };
  await services.keys.removeDue(key.createdAt);
  const outcome = await services.keys.insert(key, {
    ...(named === null ? {} : { alias: named }),
    ...(maxKeys === null ? {} : { maxKeys }),
  });
  if (outcome === 'alias-taken') throw new DomainError('key-alias-exists', alias ?? '');
  if (outcome === 'vault-full' || outcome === 'default-exists') throw new DomainError('key-quota-exceeded', vault);
  return key;
}

/** Makes a key to seal values with, of the service's own making. */
export async function createKey(services: KeyServices, vault: VaultId, description: string): Promise<CustomerKey> {
  const key = sealingKey(services, vault, { isDefault: false, description });
  await services.keys.insert(key);
  return key;
}

/** The vault's default key, made on first need. */
export async function defaultKey(services: KeyServices, vault: VaultId): Promise<CustomerKey> {
  const existing = await services.keys.findDefault(vault);
  if (existing !== null) return existing;
  const key = sealingKey(services, vault, { isDefault: true, description: '' });
  if ((await services.keys.insert(key)) === 'inserted') return key;
  return defaultKey(services, vault);
}

/**
 * The key that seals a new version: the named one, or the vault's default.
 * @throws DomainError `key-not-found`, `key-disabled`, `key-pending-deletion`, `key-pending-import`,
 * `key-operation-unsupported`
 */
export async function keyForSealing(services: KeyServices, vault: VaultId, keyId: string | null): Promise<CustomerKey> {
  if (keyId !== null) return usableKey(services, vault, keyId);
  const key = await defaultKey(services, vault);
  rejectUnusable(key);
  return key;
}

function rejectSpec({ spec, usage, origin, isDefault = false, material }: CreateKey): void {
  const missing = missingFor(spec);
  if (missing !== null) throw new DomainError('key-spec-unavailable', `${spec}: OpenSSL lacks ${missing}`);
  const { usages, materialBytes } = KEY_SPECS[spec];
  const fits =
    (usage === null || usages.includes(usage)) &&
    (origin === 'service' || materialBytes !== null) &&
    (!isDefault || isSymmetric(spec));
  if (!fits) throw new DomainError('key-operation-unsupported', spec);
  if (material !== undefined && material.length !== materialBytes) throw new DomainError('material-invalid', spec);
}

async function keyFrom(services: KeyServices, request: CreateKey): Promise<CustomerKey> {
  const { vault, spec, origin, description, actor, tags, attributes } = request;
  const material =
    origin === 'external'
      ? (request.material ?? null)
      : await newMaterial(spec, (length) => services.ids.bytes(length));
  const usage = request.usage ?? KEY_SPECS[spec].usages[0];
  const { id = services.ids.uuid(), versionId, isDefault = false } = request;
  const bare = bareKey(
    services,
    { vault, id, spec, usage, origin, description, createdBy: actor, tags, attributes, isDefault },
    material,
    versionId,
  );
  if (request.rotation === null) return bare;
  const rotating = withRotation(bare, { enabled: true, intervalMs: request.rotation.intervalMs });
  return { ...rotating, dueAt: keyDueAt(rotating) };
}

function sealingKey(
  services: KeyServices,
  vault: VaultId,
  given: Pick<CustomerKey, 'isDefault' | 'description'>,
): CustomerKey {
  const rest = {
    spec: 'AES_256',
    usage: 'encrypt',
    origin: 'service',
    createdBy: '',
    tags: [],
    attributes: {},
  } as const;
  return bareKey(services, { vault, id: services.ids.uuid(), ...given, ...rest }, newKey());
}

type GivenMaterial = Pick<
  CustomerKey,
  'vault' | 'id' | 'spec' | 'usage' | 'origin' | 'description' | 'createdBy' | 'tags' | 'attributes' | 'isDefault'
>;

function bareKey(
  services: KeyServices,
  given: GivenMaterial,
  material: Uint8Array | null,
  versionId = services.ids.uuid(),
): CustomerKey {
  const { vault, id, origin } = given;
  const createdAt = services.clock.now();
  const sealedMaterial = material === null ? null : services.sealer.sealMaterial({ vault, id, ordinal: 1 }, material);
  return {
    ...given,
    state: material === null ? 'pending-import' : 'enabled',
    createdAt,
    isProtected: false,
    deletionDueAt: null,
    materialExpiresAt: null,
    materialFingerprint:
      origin === 'external' && material !== null ? services.sealer.fingerprint({ vault, id }, material) : null,
    rotation: { enabled: false, intervalMs: null, lastAt: null, nextAt: null },
    versions: [{ id: versionId, ordinal: 1, createdAt, sealedMaterial }],
    dueAt: null,
    revision: 1,
  };
}
