import type { SecretValue } from '@dragoman/core';

import { CloudError } from '../clients/cloud-error.ts';
import { ConflictError, type Taken, type Target, type TargetStep, UnknownOutcomeError } from '../targets/target.ts';
import type { SourceValues } from '../values/source-values.ts';
import type { Move, MoveStep } from './moves.ts';
import type { RunProgress, ProgressLine, ProgressLog } from './progress.ts';

/** What happens on the way, for whoever watches. */
export interface ApplyObserver {
  /** A step was taken, or found taken. */
  done?(move: Move, step: MoveStep): void;
  failed?(move: Move, step: MoveStep, problem: string): void;
}

/** What a run needs. */
export interface ApplyInput {
  readonly moves: readonly Move[];
  readonly target: Target;
  readonly values: SourceValues;
  /** Under the plan's key. */
  readonly fingerprint: (value: SecretValue) => string;
  readonly progress: RunProgress;
  readonly log: ProgressLog;
  /** How many secrets are written at the same time; one secret is written in order. */
  readonly concurrency: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly observer?: ApplyObserver;
  /** Waits before the last of several versions of a secret, where readers tell them apart by whole seconds. */
  readonly beforeLastVersion?: () => Promise<void>;
  /** Ends the run between two steps. */
  readonly signal?: AbortSignal;
}

/** What became of a run. */
export interface ApplyOutcome {
  /** Secrets that are as they are to be. */
  readonly done: number;
  readonly failures: readonly { readonly secret: string; readonly step: string; readonly problem: string }[];
  /** Secrets that were left for the next run. */
  readonly left: number;
}

/** The source does not have a value that it was to have, or has another. */
class ValueError extends Error {}

/** How often a call whose answer is lost is looked after. */
const MAX_UNCERTAIN = 5;

/**
 * Carries out a plan, or the rest of it: each step is noted before and after it is taken, so that another run goes on
 * where this one ended, however it ended.
 */
export async function applyMoves(input: ApplyInput): Promise<ApplyOutcome> {
  const waiting = input.moves.filter(({ steps }) => !steps.every(({ id }) => input.progress.isDone(id)));
  let done = input.moves.length - waiting.length;
  const failures: ApplyOutcome['failures'][number][] = [];
  const queue = waiting.values();
  let isBroken = false;
  const work = async (): Promise<void> => {
    for (const move of queue) {
      if (isBroken || input.signal?.aborted === true) return;
      const failure = await applyMove(input, move);
      if (failure === 'done') done += 1;
      else if (failure !== 'aborted') failures.push(failure);
    }
  };
  const workers = Array.from({ length: input.concurrency }, () =>
    work().catch((error: unknown) => {
      isBroken = true;
      throw error;
    }),
  );
  const broken = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
  return { done, failures, left: input.moves.length - done - failures.length };
}

async function applyMove(
  input: ApplyInput,
  move: Move,
): Promise<ApplyOutcome['failures'][number] | 'done' | 'aborted'> {
  let after: string | null = null;
  for (const step of move.steps) {
    if (input.signal?.aborted === true) return 'aborted';
    try {
      if (isLastVersion(move, step) && !input.progress.isDone(step.id)) await input.beforeLastVersion?.();
      const line: ProgressLine | undefined = input.progress.isDone(step.id)
        ? input.progress.of(step.id)
        : await runStep(input, move, step, after);
      after = line?.target_version ?? after;
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      input.observer?.failed?.(move, step, problem);
      return { secret: move.source.name, step: step.id, problem };
    }
  }
  return 'done';
}

/** Whether a version is the last that is written of several. */
function isLastVersion({ steps }: Move, step: MoveStep): boolean {
  return step.kind === 'add' && steps.findLast(({ kind }) => kind === 'add') === step;
}

/** What stops one secret and lets the others go on; `null` for an error of ours. */
function problemOf(error: unknown): string | null {
  const isKnown =
    error instanceof CloudError ||
    error instanceof ConflictError ||
    error instanceof UnknownOutcomeError ||
    error instanceof ValueError;
  return isKnown ? error.message : null;
}

async function runStep(input: ApplyInput, move: Move, step: MoveStep, newest: string | null): Promise<ProgressLine> {
  const { log, progress, target, fingerprint } = input;
  const call = await callOf(input, move, step);
  const begun = progress.of(step.id);
  const before: Pick<ProgressLine, 'before' | 'after'> =
    begun?.state === 'begin' ? begun : await versionsBefore(input, move, { step, newest });
  const after = before.after ?? null;
  const lineOf = (state: ProgressLine['state'], parts: Partial<ProgressLine> = {}): ProgressLine => ({
    step: step.id,
    state,
    at: new Date(input.now()).toISOString(),
    ...('value' in call ? { fp: fingerprint(call.value) } : {}),
    ...parts,
  });
  const found = begun?.state === 'begin' ? await target.findTaken(move.secret, call, after) : null;
  if (found === null && begun?.state !== 'begin') await log.append(lineOf('begin', before));
  try {
    const taken = found ?? (await takeOnce(input, move, { call, after }));
    const done = lineOf('done', wordsOf(taken));
    // The next line of anybody takes this one to the disk; what is lost with the machine is found at the target.
    void log.append(done).catch(() => undefined);
    input.observer?.done?.(move, step);
    return done;
  } catch (error) {
    if (error instanceof CloudError && error.kind === 'rejected')
      await log.append(lineOf('failed', { code: error.code }));
    throw error;
  }
}

/** Takes a step; where the answer is lost, it is asked for at the target before the step is taken again. */
async function takeOnce(
  { target }: ApplyInput,
  { secret }: Move,
  { call, after }: { readonly call: TargetStep; readonly after: string | null },
): Promise<Taken> {
  for (let lost = 1; ; lost += 1) {
    try {
      return await target.take(secret, call, after);
    } catch (error) {
      if (!(error instanceof CloudError) || error.kind !== 'uncertain' || lost === MAX_UNCERTAIN) throw error;
      const found = await target.findTaken(secret, call, after);
      if (found !== null) return found;
    }
  }
}

async function callOf(
  { values, fingerprint }: ApplyInput,
  { source, fingerprints }: Move,
  step: MoveStep,
): Promise<TargetStep> {
  switch (step.kind) {
    case 'create':
    case 'add': {
      const value = await values.valueOf({ name: source.name, id: source.id, version: step.sourceVersion });
      if (value === null)
        throw new ValueError(
          `no source has the value of ${JSON.stringify(source.name)}, version ${step.sourceVersion}`,
        );
      const planned = fingerprints.get(step.sourceVersion);
      if (planned !== undefined && planned !== fingerprint(value))
        throw new ValueError(
          `the value of ${JSON.stringify(source.name)}, version ${step.sourceVersion}, is no longer that of the plan`,
        );
      return { kind: step.kind, versionId: step.versionId, value };
    }
    default:
      return step;
  }
}

/** What is known of the versions at the target before a step; a secret that was there is asked for its own. */
async function versionsBefore(
  { target }: ApplyInput,
  { action, secret }: Move,
  { step, newest }: { readonly step: MoveStep; readonly newest: string | null },
): Promise<Pick<ProgressLine, 'before' | 'after'>> {
  if (action === 'create' || (newest !== null && step.kind !== 'label'))
    return newest === null ? {} : { after: newest };
  const versions = (await target.show(secret.name, null))?.versions ?? [];
  const label = step.kind === 'label' && step.label !== target.currentLabel ? step.label : 'CURRENT';
  const before = versions.find(({ labels }) => labels.includes(label))?.id;
  const after = newest ?? versions.at(-1)?.id;
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function wordsOf({ requestId, version, id }: Taken): Partial<ProgressLine> {
  return {
    ...(requestId === null ? {} : { request_id: requestId }),
    ...(version === null ? {} : { target_version: version }),
    ...(id === null ? {} : { target_id: id }),
  };
}
