import { renameSync } from 'node:fs';

import { systemClock } from '@dragoman/environment';
import type { UndoneSecret } from '@dragoman/migrate';
import { Command } from 'commander';

import { stepProgress } from '../../output/step-progress.ts';
import { terminalOf } from '../../output/terminal.ts';
import { undoneTable } from '../../views/migrate-run.ts';
import { whereOf } from './apply.ts';
import { confirm } from './confirm.ts';
import { exitOnStalePlan } from './exit-codes.ts';
import { migrateModule } from './migrate-module.ts';
import { type OpenedRun, openRun } from './open-run.ts';
import { runCommandOptions, type RunFlags } from './run-options.ts';

interface RollbackFlags extends RunFlags {
  readonly now?: true;
}

const EXIT = { changedSince: 3, partly: 4 };

/** `dragoman migrate rollback` */
export function rollbackCommand(): Command {
  return runCommandOptions(new Command('rollback'))
    .description(
      'delete what a plan made and nothing else; exits 0 where the target is as before, 3 where something was ' +
        'changed since and is left alone, 4 where something remains, which is listed',
    )
    .option('--now', 'delete at once, and not after seven days')
    .action((path: string, sources: readonly string[], flags: RollbackFlags) =>
      exitOnStalePlan(() => rollback(path, sources, flags)),
    );
}

async function rollback(path: string, sources: readonly string[], flags: RollbackFlags): Promise<void> {
  const run = await openRun(path, sources, flags);
  const { rollBack } = await migrateModule();
  const { progress } = run;
  const written = run.moves.filter(({ steps }) => steps.some(({ id }) => progress.of(id) !== undefined));
  try {
    if (written.length > 0) await confirm(`take ${written.length} secrets back at ${whereOf(run)}`, flags.yes === true);
    const progressLine = stepProgress({ what: 'rollback', unit: 'secrets', total: written.length });
    const onSecret = (secret: UndoneSecret): void => {
      progressLine.step();
      if (flags.json === true) process.stdout.write(`${JSON.stringify({ event: 'secret', ...secret })}\n`);
    };
    const isNow = flags.now === true;
    const secrets = await rollBack({ ...run, isNow, concurrency: flags.concurrency, onSecret });
    progressLine.end();
    if (flags.json !== true) process.stdout.write(await undoneTable(secrets, terminalOf(process.stdout)));
    process.exitCode = exitCodeOf(secrets);
    if (process.exitCode === 0 && written.length > 0) keepAside(run);
  } finally {
    run.target.close();
  }
}

/** The plan can be carried out anew; what its first runs did stays on record. */
function keepAside({ progressPath }: OpenedRun): void {
  const time = new Date(systemClock.now()).toISOString().replace(/[-:.]/g, '');
  renameSync(progressPath, progressPath.replace(/\.progress\.jsonl$/, `.rolled-back-${time}.jsonl`));
}

function exitCodeOf(secrets: readonly UndoneSecret[]): number {
  const outcomes = new Set(secrets.map(({ outcome }) => outcome));
  if (outcomes.has('changed-since')) return EXIT.changedSince;
  return outcomes.has('failed') || outcomes.has('remains') || outcomes.has('restored') ? EXIT.partly : 0;
}
