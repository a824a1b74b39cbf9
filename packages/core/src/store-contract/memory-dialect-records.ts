import type { DialectRecord } from '../model/dialect-record.ts';
import type { StoredRecordPage, DialectRecordStore } from '../ports/dialect-record-store.ts';
import type { MemoryTables } from './memory-tables.ts';

/** Resources over an array. */
export function memoryResources({ resources: rows }: MemoryTables): DialectRecordStore {
  const of = (vault: string, kind: string): DialectRecord[] =>
    rows.filter((row) => row.vault === vault && row.kind === kind);
  const indexOf = (vault: string, kind: string, id: string): number =>
    rows.findIndex((row) => row.vault === vault && row.kind === kind && row.id === id);
  const take = (change: DialectRecord | null, at: number, expectedRevision: number): boolean => {
    if (rows[at]?.revision !== expectedRevision) return false;
    rows.splice(at, 1, ...(change === null ? [] : [structuredClone(change)]));
    return true;
  };
  return {
    find: async (vault, kind, id) => structuredClone(rows[indexOf(vault, kind, id)] ?? null),
    list: async (vault, kind, page) => structuredClone(resourcePage(of(vault, kind), page)),
    count: async (vault, kind) => of(vault, kind).length,
    async insert(resource) {
      if (indexOf(resource.vault, resource.kind, resource.id) !== -1) return 'id-taken';
      rows.push(structuredClone(resource));
      return 'inserted';
    },
    commit: async (resource, expectedRevision) =>
      take(resource, indexOf(resource.vault, resource.kind, resource.id), expectedRevision) ? 'committed' : 'stale',
    remove: async (vault, kind, id, expectedRevision) =>
      take(null, indexOf(vault, kind, id), expectedRevision) ? 'removed' : 'stale',
    listDue: async (kind, now, limit) =>
      rows
        .filter((row) => row.kind === kind && row.dueAt !== null && row.dueAt <= now)
        .toSorted((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0))
        .slice(0, limit),
  };
}

function resourcePage(rows: readonly DialectRecord[], { order, from, limit }: StoredRecordPage): DialectRecord[] {
  const sorted =
    order === 'id'
      ? rows.toSorted((left, right) => (left.id < right.id ? -1 : 1))
      : order === 'created'
        ? rows
        : rows.toReversed();
  if ('offset' in from) return sorted.slice(from.offset, from.offset + limit);
  const { after } = from;
  if (after === null) return sorted.slice(0, limit);
  if (order === 'id') return sorted.filter(({ id }) => id > after).slice(0, limit);
  const at = sorted.findIndex(({ id }) => id === after);
  return at === -1 ? [] : sorted.slice(at + 1, at + 1 + limit);
}
