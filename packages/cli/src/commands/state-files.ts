import {
  checkState,
  loadSettings,
  salvageState,
  type Settings,
  type StateReport,
} from '@dragoman/gateway/command-line';
import { ConfigError } from '@dragoman/input';
import { Command } from 'commander';

import { type Detail, nextStep, renderDetails } from '../output/details.ts';
import { terminalOf } from '../output/terminal.ts';

interface Flags {
  readonly config?: string;
  readonly dataDir?: string;
  readonly json?: true;
}

/** `dragoman state check` and `dragoman state salvage`: on the files of a data directory that no gateway holds. */
export function stateFileCommands(): Command[] {
  const check = fileCommand(
    'check',
    'look at everything in a data directory that no gateway holds, and change nothing',
  );
  check.action(async () => {
    const settings = await settingsOf(check.opts<Flags>());
    const report = await checkState({ dataDir: settings.data_dir, rootKey: process.env['DRAGOMAN_ROOT_KEY'] });
    const verdict = report.damaged.length === 0 ? 'is whole' : 'is damaged';
    print(report, check.opts<Flags>(), `the state in "${settings.data_dir}" ${verdict}`);
    // What was asked is whether it is whole: scripts go by the exit code.
    if (report.damaged.length > 0) process.exitCode = 1;
  });
  const salvage = fileCommand(
    'salvage',
    'write what is whole of a data directory into another, with its root key and authority; the first stays as it is',
  ).argument('<directory>', 'a directory that is new or empty');
  salvage.action(async (into: string) => {
    const settings = await settingsOf(salvage.opts<Flags>());
    const state = { dataDir: settings.data_dir, rootKey: process.env['DRAGOMAN_ROOT_KEY'] };
    const report = await salvageState(state, into);
    print(report, salvage.opts<Flags>(), `wrote what is whole into "${into}"`);
    if (salvage.opts<Flags>().json !== true)
      process.stdout.write(nextStep(`start on it with: dragoman start --data-dir ${into}`, terminalOf(process.stdout)));
  });
  return [check, salvage];
}

function fileCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option(
      '--config <file>',
      'read settings from this file; without it from dragoman.yaml, if there is one (DRAGOMAN_CONFIG)',
    )
    .option('--data-dir <directory>', 'the directory (DRAGOMAN_DATA_DIR, default ".dragoman")')
    .option('--json', 'print JSON');
}

/** @throws ConfigError where the state is in no directory */
async function settingsOf({ dataDir, config }: Flags): Promise<Settings> {
  const flags = dataDir === undefined ? {} : { 'data-dir': dataDir };
  const settings = await loadSettings({ flags, env: process.env, file: config ?? null });
  if (settings.store.url !== undefined && dataDir === undefined)
    throw new ConfigError('store.url keeps the state in a database, which has its own checks: give --data-dir');
  return settings;
}

function print(report: StateReport, { json }: Flags, headline: string): void {
  if (json === true) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const { whole, damaged } = report;
  const details: Detail[] = [...Object.entries(whole), ['damaged', damaged, 'red']];
  process.stdout.write(`${headline}\n${renderDetails(details, terminalOf(process.stdout))}`);
}
