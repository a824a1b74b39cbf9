import type { SecretValue } from '@dragoman/core';

/**
 * Gives one value when it is asked for, and keeps none; `null` where its service does not give it.
 * @throws ConfigError where it cannot be had any more
 */
export type ReadValue = () => SecretValue | null | Promise<SecretValue | null>;

/** Which version of which secret, as an inventory calls them. */
export interface ValueRef {
  readonly name: string;
  /** What tells the secret from another of the same name; see `InventorySecret`. */
  readonly id: string | null;
  readonly version: string;
}

/** Values of sources, for whoever writes or compares them: one at a time. */
export interface SourceValues {
  /** @returns `null` where no source has it */
  valueOf(ref: ValueRef): Promise<SecretValue | null>;
}

/** What a value is called by in memory: a secret's name may be another's for a service where names may be the same. */
export function valueKeyOf({ name, id, version }: ValueRef): string {
  return JSON.stringify([name, id, version]);
}
