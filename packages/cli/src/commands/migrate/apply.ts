import { setTimeout as wait } from 'node:timers/promises';

import { systemClock } from '@dragoman/environment';
import { durationFrom } from '@dragoman/input';
import type { ApplyOutcome } from '@dragoman/migrate';
import { Command } from 'commander';

import { stepProgress } from '../../output/step-progress.ts';
import { printable } from '../../output/terminal.ts';
import { confirm } from './confirm.ts';
import { exitOnStalePlan } from './exit-codes.ts';
import { textOf } from './input-file.ts';
import { applyInstancePlan, instanceMoveText, isInstancePlan } from './instance-move.ts';
import { migrateModule } from './migrate-module.ts';
import { type OpenedRun, openRun } from './open-run.ts';
import { runCommandOptions, type RunFlags } from './run-options.ts';

interface ApplyFlags extends RunFlags {
  readonly maxAge: string;
  readonly allowRotating?: true;
}

const PARTLY_DONE = 4;
const VERSION_GAP_MS = 1_100;

/** `dragoman migrate apply` */
export function applyCommand(): Command {
  return runCommandOptions(new Command('apply'))
    .description(
      'carry a plan out, or the rest of it; exits 0 when all is done, 1 before anything is written, 3 where the plan ' +
        'is stale or its gate stops it, 4 where a part is left: run it again',
    )
    .option('--max-age <duration>', 'how old a plan may be that nothing was written of', '24h')
    .option('--allow-rotating', 'take secrets that their service rotates')
    .action((path: string, sources: readonly string[], flags: ApplyFlags) =>
      exitOnStalePlan(() => apply(path, sources, flags)),
    );
}

async function apply(path: string, sources: readonly string[], flags: ApplyFlags): Promise<void> {
  const intoInstance = await applyIntoInstance(path, sources, flags);
  if (intoInstance) return;
  const run = await openRun(path, sources, flags);
  const { plan, moves, target, progress } = run;
  const { checkFresh, preflight } = await migrateModule();
  const steps = moves.flatMap((move) => move.steps);
  const left = steps.filter(({ id }) => !progress.isDone(id));
  // What was begun is to be brought to its end, however long that takes.
  checkFresh(plan, progress.isBegun ? null : durationFrom(flags.maxAge, '--max-age', 'positive'), systemClock.now());
  try {
    await preflight({ plan, moves, target, progress, mayRotate: flags.allowRotating === true });
    if (left.length > 0) await confirm(`make ${left.length} calls that write to ${whereOf(run)}`, flags.yes === true);
    run.saveKey();
    const outcome = await carryOut(run, flags, { total: steps.length, done: steps.length - left.length });
    print(outcome, flags, moves.length);
    if (outcome.failures.length > 0 || outcome.left > 0) process.exitCode = PARTLY_DONE;
  } finally {
    target.close();
  }
}

/** @returns whether the plan leads into a KMS instance, and is done */
async function applyIntoInstance(path: string, sources: readonly string[], flags: ApplyFlags): Promise<boolean> {
  const { readPlan } = await migrateModule();
  const plan = readPlan(textOf(path), path);
  if (!(await isInstancePlan(plan))) return false;
  const result = await applyInstancePlan(plan, sources, flags);
  process.stdout.write(flags.json === true ? `${JSON.stringify(result)}\n` : instanceMoveText(result));
  if (result.different.length > 0) process.exitCode = PARTLY_DONE;
  return true;
}

/** For people: which service, which address there, and where it answers. */
export function whereOf({ plan, access }: Pick<OpenedRun, 'plan' | 'access'>): string {
  const { dialect, address } = plan.target;
  return `${dialect}${address === '' ? '' : `:${address}`} at ${access.url}`;
}

/** Terraform takes Huawei's version with the greatest create_time, which has whole seconds, for the current one. */
async function waitASecond(): Promise<void> {
  await wait(VERSION_GAP_MS);
}

async function carryOut(
  run: OpenedRun,
  { concurrency, json }: ApplyFlags,
  counts: { readonly total: number; readonly done: number },
): Promise<ApplyOutcome> {
  const { applyMoves, openProgress } = await migrateModule();
  const { plan, moves, target, values, fingerprint, progressPath, access } = run;
  const at = new Date(systemClock.now()).toISOString();
  const { dialect, address } = plan.target;
  const log = openProgress(progressPath, { plan: plan.checksum, target: { dialect, address }, at });
  const progressLine = stepProgress({ what: 'apply', unit: 'steps', ...counts });
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const tell = (line: object): void => {
    if (json === true) process.stdout.write(`${JSON.stringify(line)}\n`);
  };
  try {
    return await applyMoves({
      ...{ moves, target, values, fingerprint, progress: log.progress, log, concurrency, signal: stop.signal },
      now: () => systemClock.now(),
      ...(dialect === 'huawei' && access.isReal ? { beforeLastVersion: waitASecond } : {}),
      observer: {
        done: ({ secret }, { id }) => {
          progressLine.step();
          tell({ event: 'step', step: id, name: secret.name, state: 'done' });
        },
        failed: ({ secret }, { id }, problem) => {
          tell({ event: 'step', step: id, name: secret.name, state: 'failed', problem });
        },
      },
    });
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    progressLine.end();
    await log.close();
  }
}

function print({ done, failures, left }: ApplyOutcome, { json }: ApplyFlags, total: number): void {
  if (json === true) {
    process.stdout.write(`${JSON.stringify({ event: 'end', secrets: total, done, failed: failures.length, left })}\n`);
    return;
  }
  for (const { secret, step, problem } of failures)
    process.stdout.write(`${printable(secret)} stopped at ${step}: ${printable(problem)}\n`);
  const rest = failures.length > 0 || left > 0 ? `, ${failures.length} stopped, ${left} left: run it again` : '';
  process.stdout.write(`${done} of ${total} secrets are at the target${rest}\n`);
}
