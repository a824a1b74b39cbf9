import { DomainError } from '../errors.ts';
import { type Secret, touched } from '../model/secret.ts';
import type { Services } from '../services.ts';
import { type SecretRef, loadSecret, refText } from './load-secret.ts';
import { STALE, untilCommitted } from './optimistic.ts';
import type { SecretCommit } from '../ports/secret-store.ts';

/** Who changes a secret, and which. */
export interface ChangeTarget {
  readonly ref: SecretRef;
  readonly actor: string;
}

/** What a decision may bring beside the secret itself. */
export type Decided = Pick<SecretCommit, 'secret'> & Partial<Pick<SecretCommit, 'added' | 'dropped' | 'caselessName'>>;

/**
 * Changes one secret: loads it, lets `decide` work on it, commits once. When another writer was faster the whole
 * is done again on what that writer left. `decide` refuses by throwing a DomainError; one that answers the secret
 * it was given, unchanged, commits nothing; one that answers STALE has itself seen that another writer was faster.
 * @throws DomainError `secret-not-found`, `secret-exists` (on renaming), `too-many-conflicts`, and what `decide` throws
 */
export async function changeSecret(
  services: Pick<Services, 'secrets' | 'clock'>,
  target: ChangeTarget,
  decide: (secret: Secret, now: number) => Decided | Promise<Decided | typeof STALE>,
): Promise<Secret> {
  return untilCommitted(refText(target.ref), async () => {
    const before = await loadSecret(services, target.ref);
    const now = services.clock.now();
    const decided = await decide(before, now);
    if (decided === STALE) return STALE;
    if (decided.secret === before) return before;
    const after = { ...touched(decided.secret, { now, actor: target.actor }), revision: before.revision + 1 };
    const outcome = await services.secrets.commit({
      secret: after,
      expectedRevision: before.revision,
      added: decided.added ?? [],
      dropped: decided.dropped ?? [],
      caselessName: decided.caselessName ?? false,
    });
    if (outcome === 'committed') return after;
    // A name whose holder is gone, though not yet swept, is free.
    if (outcome === 'stale' || await services.secrets.removeDue(now) > 0) return STALE;
    throw new DomainError('secret-exists', after.name);
  });
}
