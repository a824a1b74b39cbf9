import type { Secret } from '@dragoman/core';

/** A secret at one revision, with the sealed values that were read of it. */
export interface KnownSecret {
  readonly seq: number;
  readonly secret: Secret;
  /** By version id. */
  readonly values: ReadonlyMap<string, Uint8Array>;
}

/** What is remembered of all secrets together, in bytes of sealed values and of documents. */
const MAX_BYTES = 32 * 1024 * 1024;

/** What a document takes beside its text, when it is parsed; a generous guess. */
const BYTES_PER_CHARACTER = 3;

/**
 * The latest revisions of secrets that were read. A row's document and sealed values at one revision never change, so
 * a read that finds the revision again needs no more from the database.
 */
export class RememberedSecrets {
  readonly #byLookup = new Map<string, KnownSecret>();
  readonly #byId = new Map<string, KnownSecret>();
  readonly #bytes = new Map<KnownSecret, number>();
  #total = 0;

  /** @param lookup what it was found by */
  find(lookup: string): KnownSecret | undefined {
    return this.#byLookup.get(lookup);
  }

  /** The latest of the secret that was read, by name or by id. */
  findById(vault: string, id: string): KnownSecret | undefined {
    return this.#byId.get(idKey(vault, id));
  }

  /** @param length of the document */
  put(lookup: string, known: KnownSecret, length: number): void {
    this.#drop(lookup);
    this.#byLookup.set(lookup, known);
    const key = idKey(known.secret.vault, known.secret.id);
    if (known.secret.revision >= (this.#byId.get(key)?.secret.revision ?? 0)) this.#byId.set(key, known);
    this.#grow(known, length * BYTES_PER_CHARACTER);
    for (const bytes of known.values.values()) this.#grow(known, bytes.length);
    for (const oldest of this.#byLookup.keys()) {
      if (this.#total <= MAX_BYTES) break;
      this.#drop(oldest);
    }
  }

  /** A secret that was read in another way: its values are not those of an earlier revision. */
  saw(secret: Secret): void {
    const key = idKey(secret.vault, secret.id);
    const known = this.#byId.get(key);
    if (known !== undefined && known.secret.revision < secret.revision)
      this.#byId.set(key, { ...known, secret, values: new Map() });
  }

  #grow(known: KnownSecret, by: number): void {
    this.#bytes.set(known, (this.#bytes.get(known) ?? 0) + by);
    this.#total += by;
  }

  #drop(lookup: string): void {
    const known = this.#byLookup.get(lookup);
    if (known === undefined) return;
    this.#byLookup.delete(lookup);
    this.#byId.delete(idKey(known.secret.vault, known.secret.id));
    this.#total -= this.#bytes.get(known) ?? 0;
    this.#bytes.delete(known);
  }
}

function idKey(vault: string, id: string): string {
  return `${vault.length} ${vault} ${id}`;
}
