import { type Command, InvalidArgumentError, Option } from 'commander';

import type { SourceFlags } from './source-options.ts';
import { SOURCES_HELP, withSourceOptions } from './source-options.ts';
import type { TargetFlags } from './target-access.ts';

/** How a plan is carried out, compared or taken back. */
export interface RunFlags extends Omit<SourceFlags, 'as'>, TargetFlags {
  readonly concurrency: number;
  readonly rate?: number;
  readonly jobList?: string;
}

/** A command about a plan and its sources, which calls the target. */
export function runCommandOptions(command: Command): Command {
  command.argument('<plan>', 'the file that plan --out wrote').argument('<sources...>', SOURCES_HELP);
  return withTargetOptions(withSourceOptions(command))
    .addOption(new Option('--concurrency <number>', 'secrets at the same time').argParser(countFrom).default(4))
    .option('--job-list <file>', "the list of JOB's console, which tells the credentials that are there")
    .option('--json', 'print a line of JSON for each step or secret, and one for the whole');
}

/** The options that say where the target is and as whom it is called; secrets come from files or variables alone. */
export function withTargetOptions(command: Command): Command {
  return command
    .option('--endpoint <url>', "the target's API; by default the gateway that answers here")
    .option('--credentials <file>', 'a YAML or JSON file: huawei, aliyun, bk; by default the variables of the SDKs')
    .option('--live', 'the target may be the cloud itself')
    .option('--yes', 'do not ask')
    .addOption(new Option('--rate <number>', 'calls a second at the most').argParser(rateFrom));
}

function countFrom(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64) throw new InvalidArgumentError('give a number from 1 to 64');
  return count;
}

function rateFrom(text: string): number {
  const rate = Number(text);
  if (!(rate > 0)) throw new InvalidArgumentError('give a number above 0');
  return rate;
}
