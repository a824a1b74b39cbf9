import type { AccessCredential } from '../model/identity.ts';
import { nextDueAt } from '../model/due.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Secret } from '../model/secret.ts';
import type { IdentityStore } from '../ports/identity-store.ts';
import type { DialectRecordStore } from '../ports/dialect-record-store.ts';
import type { SealingKey, SecretCommit, SecretPage, SecretStore } from '../ports/secret-store.ts';
import type { Stores } from './harness.ts';
import { memoryKeys } from './memory-keys.ts';
import { memoryResources } from './memory-dialect-records.ts';
import { memoryState } from './memory-state.ts';
import { type MemoryTables, type SecretRow, emptyTables } from './memory-tables.ts';

/**
 * The ports over maps, for the tests of whatever works with stores: atomic because no method waits in its middle; what
 * goes in and out is copied.
 */
export function memoryStores(): Stores {
  const tables = emptyTables();
  return { ...storesOver(tables), state: memoryState(tables, storesOver) };
}

function storesOver(tables: MemoryTables): Omit<Stores, 'state'> {
  const resources = memoryResources(tables);
  return {
    secrets: memorySecrets(tables, resources),
    keys: memoryKeys(tables),
    identities: memoryIdentities(tables),
    resources,
  };
}

function memorySecrets({ secrets: rows, keys }: MemoryTables, resources: DialectRecordStore): SecretStore {
  // The store of resources has put them down before it first waits.
  const keep = (along: readonly DialectRecord[] = []): void => {
    for (const resource of along) void resources.insert(resource);
  };
  const inVault = (vault: string): SecretRow[] => rows.filter(({ secret }) => secret.vault === vault);
  const byId = (vault: string, id: string): SecretRow | undefined =>
    inVault(vault).find(({ secret }) => secret.id === id);
  const isTaken = (wanted: Secret, caseless: boolean): boolean =>
    inVault(wanted.vault).some(
      ({ secret }) => secret.id !== wanted.id && folded(secret.name, caseless) === folded(wanted.name, caseless),
    );
  const removeWhere = (goes: (secret: Secret) => boolean): Secret[] => {
    const gone = rows.map(({ secret }) => secret).filter(goes);
    const kept = rows.filter(({ secret }) => !goes(secret));
    rows.splice(0, rows.length, ...kept);
    return gone;
  };
  return {
    findByName: async (vault, name) =>
      structuredClone(inVault(vault).find(({ secret }) => secret.name === name)?.secret ?? null),
    findById: async (vault, id) => structuredClone(byId(vault, id)?.secret ?? null),
    findAnywhere: async (id) => structuredClone(rows.find(({ secret }) => secret.id === id)?.secret ?? null),
    readSealed: async (vault, secretId, versionId) =>
      structuredClone(byId(vault, secretId)?.values.get(versionId) ?? null),
    list: async (vault, page) =>
      structuredClone(
        pageOf(
          inVault(vault).map(({ secret }) => secret),
          page,
        ),
      ),
    count: async (vault) => inVault(vault).length,
    vaults: async () => [...new Set(rows.map(({ secret }) => secret.vault))],
    async insert(secret, values, { sealedBy = [], ...limits }, along) {
      const isSame = ({ id, revision }: SealingKey): boolean =>
        keys.get(JSON.stringify([secret.vault, id]))?.revision === revision;
      if (!sealedBy.every(isSame)) return 'stale';
      if (isTaken(secret, limits.caselessName)) return 'name-taken';
      if (limits.maxSecrets !== null && inVault(secret.vault).length >= limits.maxSecrets) return 'vault-full';
      const row = { secret, values: new Map<string, Uint8Array>() };
      apply(row, { secret, added: values, dropped: [] });
      rows.push(row);
      keep(along);
      return 'inserted';
    },
    async commit(change) {
      const row = byId(change.secret.vault, change.secret.id);
      if (row?.secret.revision !== change.expectedRevision) return 'stale';
      if (row.secret.name !== change.secret.name && isTaken(change.secret, change.caselessName)) return 'name-taken';
      apply(row, change);
      keep(change.resources);
      return 'committed';
    },
    async move({ from, secret, expectedRevision, values, caselessName }) {
      if (byId(from, secret.id)?.secret.revision !== expectedRevision) return 'stale';
      if (isTaken(secret, caselessName)) return 'name-taken';
      removeWhere(({ vault, id }) => vault === from && id === secret.id);
      const row = { secret, values: new Map<string, Uint8Array>() };
      apply(row, { secret, added: values, dropped: [] });
      rows.push(row);
      return 'moved';
    },
    async remove(vault, id, expectedRevision, along) {
      const [removed] = removeWhere(
        (secret) => secret.vault === vault && secret.id === id && secret.revision === expectedRevision,
      );
      if (removed === undefined) return 'stale';
      keep(along);
      return 'removed';
    },
    async removeDue(now, resourcesOf) {
      const gone = removeWhere((secret) => secret.deletionDueAt !== null && secret.deletionDueAt <= now);
      for (const secret of gone.toSorted(byTime(({ deletionDueAt }) => deletionDueAt))) keep(resourcesOf?.(secret));
      return gone.length;
    },
    async listDue(until, limit) {
      const due = rows.map(({ secret }) => secret).filter((secret) => (nextDueAt(secret) ?? Infinity) <= until);
      return structuredClone(due.toSorted(byTime(nextDueAt)).slice(0, limit));
    },
  };
}

function byTime(timeOf: (secret: Secret) => number | null): (left: Secret, right: Secret) => number {
  return (left, right) => (timeOf(left) ?? 0) - (timeOf(right) ?? 0);
}

function apply(row: SecretRow, { secret, added, dropped }: Pick<SecretCommit, 'secret' | 'added' | 'dropped'>): void {
  row.secret = structuredClone(secret);
  for (const versionId of dropped) row.values.delete(versionId);
  for (const { versionId, bytes } of added) row.values.set(versionId, Uint8Array.from(bytes));
}

function folded(name: string, caseless: boolean): string {
  return caseless ? name.toLowerCase() : name;
}

function pageOf(secrets: readonly Secret[], page: SecretPage): Secret[] {
  if (page.order === 'created') return secrets.slice(page.offset, page.offset + page.limit);
  const after = page.after;
  return secrets
    .filter(({ name }) => after === null || name > after)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .slice(0, page.limit);
}

function memoryIdentities({ identities, accessCredentials }: MemoryTables): IdentityStore {
  const removeAccessCredentials = (goes: (accessCredential: AccessCredential) => boolean): number => {
    const going = [...accessCredentials].filter(([, accessCredential]) => goes(accessCredential));
    for (const [key] of going) accessCredentials.delete(key);
    return going.length;
  };
  const add = (accessCredential: AccessCredential): void => {
    if (identities.has(accessCredential.identityId))
      accessCredentials.set(JSON.stringify([accessCredential.kind, accessCredential.lookup]), accessCredential);
  };
  return {
    async put(identity, given) {
      removeAccessCredentials(({ identityId }) => identityId === identity.id);
      identities.set(identity.id, identity);
      given.forEach(add);
    },
    addAccessCredential: async (accessCredential) => add(accessCredential),
    async find(kind, lookup) {
      const accessCredential = accessCredentials.get(JSON.stringify([kind, lookup]));
      const identity = accessCredential === undefined ? undefined : identities.get(accessCredential.identityId);
      return accessCredential === undefined || identity === undefined ? null : { identity, accessCredential };
    },
    async accessCredentials(kind, limit) {
      return [...accessCredentials.values()]
        .filter((accessCredential) => accessCredential.kind === kind)
        .slice(0, limit)
        .flatMap((accessCredential) => {
          const identity = identities.get(accessCredential.identityId);
          return identity === undefined ? [] : [{ identity, accessCredential }];
        });
    },
    async remove(id) {
      removeAccessCredentials(({ identityId }) => identityId === id);
      identities.delete(id);
    },
    list: async () => [...identities.values()],
    removeExpiredAccessCredentials: async (now) =>
      removeAccessCredentials(({ expiresAt }) => expiresAt !== null && expiresAt <= now),
  };
}
