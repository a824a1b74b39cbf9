import type { CustomerKey, KeyAlias } from '../model/key.ts';
import type { KeyPage, KeyStore } from '../ports/key-store.ts';
import type { MemoryTables } from './memory-tables.ts';

/** Customer keys over maps, in the order in which they came. */
export function memoryKeys({ keys, aliases }: MemoryTables): KeyStore {
  const find = (vault: string, id: string): CustomerKey | null => keys.get(aliasKey(vault, id)) ?? null;
  const inVault = (vault: string): CustomerKey[] => [...keys.values()].filter((key) => key.vault === vault);
  const findDefault = (vault: string): CustomerKey | null => inVault(vault).find(({ isDefault }) => isDefault) ?? null;
  return {
    find: async (vault, id) => structuredClone(find(vault, id)),
    findDefault: async (vault) => structuredClone(findDefault(vault)),
    findByAlias: async (vault, name) => structuredClone(find(vault, aliases.get(aliasKey(vault, name))?.keyId ?? '')),
    list: async (vault, page) => structuredClone(cut(inVault(vault), page)),
    count: async (vault) => inVault(vault).length,
    async insert(key, { alias, maxKeys } = {}) {
      if (key.isDefault && findDefault(key.vault) !== null) return 'default-exists';
      if (maxKeys !== undefined && inVault(key.vault).filter(({ isDefault }) => !isDefault).length >= maxKeys)
        return 'vault-full';
      if (alias !== undefined && aliases.has(aliasKey(alias.vault, alias.name))) return 'alias-taken';
      keys.set(aliasKey(key.vault, key.id), structuredClone(key));
      if (alias !== undefined) aliases.set(aliasKey(alias.vault, alias.name), alias);
      return 'inserted';
    },
    async commit(key, expectedRevision) {
      if (find(key.vault, key.id)?.revision !== expectedRevision) return 'stale';
      keys.set(aliasKey(key.vault, key.id), structuredClone(key));
      return 'committed';
    },
    async removeDue(now) {
      const due = [...keys.values()].filter(({ deletionDueAt }) => deletionDueAt !== null && deletionDueAt <= now);
      for (const { vault, id } of due) {
        keys.delete(aliasKey(vault, id));
        for (const alias of aliases.values())
          if (alias.vault === vault && alias.keyId === id) aliases.delete(aliasKey(vault, alias.name));
      }
      return due.length;
    },
    listDue: async (now, limit) =>
      structuredClone(
        [...keys.values()]
          .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
          .toSorted((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0))
          .slice(0, limit),
      ),
    ...memoryAliases(aliases, (vault, id) => find(vault, id) !== null),
  };
}

type AliasPart = Pick<
  KeyStore,
  'findAlias' | 'listAliases' | 'countAliases' | 'insertAlias' | 'moveAlias' | 'removeAlias'
>;

function memoryAliases(aliases: Map<string, KeyAlias>, isKey: (vault: string, id: string) => boolean): AliasPart {
  const of = (vault: string, keyId: string | null): KeyAlias[] =>
    [...aliases.values()].filter((alias) => alias.vault === vault && (keyId === null || alias.keyId === keyId));
  return {
    findAlias: async (vault, name) => aliases.get(aliasKey(vault, name)) ?? null,
    listAliases: async (vault, keyId, page) =>
      cut(
        of(vault, keyId).toSorted((left, right) => (left.name < right.name ? -1 : 1)),
        page,
      ),
    countAliases: async (vault, keyId) => of(vault, keyId).length,
    async insertAlias(alias) {
      if (!isKey(alias.vault, alias.keyId)) return 'key-missing';
      if (aliases.has(aliasKey(alias.vault, alias.name))) return 'alias-taken';
      aliases.set(aliasKey(alias.vault, alias.name), alias);
      return 'inserted';
    },
    async moveAlias(alias) {
      const held = aliases.get(aliasKey(alias.vault, alias.name));
      if (held === undefined) return 'alias-missing';
      if (!isKey(alias.vault, alias.keyId)) return 'key-missing';
      aliases.set(aliasKey(alias.vault, alias.name), { ...alias, createdAt: held.createdAt });
      return 'moved';
    },
    removeAlias: async (vault, name) => (aliases.delete(aliasKey(vault, name)) ? 'removed' : 'alias-missing'),
  };
}

function aliasKey(vault: string, name: string): string {
  return JSON.stringify([vault, name]);
}

function cut<T>(all: readonly T[], { offset, limit }: KeyPage): T[] {
  return all.slice(offset, offset + limit);
}
