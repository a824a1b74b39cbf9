import { statSync } from 'node:fs';

import { randomIds, systemClock } from '@dragoman/environment';
import { ConfigError, durationFrom } from '@dragoman/input';
import type { ReadRequest, Unsearched } from '@dragoman/rehearse';
import { openInspection } from '@dragoman/server';
import { Command, Option } from 'commander';

import { runningGateway } from '../running-gateway.ts';
import { rehearseModule } from './rehearse-module.ts';
import { exitOnFailure, type RehearsalFlags, withReportOptions, writeReports } from './report-options.ts';
import { randomSource } from './random-source.ts';
import { programRunner } from './run-program.ts';

interface LeaksFlags extends RehearsalFlags {
  readonly folder: readonly string[];
  readonly keep: readonly string[];
  readonly timeout: string;
  readonly unknownHosts: 'pass' | 'reject';
}

const add = (text: string, before: readonly string[]): string[] => [...before, text];

/** `dragoman rehearse leaks -- <command>` */
export function leaksCommand(): Command {
  const command = new Command('leaks')
    .description(
      'run a command with made-up secret values, and search what it prints, writes and sends to other hosts for ' +
        'them, in eight encodings and in archives; exits 1 where one was given away',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .option('--folder <path>', 'search what changed below it while the command ran; may be given again', add, [])
    .option('--keep <name>', 'a secret that keeps its value; may be given again; * stands for any end', add, [])
    .option('--timeout <duration>', 'when the command is ended', '10m')
    .addOption(
      new Option('--unknown-hosts <what>', 'whether requests to hosts of no cloud pass once they were read')
        .choices(['pass', 'reject'])
        .default('pass'),
    );
  return withReportOptions(command)
    .passThroughOptions()
    .action((args: readonly string[]) => exitOnFailure(() => run(args, command.opts<LeaksFlags>())));
}

async function run(args: readonly string[], flags: LeaksFlags): Promise<void> {
  const { leaksReport, rehearseLeaks } = await rehearseModule();
  const timeoutMs = durationFrom(flags.timeout, '--timeout', 'positive');
  const folders = flags.folder.map(existingFolder);
  const gateway = await runningGateway({ ...flags, isQuiet: true });
  const requests: ReadRequest[] = [];
  const unsearched: Unsearched[] = [];
  const inspection = await openInspection({
    ...{ clock: systemClock, ids: randomIds },
    onRequest: (request) => requests.push(request),
    onUnread: ({ host, port }, reason) => unsearched.push({ location: `what was sent to ${host}:${port}`, reason }),
  });
  try {
    const { url, control } = gateway;
    const reached = { url, control, hosts: flags.host, unknown_hosts: flags.unknownHosts, inspection };
    const result = await rehearseLeaks({
      ...{ control, timeoutMs, folders },
      run: programRunner(args, reached),
      keep: (name) => flags.keep.some((pattern) => isNamedBy(name, pattern)),
      source: randomSource,
      now: () => systemClock.now(),
      sent: () => ({ requests, unsearched }),
    });
    await writeReports((language) => leaksReport(result, language), result, flags);
  } finally {
    inspection.close();
    await gateway.close();
  }
}

function isNamedBy(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** @throws ConfigError where there is none */
function existingFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return path;
  throw new ConfigError(`--folder ${path}: there is no such folder; make it before the command runs`);
}
