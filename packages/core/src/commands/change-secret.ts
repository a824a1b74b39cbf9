import { DomainError } from '../errors.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Happening } from '../model/secret-event.ts';
import { type Secret, withUpdatedBy } from '../model/secret.ts';
import { toOutbox } from './outbox.ts';
import { type SecretRef, loadSecret, refText } from './load-secret.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';
import type { SecretCommit } from '../ports/secret-store.ts';
import { type SweepServices, sweepDeletions } from './sweep.ts';

/** Who changes a secret, and which. */
export interface ChangeTarget {
  readonly ref: SecretRef;
  readonly actor: string;
}

/** What a decision may bring beside the secret itself. */
export interface Decided
  extends Pick<SecretCommit, 'secret'>, Partial<Pick<SecretCommit, 'added' | 'dropped' | 'caselessName'>> {
  /** What happened beside the versions that were added, which tell of themselves. */
  readonly happenings?: readonly Happening[];
  /** What else is to be kept along with the change. */
  readonly resources?: readonly DialectRecord[];
  /** The service's own bookkeeping: the secret does not count as changed by anybody. */
  readonly quiet?: boolean;
}

/**
 * Changes one secret: loads it, lets `decide` work on it, commits once. When another writer was faster the whole
 * is done again on what that writer left. `decide` rejects by throwing a DomainError; one that answers the secret
 * it was given, unchanged, commits nothing; one that answers STALE has itself seen that another writer was faster.
 * @throws DomainError `secret-not-found`, `secret-exists` (on renaming), `too-many-conflicts`, and what `decide` throws
 */
export async function changeSecret(
  services: SweepServices,
  target: ChangeTarget,
  decide: (secret: Secret, now: number) => Decided | Promise<Decided | typeof STALE>,
): Promise<Secret> {
  return retryOnConflict(refText(target.ref), async () => {
    const before = await loadSecret(services, target.ref);
    const now = services.clock.now();
    const decided = await decide(before, now);
    if (decided === STALE) return STALE;
    if (decided.secret === before) return before;
    const changed =
      decided.quiet === true ? decided.secret : withUpdatedBy(decided.secret, { now, actor: target.actor });
    const after = { ...changed, revision: before.revision + 1 };
    const { added = [], happenings = [] } = decided;
    const created = added.map(({ versionId }): Happening => ({ type: 'version-created', versionId }));
    const outcome = await services.secrets.commit({
      secret: after,
      expectedRevision: before.revision,
      added,
      dropped: decided.dropped ?? [],
      caselessName: decided.caselessName ?? false,
      resources: [...(decided.resources ?? []), ...toOutbox(services, after, [...created, ...happenings], now)],
    });
    if (outcome === 'committed') return after;
    // A name whose holder is gone, though not yet swept, is free.
    if (outcome === 'stale' || (await sweepDeletions(services, now)) > 0) return STALE;
    throw new DomainError('secret-exists', after.name);
  });
}
