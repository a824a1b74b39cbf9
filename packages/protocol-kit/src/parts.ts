import type { Address, Json, NewProof, Services, VaultBindings } from '@dragoman/core';

import type { Outcome } from './door.ts';

/** `strict` verifies every proof; `lenient` takes any key unverified, for suites that use random ones. */
export type AuthMode = 'strict' | 'lenient';

/** What the gateway hands to an adapter to build its door from. */
export interface DoorParts<Settings> {
  readonly services: Services;
  /** Which addresses share a vault. */
  readonly bindings: VaultBindings;
  readonly authMode: AuthMode;
  /** The door's own switches, checked against the schema that the adapter exports. */
  readonly settings: Settings;
  observe(outcome: Outcome): void;
}

/** One dialect's part of the documented development identity. */
export interface DevelopmentPart {
  /** What the dialect knows of the identity, kept under the dialect's name. */
  readonly attributes: { readonly [key: string]: Json };
  readonly proofs: readonly NewProof[];
  /** The address that is bound to the `default` vault. */
  readonly address: Address;
}
