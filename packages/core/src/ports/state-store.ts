import type { Identity, AccessCredential } from '../model/identity.ts';
import type { CustomerKey, KeyAlias } from '../model/key.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Secret } from '../model/secret.ts';
import type { SealedValue } from './secret-store.ts';

/** A secret with every value that is kept of it. */
export interface SecretImage {
  readonly secret: Secret;
  /** In the order of the versions. */
  readonly values: readonly SealedValue[];
}

/** An identity with everything it proves itself with. */
export interface IdentityImage {
  readonly identity: Identity;
  /** In no order. */
  readonly accessCredentials: readonly AccessCredential[];
}

/**
 * Everything that a store holds, in the core's terms. Secrets, keys and resources stand in the order of their creation;
 * aliases and identities in none. Revisions are counted from 1, however often the store was loaded.
 */
export interface StateImage {
  readonly secrets: readonly SecretImage[];
  readonly keys: readonly CustomerKey[];
  readonly aliases: readonly KeyAlias[];
  readonly identities: readonly IdentityImage[];
  readonly resources: readonly DialectRecord[];
}

/** What a store that was never written holds. */
export const EMPTY_STATE: StateImage = { secrets: [], keys: [], aliases: [], identities: [], resources: [] };

/** An image that no store can hold. The message names what is wrong with it and holds no secret. */
export class InvalidStateImageError extends Error {
  override readonly name = 'InvalidStateImageError';
}

/** Takes a store's whole content out and puts another in its place. */
export interface StateStore {
  /** Everything, as it is at one moment. What it answers may be shared with other callers: nobody changes it. */
  dump(): Promise<StateImage>;
  /**
   * Replaces everything in one atomic operation; what it answered is durable. A reader sees all of the old or all of
   * the new; a change that was decided on the old is stale: every revision is one that the store has not had.
   * @throws UnfitImage when the image contradicts itself (a name or an id twice, an alias of no key); nothing is
   * changed then
   */
  load(image: StateImage): Promise<void>;
}
