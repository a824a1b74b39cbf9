import type { Identity, AccessCredential } from '../model/identity.ts';
import type { CustomerKey, KeyAlias } from '../model/key.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Secret } from '../model/secret.ts';
import type { InsertLimits, SealedValue, SecretCommit, SecretStore } from '../ports/secret-store.ts';

/** Unix milliseconds. */
export const NOW = 1_700_000_000_000;

export const UNLIMITED: InsertLimits = { maxSecrets: null, caselessName: false };
export const CASELESS: InsertLimits = { maxSecrets: null, caselessName: true };

/** The `n`th of a row of ids in the form of a UUID. */
export function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A secret with one version, every field filled. */
export function secretOf(n: number, name: string, changes: Partial<Secret> = {}): Secret {
  return {
    vault: 'first',
    id: idOf(n),
    name,
    description: `about ${name}, in "quotes" and 汉字`,
    state: 'enabled',
    keyId: idOf(900_000),
    createdAt: NOW + n,
    updatedAt: NOW + n,
    createdBy: 'maker',
    updatedBy: 'changer',
    deletionDueAt: null,
    rotation: null,
    tags: [
      { key: 'team', value: '' },
      { key: '城市', value: 'Jiří' },
    ],
    attributes: { door: { flag: true, count: 0, text: null, list: [1, 'two', { three: 3 }] } },
    lastOrdinal: 1,
    versions: [
      { id: 'v1', ordinal: 1, createdAt: NOW + n, expiresAt: NOW + 1_000, dataType: 'binary', keyId: idOf(900_000) },
    ],
    labels: [{ label: '$current', versionId: 'v1', movedAt: NOW + n }],
    revision: 1,
    ...changes,
  };
}

/** A decided change of `before`: its next revision with the changes, and no values unless given. */
export function commitOf(
  before: Secret,
  changes: Partial<Secret> = {},
  extra: Partial<SecretCommit> = {},
): SecretCommit {
  const secret = { ...before, ...changes, revision: before.revision + 1 };
  return { secret, expectedRevision: before.revision, added: [], dropped: [], caselessName: false, ...extra };
}

export function sealed(versionId: string, ...bytes: readonly number[]): SealedValue {
  return { versionId, bytes: Uint8Array.from(bytes) };
}

/** The sealed bytes in hexadecimal, so that any kind of byte array compares; `null` where there are none. */
export async function sealedHex(store: SecretStore, secret: Secret, versionId: string): Promise<string | null> {
  return hex(await store.readSealed(secret.vault, secret.id, versionId));
}

export function hex(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
}

/** Adds the secrets, one after the other, each with a sealed `v1`. */
export async function insertAll(store: SecretStore, secrets: readonly Secret[]): Promise<void> {
  for (const secret of secrets) {
    const outcome = await store.insert(secret, [sealed('v1', 1)], UNLIMITED);
    if (outcome !== 'inserted') throw new Error(`${secret.name}: ${outcome}`);
  }
}

export function keyOf(n: number, changes: Partial<CustomerKey> = {}): CustomerKey {
  return {
    vault: 'first',
    id: idOf(n),
    isDefault: false,
    spec: 'AES_256',
    usage: 'encrypt',
    origin: 'service',
    state: 'enabled',
    description: 'for tests, in "quotes" and 汉字',
    createdAt: NOW,
    createdBy: 'maker',
    tags: [{ key: 'team', value: '' }],
    attributes: { door: { usage: 'ENCRYPT' } },
    isProtected: false,
    deletionDueAt: null,
    materialExpiresAt: null,
    materialFingerprint: null,
    rotation: { enabled: false, intervalMs: null, lastAt: null, nextAt: null },
    versions: [{ id: idOf(500_000 + n), ordinal: 1, createdAt: NOW, sealedMaterial: '00ff' }],
    dueAt: null,
    revision: 1,
    ...changes,
  };
}

/** An alias of the `n`th key. */
export function aliasOf(n: number, name: string, changes: Partial<KeyAlias> = {}): KeyAlias {
  return { vault: 'first', name, keyId: idOf(n), createdAt: NOW, updatedAt: NOW, ...changes };
}

export function identityOf(id: string, changes: Partial<Identity> = {}): Identity {
  return {
    id,
    name: `name of ${id}`,
    addresses: [{ door: 'huawei', key: 'project' }],
    attributes: { huawei: { domain: 'd' } },
    ...changes,
  };
}

export function accessCredentialOf(
  identityId: string,
  lookup: string,
  changes: Partial<AccessCredential> = {},
): AccessCredential {
  const sealedSecret = Uint8Array.of(0, 128, 255);
  return {
    identityId,
    kind: 'access-key',
    lookup,
    sealedSecret,
    expiresAt: null,
    attributes: { aliyun: { account: '1' } },
    ...changes,
  };
}

/** What a search answered, with bytes as text. */
export function plainAccessCredential(
  found: { readonly identity: Identity; readonly accessCredential: AccessCredential } | null,
): unknown {
  return found === null
    ? null
    : {
        identity: found.identity,
        accessCredential: { ...found.accessCredential, sealedSecret: hex(found.accessCredential.sealedSecret) },
      };
}

/** The `n`th resource of a kind, its body of every JSON sort. */
export function resourceOf(n: number, id: string, changes: Partial<DialectRecord> = {}): DialectRecord {
  const body = { name: `${id} 汉字`, list: [1, null, { on: true }], empty: {} };
  return { vault: 'first', kind: 'door.thing', id, body, createdAt: NOW + n, dueAt: null, revision: 1, ...changes };
}
