import { ConfigError } from '@dragoman/input';
import type { Move, OpenedSources, PlanFile } from '@dragoman/migrate';

import { migrateModule } from './migrate-module.ts';
import { progressPathOf } from './open-run.ts';
import { openedFrom } from './open-sources.ts';
import type { SourceFlags } from './source-options.ts';

const LOADERS = ['loader-python', 'loader-go', 'loader-java', 'loader-node'] as const;

/** What other tools carry a plan out by; no value stands in any of it. */
export const WRITTEN_FORMATS = ['terraform', 'shell', 'load', ...LOADERS] as const;

type Written = (typeof WRITTEN_FORMATS)[number];

export function isWritten(format: string): format is Written {
  return (WRITTEN_FORMATS as readonly string[]).includes(format);
}

interface WrittenInput {
  /** Of the plan. */
  readonly path: string;
  readonly plan: PlanFile;
  readonly sources: readonly string[];
  readonly flags: SourceFlags & { readonly progress?: string };
}

/** @throws ConfigError where the sources lack, or are no longer those of the plan */
export async function writtenOf(input: WrittenInput, format: Written): Promise<string> {
  const migrate = await migrateModule();
  switch (format) {
    case 'loader-python':
      return migrate.PYTHON_LOADER;
    case 'loader-go':
      return migrate.GO_LOADER;
    case 'loader-java':
      return migrate.JAVA_LOADER;
    case 'loader-node':
      return migrate.NODE_LOADER;
    default: {
      const { plan } = input;
      const { moves } = await movesFrom(plan, input.sources, input.flags);
      if (format === 'terraform') return migrate.terraformOf(plan, moves, await idsOf(input));
      const steps = migrate.loadSteps(moves, plan.target.dialect);
      return format === 'load' ? migrate.loadFile(steps) : migrate.shellScript(plan, steps);
    }
  }
}

/** What a plan does, and the values that its sources hold. @throws ConfigError */
export async function movesFrom(
  plan: PlanFile,
  sources: readonly string[],
  flags: SourceFlags,
): Promise<{ readonly moves: readonly Move[]; readonly values: OpenedSources['values'] }> {
  if (sources.length === 0)
    throw new ConfigError('give the sources of the plan too: descriptions, tags and values stand in no plan');
  const { movesOf } = await migrateModule();
  const { inventory, values } = await openedFrom(sources, { ...flags, as: plan.source.dialect });
  return { moves: movesOf(plan, inventory), values };
}

async function idsOf({ path, plan, flags }: WrittenInput) {
  const { idsIn, loadProgress } = await migrateModule();
  return idsIn(loadProgress(flags.progress ?? progressPathOf(path), plan.checksum));
}
