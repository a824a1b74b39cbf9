import {
  type DueSummary,
  nextDueAt,
  rotationDueAt,
  runDue,
  type Secret,
  type Services,
  sweepDeletions,
} from '@dragoman/core';

import type { Batch, DueSource, Happened } from './due.ts';

/** How many secrets are looked at before the other sources are. */
const BATCH = 200;

const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** Deletions, rotations and expiries of secrets. */
export function secretSource(services: Services, onError: (where: string, error: unknown) => void): DueSource {
  return {
    name: 'secrets',
    async next() {
      const [first] = await services.secrets.listDue(NO_DEADLINE, 1);
      return first === undefined ? null : { at: dueTime(first), what: dueKind(first) };
    },
    async upcoming(limit) {
      const due = await services.secrets.listDue(NO_DEADLINE, limit);
      return due.map((secret) => ({
        at: dueTime(secret),
        what: dueKind(secret),
        subject: secret.name,
        vault: secret.vault,
      }));
    },
    async run(batch) {
      const due = await services.secrets.listDue(batch.at, BATCH);
      const [first] = due;
      if (first === undefined) return [];
      return isDeletion(first) ? deleteDue(services, due, batch) : runOthers(services, due, onError);
    },
  };
}

type Kind = 'secret-deletion' | 'secret-rotation' | 'version-expiry';

function dueKind(secret: Secret): Kind {
  const at = dueTime(secret);
  if (secret.deletionDueAt === at) return 'secret-deletion';
  return rotationDueAt(secret) === at ? 'secret-rotation' : 'version-expiry';
}

/** When the first thing of a secret falls due of which something does. */
function dueTime(secret: Secret): number {
  return nextDueAt(secret) ?? NO_DEADLINE;
}

/**
 * Deletes what falls due before anything that is no deletion, in one operation. Where nobody has to hear of any of
 * them, those along that fall due later: nobody can tell the difference, and thousands take no longer than a few.
 */
async function deleteDue(services: Services, due: readonly Secret[], batch: Batch): Promise<readonly Happened[]> {
  const now = services.clock.now();
  const isQuiet = (secret: Secret): boolean =>
    isDeletion(secret) && !services.events.isSubscribed({ type: 'deleted', at: dueTime(secret), secret });
  const mayLookAhead = batch.until > batch.at && due.every(isQuiet);
  const gone = mayLookAhead
    ? leading(await services.secrets.listDue(batch.until, BATCH), isQuiet)
    : leading(due, isDeletion);
  const last = gone.at(-1);
  if (last === undefined) return [];
  batch.advanceTo(dueTime(last));
  const counts = new Map<number, number>();
  await sweepDeletions(services, dueTime(last), (dueAt) => {
    const at = Math.max(dueAt, now);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  });
  return [...counts].map(([at, count]) => ({ at, what: 'secret-deletion', count }));
}

function isDeletion(secret: Secret): boolean {
  return dueKind(secret) === 'secret-deletion';
}

/** All before the first that is none of these. */
function leading(secrets: readonly Secret[], isOne: (secret: Secret) => boolean): readonly Secret[] {
  const end = secrets.findIndex((secret) => !isOne(secret));
  return end === -1 ? secrets : secrets.slice(0, end);
}

/** Rotates and reports expiries until a deletion comes first. */
async function runOthers(
  services: Services,
  due: readonly Secret[],
  onError: (where: string, error: unknown) => void,
): Promise<readonly Happened[]> {
  const counts = new Map<string, number>();
  const now = services.clock.now();
  for (const secret of leading(due, (one) => !isDeletion(one))) {
    const summary = await runDue(services, secret, dueTime(secret), (error) => {
      onError(`rotation of ${secret.name}`, error);
    });
    const what = summary === null ? null : happenedKind(summary);
    if (what !== null) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => ({ at: now, what, count }));
}

/** `null` where somebody else did it first. */
function happenedKind(summary: DueSummary): string | null {
  if (summary.what !== 'rotation') return summary.what === 'deletion' ? 'secret-deletion' : 'version-expiry';
  return {
    rotated: 'secret-rotation',
    failed: 'secret-rotation-failure',
    'retried-later': 'secret-rotation-retry',
    'not-due': null,
  }[summary.outcome];
}
