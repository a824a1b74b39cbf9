import type { Awaitable } from '../awaitable.ts';
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

/** One of the things that an image holds: a key, an alias, a secret, an identity or a resource. */
export type StateRecord =
  | { readonly key: CustomerKey }
  | { readonly alias: KeyAlias }
  | SecretImage
  | IdentityImage
  | { readonly resource: DialectRecord };

/** Takes a store's whole content out and puts another in its place, as a whole or record by record. */
export interface StateStore {
  /**
   * Everything, as it is at one moment, some records at a time, in the order of {@link recordsOf}: what is held is
   * bounded, however much there is. Nobody changes what is handed out. Writes go on meanwhile.
   * @param visit is waited for before the next records are read
   */
  read(visit: (records: readonly StateRecord[]) => Awaitable<void>): Promise<void>;
  /**
   * Replaces everything in one atomic operation; what it answered is durable. A reader sees all of the old or all of
   * the new; a change that was decided on the old is stale: every revision is one that the store has not had.
   * @param records in the order of {@link recordsOf}; gone through more than once where the store has to begin again
   * @throws InvalidStateImageError when they contradict each other (a name or an id twice, an alias of no key); nothing
   * is changed then
   */
  replace(records: Iterable<StateRecord>): Promise<void>;
  /** All that {@link read} hands out. */
  dump(): Promise<StateImage>;
  /** {@link replace} with all of an image. */
  load(image: StateImage): Promise<void>;
}

/** A store's state, also as a whole. */
export function stateStore({ read, replace }: Pick<StateStore, 'read' | 'replace'>): StateStore {
  return {
    read,
    replace,
    async dump() {
      const records: StateRecord[][] = [];
      await read((some) => void records.push([...some]));
      return imageOf(records.flat());
    },
    load: (image) => replace(recordsOf(image)),
  };
}

/** The records of an image: keys, aliases, secrets, identities, resources. They can be gone through again. */
export function recordsOf(image: StateImage): Iterable<StateRecord> {
  return {
    *[Symbol.iterator]() {
      for (const key of image.keys) yield { key };
      for (const alias of image.aliases) yield { alias };
      yield* image.secrets;
      yield* image.identities;
      for (const resource of image.resources) yield { resource };
    },
  };
}

/** All records as one image. */
export function imageOf(records: Iterable<StateRecord>): StateImage {
  const image = {
    secrets: [] as SecretImage[],
    keys: [] as CustomerKey[],
    aliases: [] as KeyAlias[],
    identities: [] as IdentityImage[],
    resources: [] as DialectRecord[],
  };
  for (const record of records) {
    if ('key' in record) image.keys.push(record.key);
    else if ('alias' in record) image.aliases.push(record.alias);
    else if ('secret' in record) image.secrets.push(record);
    else if ('identity' in record) image.identities.push(record);
    else image.resources.push(record.resource);
  }
  return image;
}
