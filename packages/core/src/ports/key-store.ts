import type { CustomerKey } from '../model/key.ts';
import type { VaultId } from '../model/vault.ts';

/** Keeps customer keys, their material sealed. Every method is one atomic operation; what it answered is durable. */
export interface KeyStore {
  find(vault: VaultId, id: string): Promise<CustomerKey | null>;
  findDefault(vault: VaultId): Promise<CustomerKey | null>;
  /** `default-exists` where the key is a default key and the vault has one: two writers may need it at once. */
  insert(key: CustomerKey): Promise<'inserted' | 'default-exists'>;
  /** Replaces the key if its stored revision is `expectedRevision`. */
  commit(key: CustomerKey, expectedRevision: number): Promise<'committed' | 'stale'>;
}
