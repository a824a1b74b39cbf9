import type { DialectRecord } from '../model/dialect-record.ts';
import type { Secret } from '../model/secret.ts';
import type { VaultId } from '../model/vault.ts';
import type { Awaitable } from '../awaitable.ts';

/** A version's value as a store holds it. */
export interface SealedValue {
  readonly versionId: string;
  readonly bytes: Uint8Array;
}

/** What must hold for a secret to be added. */
export interface InsertLimits {
  /** How many secrets the vault may hold, the new one counted; `null` is no limit. */
  readonly maxSecrets: number | null;
  /** Whether a name that differs only by case is taken too. */
  readonly caselessName: boolean;
}

/** A customer key as it was when it sealed values. */
export interface SealingKey {
  readonly id: string;
  readonly revision: number;
}

/** What an insert was decided on. */
export interface InsertGiven extends InsertLimits {
  /** Keys of the vault that sealed the values; one that is gone, or has another revision, makes the insert stale. */
  readonly sealedBy?: readonly SealingKey[];
}

/** One decided change of a secret, written whole or not at all. */
export interface SecretCommit {
  /** The secret as decided. Its revision is one above `expectedRevision`. */
  readonly secret: Secret;
  readonly expectedRevision: number;
  readonly added: readonly SealedValue[];
  /** Ids of versions whose values go. */
  readonly dropped: readonly string[];
  /** What is kept along with the change; one whose id is taken changes nothing. */
  readonly resources?: readonly DialectRecord[];
  /** Whether a new name that differs from another secret's only by case is taken; see {@link InsertLimits}. */
  readonly caselessName: boolean;
}

/** One secret on its way into another vault, its values sealed for their new place. */
export interface SecretMove {
  readonly from: VaultId;
  /** The secret as decided, in its new vault. Its revision is one above `expectedRevision`. */
  readonly secret: Secret;
  readonly expectedRevision: number;
  /** Of every version; what was kept of the old vault goes. */
  readonly values: readonly SealedValue[];
  /**
   * Whether a name that differs from another secret's in the new vault only by case is taken; see {@link InsertLimits}.
   */
  readonly caselessName: boolean;
}

/** A page of secrets: by name after a name, or by creation after a count. */
export type SecretPage =
  | { readonly order: 'name'; readonly after: string | null; readonly limit: number }
  | { readonly order: 'created'; readonly offset: number; readonly limit: number };

/**
 * Keeps secrets and their sealed values. Every method is one atomic operation; what it answered is durable.
 * A store knows nothing of rules: it compares revisions and names, and returns what it was given. What it returns may
 * be shared with other callers: nobody changes it.
 */
export interface SecretStore {
  findByName(vault: VaultId, name: string): Awaitable<Secret | null>;
  findById(vault: VaultId, id: string): Awaitable<Secret | null>;
  /** By id alone, whatever vault holds it; the first that was made where several do. */
  findAnywhere(id: string): Promise<Secret | null>;
  readSealed(vault: VaultId, secretId: string, versionId: string): Awaitable<Uint8Array | null>;
  /** Names sort by UTF-16 code unit or by UTF-8 byte; a store keeps to one. */
  list(vault: VaultId, page: SecretPage): Promise<Secret[]>;
  count(vault: VaultId): Promise<number>;
  /** The vaults that hold secrets, in no order. */
  vaults(): Promise<VaultId[]>;
  insert(
    secret: Secret,
    values: readonly SealedValue[],
    given: InsertGiven,
    resources?: readonly DialectRecord[],
  ): Promise<'inserted' | 'stale' | 'name-taken' | 'vault-full'>;
  commit(change: SecretCommit): Promise<'committed' | 'stale' | 'name-taken'>;
  /** Takes the secret to another vault, where it stands last in the order of creation. */
  move(change: SecretMove): Promise<'moved' | 'stale' | 'name-taken'>;
  /** Removes the secret with every version and value; `resources` are kept along with it. */
  remove(
    vault: VaultId,
    id: string,
    expectedRevision: number,
    resources?: readonly DialectRecord[],
  ): Promise<'removed' | 'stale'>;
  /**
   * Removes every secret, in all vaults, whose deletion fell due at or before `now`; answers how many.
   * @param resourcesOf what is kept along with the removal of each; called inside the operation, in the order in which
   * they fell due
   */
  removeDue(now: number, resourcesOf?: (secret: Secret) => readonly DialectRecord[]): Promise<number>;
  /** Secrets of all vaults of which something falls due at or before `until` (`nextDueAt`), the longest due first. */
  listDue(until: number, limit: number): Promise<Secret[]>;
}
