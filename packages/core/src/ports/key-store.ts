import type { CustomerKey, KeyAlias } from '../model/key.ts';
import type { VaultId } from '../model/vault.ts';
import type { Awaitable } from '../awaitable.ts';

/** What comes with a new key, and what must hold for it to be added. */
export interface KeyInsert {
  /** Is added with the key or not at all. */
  readonly alias?: KeyAlias;
  /** How many keys beside the default one the vault may hold, the new one counted. */
  readonly maxKeys?: number;
}

/** Some keys or aliases of a vault, after a count. */
export interface KeyPage {
  readonly offset: number;
  readonly limit: number;
}

/** Keeps customer keys, their material sealed. Every method is one atomic operation; what it answered is durable. */
export interface KeyStore {
  find(vault: VaultId, id: string): Awaitable<CustomerKey | null>;
  findDefault(vault: VaultId): Promise<CustomerKey | null>;
  findByAlias(vault: VaultId, alias: string): Awaitable<CustomerKey | null>;
  /** In the order of creation. */
  list(vault: VaultId, page: KeyPage): Promise<CustomerKey[]>;
  count(vault: VaultId): Promise<number>;
  /** `default-exists` where the key is a default key and the vault has one: two writers may need it at once. */
  insert(key: CustomerKey, given?: KeyInsert): Promise<'inserted' | 'default-exists' | 'alias-taken' | 'vault-full'>;
  /** Replaces the key if its stored revision is `expectedRevision`. */
  commit(key: CustomerKey, expectedRevision: number): Promise<'committed' | 'stale'>;
  /**
   * Removes every key, in all vaults, whose deletion fell due at or before `now`, with its aliases; answers how many.
   */
  removeDue(now: number): Promise<number>;
  /** Keys, in all vaults, whose `dueAt` is at or before `now`, the longest due first. */
  listDue(now: number, limit: number): Promise<CustomerKey[]>;

  findAlias(vault: VaultId, name: string): Promise<KeyAlias | null>;
  /** In the order of names, by UTF-16 code unit or by UTF-8 byte; of one key or, with `null`, of the vault. */
  listAliases(vault: VaultId, keyId: string | null, page: KeyPage): Promise<KeyAlias[]>;
  countAliases(vault: VaultId, keyId: string | null): Promise<number>;
  insertAlias(alias: KeyAlias): Promise<'inserted' | 'alias-taken' | 'key-missing'>;
  /** Gives the alias that bears the name to another key and takes the time of change; its creation stays. */
  moveAlias(alias: KeyAlias): Promise<'moved' | 'alias-missing' | 'key-missing'>;
  removeAlias(vault: VaultId, name: string): Promise<'removed' | 'alias-missing'>;
}
