import type { PlanFile } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { CommandError, exitCodeOf } from '../../run-command.ts';
import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { SOURCES_HELP, type SourceFlags, withSourceOptions } from './source-options.ts';
import { movesFrom } from './written-formats.ts';

interface ExecFlags extends SourceFlags {
  readonly plan: string;
  readonly from: readonly string[];
  readonly values: 'env' | 'files';
}

/** `dragoman migrate exec -- <command>` */
export function migrateExecCommand(): Command {
  const command = new Command('exec')
    .description(
      'run a command that is given the values of a plan: Terraform, a script or a loader that report wrote; ' +
        'exits as the command does',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .requiredOption('--plan <plan>', 'the file that plan --out wrote')
    .requiredOption('--from <sources...>', SOURCES_HELP)
    .addOption(
      new Option(
        '--values <how>',
        'env: TF_VAR_values; files: a directory that DRAGOMAN_VALUES names, removed when the command ends',
      )
        .choices(['env', 'files'])
        .default('env'),
    );
  return withSourceOptions(command)
    .passThroughOptions()
    .action(async (args: readonly string[]) => {
      process.exitCode = await run(args, command.opts<ExecFlags>()).catch((error: unknown) => {
        if (!(error instanceof CommandError)) throw error;
        process.stderr.write(`dragoman: ${error.message}\n`);
        return error.exitCode;
      });
    });
}

async function run(args: readonly string[], flags: ExecFlags): Promise<number> {
  const { openValueDirectory, readPlan, sweepValueDirectories, valueRoot, ...migrate } = await migrateModule();
  const root = valueRoot();
  sweepValueDirectories(root);
  const plan: PlanFile = readPlan(textOf(flags.plan), flags.plan);
  const given = { plan, ...(await movesFrom(plan, flags.from, flags)) };
  if (flags.values === 'env') {
    const variables = await migrate.valuesInEnvironment(given);
    return exitCodeOf(args, { env: { ...process.env, ...variables }, stdio: 'inherit' });
  }
  const directory = openValueDirectory(root, process.pid);
  try {
    const variables = await migrate.valuesInFiles(given, directory);
    return await exitCodeOf(args, { env: { ...process.env, ...variables }, stdio: 'inherit' });
  } finally {
    directory.remove();
  }
}
