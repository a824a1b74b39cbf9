import { type CustomerKey, type Identity, type IdentityStore, KEY_BYTES, type KeyStore, type Secret, type SecretStore, Sealer, type Services, type StoredProof } from '@dragoman/core';
import { memoryStores } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds: the time of the published signature vectors. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Services over maps, with a clock that only a test moves. */
export interface TestServices extends Services {
  advance(byMs: number): void;
  /** Puts a secret's stored row in place of the one there, as an operator's hand would. */
  edit(name: string, change: Partial<Secret>): void;
  editKey(id: string, change: Partial<CustomerKey>): void;
}

export function memoryServices(): TestServices {
  let now = START;
  let ids = 0;
  const rows = new Map<string, Row>();
  const keyEdits = new Map<string, Partial<CustomerKey>>();
  const { keys, resources } = memoryStores();
  return {
    secrets: memorySecrets(rows),
    keys: editedKeys(keys, keyEdits),
    identities: memoryIdentities(),
    resources,
    clock: { now: () => now },
    ids: {
      uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
      bytes: (length) => Uint8Array.from({ length }, () => ids += 1),
    },
    sealer: new Sealer(new Uint8Array(KEY_BYTES).fill(7)),
    advance: (byMs) => { now += byMs; },
    edit(name, change) {
      for (const row of rows.values()) if (row.secret.name === name) row.secret = { ...row.secret, ...change };
    },
    editKey(id, change) {
      keyEdits.set(id, { ...keyEdits.get(id), ...change });
    },
  };
}

interface Row {
  secret: Secret;
  readonly values: Map<string, Uint8Array>;
}

function memorySecrets(rows: Map<string, Row>): SecretStore {
  const of = (vault: string) => [...rows.values()].map((row) => row.secret).filter((secret) => secret.vault === vault);
  const named = (vault: string, name: string) => of(vault).find((secret) => secret.name === name) ?? null;
  return {
    findByName: async (vault, name) => named(vault, name),
    findById: async (vault, id) => of(vault).find((secret) => secret.id === id) ?? null,
    readSealed: async (_vault, secretId, versionId) => rows.get(secretId)?.values.get(versionId) ?? null,
    async list(vault, page) {
      if (page.order === 'created') return of(vault).slice(page.offset, page.offset + page.limit);
      const sorted = of(vault).toSorted((left, right) => (left.name < right.name ? -1 : 1));
      return sorted.filter((secret) => page.after === null || secret.name > page.after).slice(0, page.limit);
    },
    count: async (vault) => of(vault).length,
    async insert(secret, values, limits) {
      if (named(secret.vault, secret.name) !== null) return 'name-taken';
      if (limits.maxSecrets !== null && of(secret.vault).length >= limits.maxSecrets) return 'vault-full';
      rows.set(secret.id, { secret, values: new Map(values.map(({ versionId, bytes }) => [versionId, bytes])) });
      return 'inserted';
    },
    async commit({ secret, expectedRevision, added, dropped }) {
      const row = rows.get(secret.id);
      if (row?.secret.revision !== expectedRevision) return 'stale';
      row.secret = secret;
      for (const versionId of dropped) row.values.delete(versionId);
      for (const { versionId, bytes } of added) row.values.set(versionId, bytes);
      return 'committed';
    },
    async remove(_vault, id, expectedRevision) {
      if (rows.get(id)?.secret.revision !== expectedRevision) return 'stale';
      rows.delete(id);
      return 'removed';
    },
    async removeDue(now) {
      const due = [...rows.values()].filter(({ secret }) => secret.deletionDueAt !== null && secret.deletionDueAt <= now);
      for (const { secret } of due) rows.delete(secret.id);
      return due.length;
    },
  };
}

/** Keys as they are kept, with what was edited laid over them. */
function editedKeys(keys: KeyStore, edits: Map<string, Partial<CustomerKey>>): KeyStore {
  const edited = (key: CustomerKey | null): CustomerKey | null => key === null ? null : { ...key, ...edits.get(key.id) };
  return {
    ...keys,
    find: async (vault, id) => edited(await keys.find(vault, id)),
    findDefault: async (vault) => edited(await keys.findDefault(vault)),
  };
}

function memoryIdentities(): IdentityStore {
  const identities = new Map<string, Identity>();
  const proofs = new Map<string, StoredProof>();
  const place = (proof: StoredProof) => proofs.set(`${proof.kind} ${proof.lookup}`, proof);
  return {
    async put(identity, given) {
      identities.set(identity.id, identity);
      given.forEach(place);
    },
    addProof: async (proof) => { place(proof); },
    async find(kind, lookup) {
      const proof = proofs.get(`${kind} ${lookup}`);
      const identity = proof === undefined ? undefined : identities.get(proof.identityId);
      return proof === undefined || identity === undefined ? null : { identity, proof };
    },
    remove: async (identityId) => { identities.delete(identityId); },
    list: async () => [...identities.values()],
    removeExpiredProofs: async () => 0,
  };
}
