import { existsSync } from 'node:fs';

import type { SecretValue } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';
import type { loadProgress, Move, OpenedSources, PlanFile, Target } from '@dragoman/migrate';

import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { openTarget } from './open-target.ts';
import type { RunFlags } from './run-options.ts';
import { openedFrom } from './open-sources.ts';
import { accessTo, type TargetAccess } from './target-access.ts';

/** A plan with everything that carrying it out takes. */
export interface OpenedRun {
  readonly plan: PlanFile;
  readonly moves: readonly Move[];
  readonly values: OpenedSources['values'];
  readonly target: Target;
  readonly access: TargetAccess;
  readonly fingerprint: (value: SecretValue) => string;
  readonly progress: ReturnType<typeof loadProgress>;
  /** Keeps the key of the fingerprints where it is new. */
  readonly saveKey: () => void;
  /** Where the progress of the plan stands. */
  readonly progressPath: string;
}

/** @throws StalePlanError where the plan no longer fits its sources @throws ConfigError for everything else */
export async function openRun(path: string, sources: readonly string[], flags: RunFlags): Promise<OpenedRun> {
  const { fingerprintOf, movesOf, readPlan } = await migrateModule();
  const plan = readPlan(textOf(path), path);
  const { inventory, values } = await openedFrom(sources, { ...flags, as: plan.source.dialect, valuesOnDemand: true });
  const moves = movesOf(plan, inventory);
  const access = await accessTo(plan.target.dialect, plan.target.address, flags);
  const { progress, key, saveKey } = await filesBeside(path, plan);
  const list = flags.jobList === undefined ? null : await idsIn(flags.jobList);
  const bk = {
    shape: plan.options.bk_shape ?? 'typed',
    list: list === null ? null : () => Promise.resolve(list),
  } as const;
  const target = await openTarget(plan.target, access, {
    bk,
    ...(flags.rate === undefined ? {} : { rate: flags.rate }),
  });
  return {
    plan,
    moves,
    values,
    target,
    access,
    fingerprint: ({ type, data }) => fingerprintOf(key, type, data),
    progress,
    saveKey,
    progressPath: progressPathOf(path),
  };
}

/** @throws ConfigError where the plan was begun and its key destroyed */
async function filesBeside(path: string, plan: PlanFile) {
  const { loadProgress, planKeyOf, planKeyPath } = await migrateModule();
  const progress = loadProgress(progressPathOf(path), plan.checksum);
  const file = planKeyPath(path);
  if (!existsSync(file) && progress.isBegun)
    throw new ConfigError(`${file} does not exist: with its key this move was brought to its end`);
  const { key, save } = planKeyOf(path);
  return { progress, key, saveKey: save };
}

/** Where the progress of a plan stands: beside it. @param path of the plan, `move.plan.json` */
export function progressPathOf(path: string): string {
  return `${path.replace(/(?:\.plan)?\.json$/, '')}.progress.jsonl`;
}

async function idsIn(path: string): Promise<ReadonlyMap<string, string>> {
  const { readSources } = await migrateModule();
  const { secrets } = await readSources([{ path, text: textOf(path) }], 'bk', { withValues: false });
  return new Map(
    secrets.map(({ name, id }) => {
      if (id === null) throw new ConfigError(`${path}: ${JSON.stringify(name)} has no id`);
      return [name, id];
    }),
  );
}
