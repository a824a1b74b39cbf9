import { type Awaitable, andThen } from '../awaitable.ts';
import type { Identity, AccessCredentialKind, AccessCredential } from '../model/identity.ts';
import type { Attributes } from '../model/secret.ts';
import { tokenLookup } from '../sealing/access-credentials.ts';
import type { Services } from '../services.ts';

type IdentityServices = Pick<Services, 'identities' | 'sealer' | 'clock'>;

/** A proof as it is given out; only its sealed form is stored. */
export interface NewAccessCredential {
  readonly kind: AccessCredentialKind;
  /** What a request shows to be found by; for a token, the token itself. */
  readonly lookup: string;
  /** The secret part; `null` where knowing the lookup is enough. */
  readonly secret: string | null;
  /** Unix milliseconds; `null` never expires. */
  readonly expiresAt: number | null;
  readonly attributes?: Attributes;
}

/** A proof that was found, opened. It may have expired: only the dialect knows how to say so. */
export interface FoundAccessCredential {
  readonly identity: Identity;
  readonly secret: string | null;
  readonly expiresAt: number | null;
  readonly attributes: Attributes;
}

/** Makes an identity, or replaces it with all its proofs. */
export async function registerIdentity(
  services: IdentityServices,
  identity: Identity,
  accessCredentials: readonly NewAccessCredential[],
): Promise<void> {
  await services.identities.put(
    identity,
    accessCredentials.map((accessCredential) => sealCredential(services, identity.id, accessCredential)),
  );
}

/** Gives an existing identity one more proof. */
export async function grantAccessCredential(
  services: IdentityServices,
  identityId: string,
  accessCredential: NewAccessCredential,
): Promise<void> {
  await services.identities.removeExpiredAccessCredentials(services.clock.now() - EXPIRED_KEPT_MS);
  await services.identities.addAccessCredential(sealCredential(services, identityId, accessCredential));
}

/** Finds whose access credential this is. Whether its secret fits and whether it expired is the caller's to check. */
export function findAccessCredential(
  services: Pick<Services, 'identities' | 'sealer'>,
  kind: AccessCredentialKind,
  presented: string,
): Awaitable<FoundAccessCredential | null> {
  const lookup = lookupOf(kind, presented);
  return andThen(services.identities.find(kind, lookup), opened, services.sealer, kind, lookup);
}

function opened(
  found: { readonly identity: Identity; readonly accessCredential: AccessCredential } | null,
  sealer: Services['sealer'],
  kind: AccessCredentialKind,
  lookup: string,
): FoundAccessCredential | null {
  if (found === null) return null;
  const { sealedSecret, expiresAt, attributes } = found.accessCredential;
  const secret = sealedSecret === null ? null : sealer.openAccessCredential(kind, lookup, sealedSecret);
  return { identity: found.identity, secret, expiresAt, attributes };
}

/** A proof that was found without being shown. */
export interface KnownAccessCredential extends FoundAccessCredential {
  readonly lookup: string;
}

/** Proofs of a kind, opened, at most so many: to find whose a secret is that somebody used in the wrong place. */
export async function knownAccessCredentials(
  { identities, sealer }: Pick<Services, 'identities' | 'sealer'>,
  kind: AccessCredentialKind,
  limit: number,
): Promise<KnownAccessCredential[]> {
  return (await identities.accessCredentials(kind, limit)).map(
    ({ identity, accessCredential: { lookup, sealedSecret, expiresAt, attributes } }) => ({
      identity,
      lookup,
      expiresAt,
      attributes,
      secret: sealedSecret === null ? null : sealer.openAccessCredential(kind, lookup, sealedSecret),
    }),
  );
}

/** An expired token is told apart from an unknown one for a day. */
const EXPIRED_KEPT_MS = 86_400_000;

function sealCredential(
  services: Pick<Services, 'sealer'>,
  identityId: string,
  accessCredential: NewAccessCredential,
): AccessCredential {
  const lookup = lookupOf(accessCredential.kind, accessCredential.lookup);
  return {
    identityId,
    kind: accessCredential.kind,
    lookup,
    sealedSecret:
      accessCredential.secret === null
        ? null
        : services.sealer.sealAccessCredential(accessCredential.kind, lookup, accessCredential.secret),
    expiresAt: accessCredential.expiresAt,
    attributes: accessCredential.attributes ?? {},
  };
}

/** What a store finds a proof by that a request shows. */
export function lookupOf(kind: AccessCredentialKind, presented: string): string {
  return kind === 'token' || kind === 'user-token' ? tokenLookup(presented) : presented;
}
