import type { Identity, ProofKind, StoredProof } from '../model/identity.ts';

/** Keeps identities and their proofs, secret halves sealed. */
export interface IdentityStore {
  /** Makes the identity, or replaces it together with all its proofs. */
  put(identity: Identity, proofs: readonly StoredProof[]): Promise<void>;
  /** Adds one proof to an identity that exists, replacing one with the same kind and lookup. */
  addProof(proof: StoredProof): Promise<void>;
  find(kind: ProofKind, lookup: string): Promise<{ readonly identity: Identity; readonly proof: StoredProof } | null>;
  /** Proofs of a kind with whose they are, in no order, at most so many. */
  proofs(
    kind: ProofKind,
    limit: number,
  ): Promise<readonly { readonly identity: Identity; readonly proof: StoredProof }[]>;
  /** Removes the identity and all its proofs, if it exists. */
  remove(identityId: string): Promise<void>;
  list(): Promise<Identity[]>;
  /** Removes every proof that expired at or before `now`; answers how many. */
  removeExpiredProofs(now: number): Promise<number>;
}
