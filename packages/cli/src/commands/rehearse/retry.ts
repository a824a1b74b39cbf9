import { durationFrom, ConfigError, readDocument } from '@dragoman/input';
import type { ContractFile } from '@dragoman/rehearse';
import { Command, Option } from 'commander';

import { stepProgress } from '../../output/step-progress.ts';
import { runningGateway } from '../running-gateway.ts';
import { rehearseModule } from './rehearse-module.ts';
import { countFrom, exitOnFailure, type RehearsalFlags, withReportOptions, writeReports } from './report-options.ts';
import { programRunner } from './run-program.ts';

interface RetryFlags extends RehearsalFlags {
  readonly caseTimeout: string;
  readonly cases: readonly string[];
  readonly operation: readonly string[];
  readonly parallel: number;
  readonly contract?: string;
}

const DEFAULT_PARALLEL = 16;

const add = (name: string, before: readonly string[]): string[] => [...before, ...name.split(',')];

/** `dragoman rehearse retry -- <command>` */
export function retryCommand(): Command {
  const command = new Command('retry')
    .description(
      'run a command once under each fault that its client must live with, and judge its retries by the journal; ' +
        'exits 1 where one is not as expected, 2 where the command does not work without faults',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .option('--case-timeout <duration>', 'what takes longer is cut: "still trying"', '20s')
    .option('--cases <names>', 'only these, with commas; * stands for any end, as in retry:*', add, [])
    .option('--operation <names>', "only faults of these of its operations, by the vendor's name", add, [])
    .addOption(new Option('--parallel <n>', 'how many run at once').argParser(countFrom).default(DEFAULT_PARALLEL))
    .option(
      '--contract <name-or-file>',
      'what to judge by: a family of SDKs, or a YAML file; that of the door without',
    );
  return withReportOptions(command)
    .passThroughOptions()
    .action((args: readonly string[]) => exitOnFailure(() => run(args, command.opts<RetryFlags>())));
}

async function run(args: readonly string[], flags: RetryFlags): Promise<void> {
  const { rehearseRetry, retryJson, retryReport } = await rehearseModule();
  const timeoutMs = durationFrom(flags.caseTimeout, '--case-timeout', 'positive');
  const contract = await contractOf(flags.contract);
  const gateway = await runningGateway({ ...flags, isQuiet: true });
  const ended = new AbortController();
  const end = (): void => {
    ended.abort(new ConfigError('the rehearsal was ended'));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  let progress: ReturnType<typeof stepProgress> | null = null;
  try {
    const { url, control } = gateway;
    const rehearsal = await rehearseRetry({
      ...{ control, contract, timeoutMs, parallel: flags.parallel, signal: ended.signal },
      run: programRunner(args, { url, control, hosts: flags.host }),
      isWanted: wantedBy(flags),
      onProgress: (done, total) => {
        progress ??= stepProgress({ what: 'rehearse', unit: 'cases', total });
        if (done > 0) progress.step();
      },
    });
    endProgress();
    await writeReports((language) => retryReport(rehearsal, language), retryJson(rehearsal), flags);
  } finally {
    endProgress();
    process.off('SIGINT', end).off('SIGTERM', end);
    await gateway.close();
  }

  function endProgress(): void {
    progress?.end();
    progress = null;
  }
}

/** @throws ConfigError in one line */
async function contractOf(given: string | undefined): Promise<ContractFile> {
  const { contractFrom, FAMILIES } = await rehearseModule();
  if (given === undefined) return {};
  const family = FAMILIES.find((name) => name === given);
  if (family !== undefined) return { sdk: family };
  return contractFrom((await readDocument('--contract', given)).value, given);
}

function wantedBy({ cases, operation: operations }: RetryFlags) {
  const fits = (name: string, pattern: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  return (name: string, operation: string | null): boolean =>
    (cases.length === 0 || cases.some((pattern) => fits(name, pattern))) &&
    (operations.length === 0 || (operation !== null && operations.includes(operation)));
}
