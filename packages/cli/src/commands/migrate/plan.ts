import { closeSync, openSync, writeSync } from 'node:fs';

import { ConfigError, ControlError } from '@dragoman/input';
import type { PlanFile } from '@dragoman/migrate';
import { type Command, Option } from 'commander';

import { textOf } from './input-file.ts';
import { makePlan, type PlanFlags } from './make-plan.ts';
import { migrateModule } from './migrate-module.ts';
import { printPlan } from './print-plan.ts';
import { sourceCommand } from './source-options.ts';

interface Flags extends PlanFlags {
  readonly exitStyle: keyof typeof EXIT;
}

/**
 * Exit codes of `plan`: as `terraform plan -detailed-exitcode` has them, or as secretsync, where changes and errors are
 * the other way round; and of a gate that is broken.
 */
const EXIT = {
  terraform: { changes: 2, error: 1, broken: 3 },
  secretsync: { changes: 1, error: 2, broken: 3 },
};

/** `dragoman migrate plan` */
export function planCommand(): Command {
  return sourceCommand('plan', 'what becomes of each secret; exits 0 with nothing to do, 2 with changes, 3 at the gate')
    .option('--to <service[:address]>', 'where to: huawei, aliyun or bk, and after a colon the address')
    .option('--existing <files...>', 'sources that tell what the target has already')
    .option('--config <file>', 'a YAML or JSON file: to, select, rename, keys, options, accept, instance')
    .option('--assume <service.limit=number>', 'another limit of the target; may be repeated', append, [])
    .addOption(
      new Option('--max-loss <verdict>', 'the worst that the gate lets through')
        .choices(['kept', 'changed', 'lost'])
        .default('changed'),
    )
    .option('--require-values', 'the gate lets nothing through whose value was not read')
    .option('--edit <plan>', 'check and sign a plan whose to.name, action or waivers were changed')
    .addOption(
      new Option(
        '--since <progress>',
        'of a move that came to its end: only newer versions and moved labels',
      ).conflicts('edit'),
    )
    .option('--out <file>', 'write the plan to this file')
    .addOption(
      new Option('--exit-style <style>', 'which codes tell changes and errors: 2 and 1, or 1 and 2')
        .choices(['terraform', 'secretsync'])
        .default('terraform'),
    )
    .action(async (paths: readonly string[], flags: Flags) => {
      const codes = EXIT[flags.exitStyle];
      process.exitCode = await plan(paths, flags, codes).catch((error: unknown) => {
        if (!(error instanceof ConfigError || error instanceof ControlError)) throw error;
        process.stderr.write(`dragoman: ${error.message}\n`);
        return codes.error;
      });
    });
}

/** @returns the exit code @throws ConfigError before anything is written */
async function plan(paths: readonly string[], given: Flags, codes: (typeof EXIT)['terraform']): Promise<number> {
  const { planKeyOf, planPieces } = await migrateModule();
  const flags = await withValuesOfPlan(given);
  const out = flags.out ?? flags.edit;
  // Without a file there is nobody who could compare a fingerprint with it.
  const key = flags.withValues === true && out !== undefined ? planKeyOf(out) : undefined;
  const made = await makePlan(paths, flags, key?.key);
  if (out !== undefined) writePieces(out, planPieces(made));
  key?.save();
  const isOpen = await printPlan(made, flags.json === true ? 'json' : 'table');
  if (!isOpen) return codes.broken;
  return hasChanges(made) ? codes.changes : 0;
}

/** @throws ConfigError where the file cannot be opened */
function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openToWrite(path);
  try {
    for (const piece of pieces) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}

function openToWrite(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${path} cannot be written (${code})`, { cause: error });
  }
}

/** A plan that was made with values is made with values again. */
async function withValuesOfPlan(flags: Flags): Promise<Flags> {
  if (flags.edit === undefined || flags.withValues === true) return flags;
  const { planIn } = await migrateModule();
  const hasValues = planIn(textOf(flags.edit), flags.edit).secrets.some(({ values }) => values !== undefined);
  return hasValues ? { ...flags, withValues: true } : flags;
}

function hasChanges({ secrets }: PlanFile): boolean {
  return secrets.some(({ steps }) => steps.length > 0);
}

function append(text: string, before: readonly string[]): string[] {
  return [...before, text];
}
