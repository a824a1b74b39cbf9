import type { DialectRecord } from '../model/dialect-record.ts';
import type { VaultId } from '../model/vault.ts';

/** Some resources of one kind: in an order, strictly behind one of them or after a count. */
export interface StoredRecordPage {
  /** `newest` is the order of creation turned round. */
  readonly order: 'id' | 'created' | 'newest';
  /**
   * By id, `after` need not exist any more; by creation, nothing stands behind what is gone. `null` is the beginning.
   */
  readonly from: { readonly after: string | null } | { readonly offset: number };
  readonly limit: number;
}

/**
 * Keeps the small things of dialects. Every method is one atomic operation; what it answered is durable.
 * A store never looks into a body.
 */
export interface DialectRecordStore {
  find(vault: VaultId, kind: string, id: string): Promise<DialectRecord | null>;
  /** Ids sort by UTF-16 code unit or by UTF-8 byte; a store keeps to one. */
  list(vault: VaultId, kind: string, page: StoredRecordPage): Promise<DialectRecord[]>;
  count(vault: VaultId, kind: string): Promise<number>;
  insert(resource: DialectRecord): Promise<'inserted' | 'id-taken'>;
  /** Replaces body and due time if the stored revision is `expectedRevision`. */
  commit(resource: DialectRecord, expectedRevision: number): Promise<'committed' | 'stale'>;
  remove(vault: VaultId, kind: string, id: string, expectedRevision: number): Promise<'removed' | 'stale'>;
  /** Those of a kind, in all vaults, that fell due at or before `now`, the longest due first. */
  listDue(kind: string, now: number, limit: number): Promise<DialectRecord[]>;
}
