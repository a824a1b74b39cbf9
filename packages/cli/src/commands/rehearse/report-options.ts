import { writeFileSync } from 'node:fs';

import { ConfigError, ControlError } from '@dragoman/input';
import type { Language, RunReport } from '@dragoman/reports';
import { type Command, InvalidArgumentError } from 'commander';

import { terminalOf } from '../../output/terminal.ts';
import { rehearsalTables } from '../../views/rehearse.ts';
import { CommandError } from '../../run-command.ts';
import { connectionOptions, type ConnectionOptions } from '../connection-options.ts';
import { rehearseModule } from './rehearse-module.ts';
import { type ReportFlags, withReportFiles } from '../report-files.ts';

/** What every rehearsal takes beside its own options. */
export interface RehearsalFlags extends ConnectionOptions, ReportFlags {
  readonly memory?: true;
  readonly host: readonly string[];
}

/** A rehearsal that could not be made; 1 is a broken expectation. */
const NOT_REHEARSED = 2;

/** Adds where the gateway is, and where the report goes. */
export function withReportOptions(command: Command): Command {
  withReportFiles(command)
    .option('--memory', 'a gateway that is started for the rehearsal keeps its state in memory')
    .option(
      '--host <name>',
      "a host name beside the clouds' that the gateway answers, such as BlueKing's; may be given again",
      (name: string, before: readonly string[]) => [...before, name],
      [],
    );
  for (const option of connectionOptions()) command.addOption(option);
  return command;
}

/** Writes the files that were asked for, and prints. Sets the exit code. @param result as JSON, in no language */
export async function writeReports(
  reportIn: (language: Language) => RunReport,
  result: unknown,
  { report: markdown, html, junit, json, lang }: ReportFlags,
): Promise<void> {
  const { htmlOf, isPassed, junitOf, markdownOf } = await import('@dragoman/reports');
  const report = reportIn(lang);
  if (markdown !== undefined) writeFileSync(markdown, markdownOf(report));
  if (html !== undefined) writeFileSync(html, htmlOf(report));
  // Names of expectations stay the same from run to run, whatever people read.
  if (junit !== undefined) writeFileSync(junit, junitOf(reportIn('en')));
  const text =
    json === true ? `${JSON.stringify(result)}\n` : await rehearsalTables(report, terminalOf(process.stdout));
  process.stdout.write(text);
  if (!isPassed(report)) process.exitCode = 1;
}

/**
 * Runs a rehearsal; one that cannot be made is told in one line, and by an exit code of its own: that of shells where
 * there is no such command, else 2.
 */
export async function exitOnFailure(run: () => Promise<void>): Promise<void> {
  const { RehearsalError } = await rehearseModule();
  try {
    await run();
  } catch (error) {
    if (![RehearsalError, ConfigError, ControlError].some((known) => error instanceof known)) throw error;
    process.stderr.write(`dragoman: ${(error as Error).message}\n`);
    process.exitCode = error instanceof CommandError ? error.exitCode : NOT_REHEARSED;
  }
}

/** A number from 1 that an option gives. */
export function countFrom(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('give a number from 1');
  return count;
}
