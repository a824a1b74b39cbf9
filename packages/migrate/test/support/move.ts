import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { SecretValue } from '@dragoman/core';

import { type Caller, callerOf } from '../../src/clients/caller.ts';
import { NO_PACE } from '../../src/clients/pace.ts';
import type { Dialect } from '../../src/model/direction.ts';
import { DEFAULT_OPTIONS } from '../../src/model/options.ts';
import { PROFILES } from '../../src/model/target-profile.ts';
import { buildPlan } from '../../src/plan-file/build-plan.ts';
import type { PlanFile } from '../../src/plan-file/schema.ts';
import type { Since } from '../../src/plan-file/since.ts';
import { EMPTY_TARGET, type TargetState } from '../../src/planner/target-state.ts';
import { type ApplyInput, type ApplyOutcome, applyMoves } from '../../src/run/apply.ts';
import { type Move, movesOf } from '../../src/run/moves.ts';
import type { ProgressLog } from '../../src/run/progress.ts';
import { loadProgress, openProgress } from '../../src/run/progress-file.ts';
import { aliyunTarget } from '../../src/targets/aliyun-target.ts';
import { type BkTargetParts, bkTarget } from '../../src/targets/bk-target.ts';
import { huaweiTarget } from '../../src/targets/huawei-target.ts';
import type { Target } from '../../src/targets/target.ts';
import { fingerprintOf } from '../../src/values/fingerprint.ts';
import { NOW } from '../vectors.ts';
import type { Estate } from './estate.ts';
import type { clientsOf } from './target.ts';

/** Repeats at once. */
const impatient: Caller = callerOf({
  pace: NO_PACE,
  wait: () => Promise.resolve(),
  random: () => 0,
  firstWaitMs: 1,
});

export function targetOf(
  dialect: Dialect,
  clients: Omit<ReturnType<typeof clientsOf>, 'close'>,
  bk: BkTargetParts = { shape: 'typed', list: null },
): Target {
  switch (dialect) {
    case 'huawei':
      return huaweiTarget(clients.huawei, impatient);
    case 'aliyun':
      return aliyunTarget(clients.aliyun, impatient);
    case 'bk':
      return bkTarget(clients.bk, impatient, bk);
  }
}

export function planOf(
  estate: Estate,
  dialect: Dialect,
  { state = EMPTY_TARGET, since }: { readonly state?: TargetState; readonly since?: Since } = {},
): PlanFile {
  return buildPlan({
    inventory: estate.inventory,
    target: { dialect, address: '', profile: { ...PROFILES[dialect], quota: 100_000 }, state },
    options: { ...DEFAULT_OPTIONS, on_existing: 'new-version' },
    keys: {},
    rename: [],
    waivers: [],
    maxLoss: 'lost',
    requireValues: false,
    now: NOW,
    ...(since === undefined ? {} : { since }),
  });
}

/** A move with files of its own, which can be carried out in several runs. */
export interface TestMove {
  readonly plan: PlanFile;
  readonly moves: readonly Move[];
  readonly directory: string;
  readonly progressPath: string;
  readonly fingerprint: (value: SecretValue) => string;
  /** One run, to its end or until it is stopped. */
  run(target: Target, parts?: Partial<ApplyInput>): Promise<ApplyOutcome>;
  /** One run whose log is another's. */
  runKilled(
    target: Target,
    wrap: (log: ProgressLog) => ProgressLog,
    parts?: Partial<ApplyInput>,
  ): Promise<ApplyOutcome>;
  progress(): ApplyInput['progress'];
  remove(): void;
}

/** @param path of a file of progress that is there already */
export function openMove(estate: Estate, plan: PlanFile, path?: string): TestMove {
  const directory = path === undefined ? mkdtempSync(join(tmpdir(), 'dragoman-move-')) : dirname(path);
  const progressPath = path ?? join(directory, 'a.progress.jsonl');
  const key = randomBytes(32);
  const fingerprint = ({ type, data }: SecretValue): string => fingerprintOf(key, type, data);
  const moves = movesOf(plan, estate.inventory);
  const { dialect, address } = plan.target;
  const run = async (
    target: Target,
    wrap: (log: ProgressLog) => ProgressLog,
    parts: Partial<ApplyInput> = {},
  ): Promise<ApplyOutcome> => {
    const at = new Date(NOW).toISOString();
    const file = openProgress(progressPath, { plan: plan.checksum, target: { dialect, address }, at });
    const { progress } = file;
    const paths = { moves, target, values: estate.values, fingerprint, progress, log: wrap(file) };
    try {
      return await applyMoves({ ...paths, concurrency: 4, now: () => NOW, ...parts });
    } finally {
      await file.close();
    }
  };
  return {
    plan,
    moves,
    directory,
    progressPath,
    fingerprint,
    run: (target, parts) => run(target, (log) => log, parts),
    runKilled: run,
    progress: () => loadProgress(progressPath, plan.checksum),
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}

/** The plan of an estate that moves to a dialect, and what is to be done for it. */
export function moveOf(estate: Estate, dialect: Dialect): { plan: ReturnType<typeof planOf>; moves: Move[] } {
  const plan = planOf(estate, dialect);
  return { plan, moves: movesOf(plan, estate.inventory) };
}
