import type { SecretValue } from '@dragoman/core';

import { type UndoneSecret, rollBack } from '../rollback/rollback.ts';
import { type ApplyObserver, type ApplyOutcome, applyMoves } from '../run/apply.ts';
import type { Move } from '../run/moves.ts';
import { loadProgress, openProgress } from '../run/progress-file.ts';
import type { ProgressLine, ProgressLog } from '../run/progress.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import type { Target } from '../targets/target.ts';
import type { SourceValues } from '../values/source-values.ts';
import { type VerifiedSecret, verifyMoves } from '../verify/verify.ts';

/** What a rehearsal needs. */
export interface RehearsalInput {
  readonly plan: PlanFile;
  readonly moves: readonly Move[];
  readonly target: Target;
  readonly values: SourceValues;
  readonly fingerprint: (value: SecretValue) => string;
  /** A file of its own. */
  readonly progressPath: string;
  readonly concurrency: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Ends the run as a kill does when so many steps began, and goes on in another. */
  readonly killAt: number | null;
  /** Told before the n-th step is taken. */
  readonly beforeStep: (step: number) => Promise<void>;
  /** What happens between verifying and taking back. */
  readonly meanwhile: () => Promise<void>;
  readonly observer: ApplyObserver;
}

/** What a rehearsal showed. */
export interface Rehearsal {
  readonly applied: ApplyOutcome;
  /** Whether a run was killed on the way. */
  readonly isKilled: boolean;
  readonly verified: readonly VerifiedSecret[];
  readonly undone: readonly UndoneSecret[];
}

/** The run ends here. */
class KilledError extends Error {}

/** Carries a plan out where it does no harm, compares, and takes it back. */
export async function rehearse(given: RehearsalInput): Promise<Rehearsal> {
  // Values are made up, and have no fingerprint in the plan.
  const input = { ...given, moves: given.moves.map((move) => ({ ...move, fingerprints: new Map() })) };
  const first = await run(input, input.killAt);
  const applied = first ?? (await run(input, null)) ?? { done: 0, failures: [], left: input.moves.length };
  const { moves, target, values, fingerprint, concurrency } = input;
  const progress = loadProgress(input.progressPath, input.plan.checksum);
  const common = { moves, target, fingerprint, progress, concurrency };
  const verified = await verifyMoves({ ...common, values });
  await input.meanwhile();
  const undone = await rollBack({ ...common, isNow: true });
  return { applied, isKilled: first === null, verified, undone };
}

function headerOf({ plan, now }: RehearsalInput) {
  const { dialect, address } = plan.target;
  return { plan: plan.checksum, target: { dialect, address }, at: new Date(now()).toISOString() };
}

/** One run. @returns `null` where it was killed */
async function run(input: RehearsalInput, killAt: number | null): Promise<ApplyOutcome | null> {
  const { moves, target, values, fingerprint, concurrency, now, observer } = input;
  const file = openProgress(input.progressPath, headerOf(input));
  const { log, isKilled } = watched(file, { killAt, beforeStep: input.beforeStep });
  const common = { moves, target, values, fingerprint, progress: file.progress, log };
  try {
    const outcome = await applyMoves({ ...common, concurrency, now, observer });
    return isKilled() ? null : outcome;
  } catch (error) {
    if (error instanceof KilledError) return null;
    throw error;
  } finally {
    await file.close();
  }
}

/** At the kill, the call of a step is made and its line never written: what a resumed run has to find out. */
function watched(
  log: ProgressLog,
  { killAt, beforeStep }: Pick<RehearsalInput, 'killAt' | 'beforeStep'>,
): { readonly log: ProgressLog; readonly isKilled: () => boolean } {
  let begun = 0;
  let killed = false;
  return {
    isKilled: () => killed,
    log: {
      async append(line: ProgressLine) {
        if (killed) throw new KilledError();
        if (line.state === 'begin') begun += 1;
        await log.append(line);
        if (line.state !== 'begin') return;
        if (begun === killAt) killed = true;
        await beforeStep(begun);
      },
    },
  };
}
