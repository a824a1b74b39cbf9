import type { Identity, ProofKind, StoredProof } from '../model/identity.ts';
import type { Attributes } from '../model/secret.ts';
import { tokenLookup } from '../sealing/proofs.ts';
import type { Services } from '../services.ts';

type IdentityServices = Pick<Services, 'identities' | 'sealer' | 'clock'>;

/** A proof as it is given out; only its sealed form is stored. */
export interface NewProof {
  readonly kind: ProofKind;
  /** What a request shows to be found by; for a token, the token itself. */
  readonly lookup: string;
  /** The secret half; `null` where showing the lookup is the proof. */
  readonly secret: string | null;
  /** Unix milliseconds; `null` never expires. */
  readonly expiresAt: number | null;
  readonly attributes?: Attributes;
}

/** A proof that was found, opened. It may have expired: only the dialect knows how to say so. */
export interface FoundProof {
  readonly identity: Identity;
  readonly secret: string | null;
  readonly expiresAt: number | null;
  readonly attributes: Attributes;
}

/** Makes an identity, or replaces it with all its proofs. */
export async function registerIdentity(
  services: IdentityServices,
  identity: Identity,
  proofs: readonly NewProof[],
): Promise<void> {
  await services.identities.put(
    identity,
    proofs.map((proof) => sealed(services, identity.id, proof)),
  );
}

/** Gives an existing identity one more proof. */
export async function grantProof(services: IdentityServices, identityId: string, proof: NewProof): Promise<void> {
  await services.identities.removeExpiredProofs(services.clock.now() - EXPIRED_KEPT_MS);
  await services.identities.addProof(sealed(services, identityId, proof));
}

/** Finds who shows this proof. Whether its secret half fits and whether it expired is the caller's to check. */
export async function findProof(
  services: Pick<Services, 'identities' | 'sealer'>,
  kind: ProofKind,
  shown: string,
): Promise<FoundProof | null> {
  const lookup = lookupOf(kind, shown);
  const found = await services.identities.find(kind, lookup);
  if (found === null) return null;
  const { identity, proof } = found;
  const secret = proof.sealedSecret === null ? null : services.sealer.openProof(kind, lookup, proof.sealedSecret);
  return { identity, secret, expiresAt: proof.expiresAt, attributes: proof.attributes };
}

/** A proof that was found without being shown. */
export interface KnownProof extends FoundProof {
  readonly lookup: string;
}

/** Proofs of a kind, opened, at most so many: to find whose a secret is that somebody used in the wrong place. */
export async function knownProofs(
  { identities, sealer }: Pick<Services, 'identities' | 'sealer'>,
  kind: ProofKind,
  limit: number,
): Promise<KnownProof[]> {
  return (await identities.proofs(kind, limit)).map(
    ({ identity, proof: { lookup, sealedSecret, expiresAt, attributes } }) => ({
      identity,
      lookup,
      expiresAt,
      attributes,
      secret: sealedSecret === null ? null : sealer.openProof(kind, lookup, sealedSecret),
    }),
  );
}

/** An expired token is told apart from an unknown one for a day. */
const EXPIRED_KEPT_MS = 86_400_000;

function sealed(services: Pick<Services, 'sealer'>, identityId: string, proof: NewProof): StoredProof {
  const lookup = lookupOf(proof.kind, proof.lookup);
  return {
    identityId,
    kind: proof.kind,
    lookup,
    sealedSecret: proof.secret === null ? null : services.sealer.sealProof(proof.kind, lookup, proof.secret),
    expiresAt: proof.expiresAt,
    attributes: proof.attributes ?? {},
  };
}

/** What a store finds a proof by that a request shows. */
export function lookupOf(kind: ProofKind, shown: string): string {
  return kind === 'token' || kind === 'user-token' ? tokenLookup(shown) : shown;
}
