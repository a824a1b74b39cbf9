import type { Awaitable } from '../awaitable.ts';
import type { Identity, AccessCredentialKind, AccessCredential } from '../model/identity.ts';

/** Keeps identities and their proofs, secret halves sealed. */
export interface IdentityStore {
  /** Makes the identity, or replaces it together with all its proofs. */
  put(identity: Identity, accessCredentials: readonly AccessCredential[]): Promise<void>;
  /** Adds one proof to an identity that exists, replacing one with the same kind and lookup. */
  addAccessCredential(accessCredential: AccessCredential): Promise<void>;
  find(
    kind: AccessCredentialKind,
    lookup: string,
  ): Awaitable<{ readonly identity: Identity; readonly accessCredential: AccessCredential } | null>;
  /** Proofs of a kind with whose they are, in no order, at most so many. */
  accessCredentials(
    kind: AccessCredentialKind,
    limit: number,
  ): Promise<readonly { readonly identity: Identity; readonly accessCredential: AccessCredential }[]>;
  /** Removes the identity and all its proofs, if it exists. */
  remove(identityId: string): Promise<void>;
  list(): Promise<Identity[]>;
  /** Removes every proof that expired at or before `now`; answers how many. */
  removeExpiredAccessCredentials(now: number): Promise<number>;
}
