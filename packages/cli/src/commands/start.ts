import { rmSync } from 'node:fs';
import { inspect } from 'node:util';
import { flushCompileCache } from 'node:module';

import {
  describeType,
  type Gateway,
  jsonEventLog,
  lineEventLog,
  loadSettings,
  type ReadyEvent,
  readyEvent,
  RENAMED_FLAGS,
  type SettingDefinition,
  SETTINGS,
  startGateway,
  whenReady,
  writeReadyFile,
} from '@dragoman/gateway/command-line';
import { Command, Option } from 'commander';

import { banner } from '../banner.ts';
import { COMMON_GROUP, formatItem, GROUP_ORDER, groupOf, OTHER_GROUP } from './start-help.ts';
import { ignoreClosedOutput, stdinEnd } from '../stdin-end.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** How long a gateway without a parent takes to end at most, in milliseconds. */
const ORPHAN_MS = 5_000;

/** What `dragoman start` is told beside settings: none of it fits a file that every start reads. */
interface StartOptions {
  readonly config?: string;
  readonly exitWithStdin?: true;
  readonly readyFile?: string;
}

const OPTIONS: readonly Option[] = [
  new Option(
    '--config <file>',
    'read settings from this file; without it from dragoman.yaml, if there is one (DRAGOMAN_CONFIG)',
  ).helpGroup(COMMON_GROUP),
  new Option(
    '--exit-with-stdin',
    'stop when the standard input ends: a program that keeps its other end open takes the gateway with it, ' +
      'however it ends',
  ).helpGroup(OTHER_GROUP),
  new Option(
    '--ready-file <file>',
    'once ready, write to this file what the line of --json says, and the control token, for the owner alone; ' +
      'removed at the end',
  ).helpGroup(OTHER_GROUP),
];

/** `dragoman start`: one flag for every setting, then a gateway until a signal ends it. */
export function startCommand(): Command {
  const command = new Command('start').description('start the gateway').configureHelp({ formatItem });
  for (const option of [...OPTIONS, ...SETTINGS.map(optionOf)].toSorted(byGroup)) command.addOption(option);
  // A former name is rejected by what it is called now, which takes an option to hear of it.
  for (const flag of RENAMED_FLAGS) command.addOption(new Option(`${flag} [value]`).hideHelp());
  return command.action(async () => {
    await start(givenFlags(command), command.opts<StartOptions>());
  });
}

/** What a flag takes, where its name and its meaning say it already. */
const OBVIOUS = ['true or false', 'a string that is not empty', 'a map'];

/** The flag of a setting. */
function optionOf({ key, flag, variable, schema }: SettingDefinition): Option {
  const value = schema['type'] === 'boolean' ? '[true|false]' : '<value>';
  const fallback: unknown = schema['default'];
  const type = describeType(schema).en;
  const text =
    `${String(schema['description'])}${OBVIOUS.includes(type) ? '' : `: ${type}`} ` +
    `(${variable}${fallback === undefined ? '' : `, default ${JSON.stringify(fallback)}`})`;
  return new Option(`--${flag} ${value}`, text).helpGroup(groupOf(key));
}

function byGroup(left: Option, right: Option): number {
  return GROUP_ORDER.indexOf(left.helpGroupHeading ?? '') - GROUP_ORDER.indexOf(right.helpGroupHeading ?? '');
}

/** The settings of the command line as texts, under the names of their flags without dashes. */
function givenFlags(command: Command): Readonly<Record<string, string>> {
  const values = command.opts<Record<string, string | true>>();
  const given = command.options.flatMap((option) => {
    const value = values[option.attributeName()];
    return value === undefined || OPTIONS.includes(option) ? [] : [[option.long?.slice(2) ?? '', String(value)]];
  });
  return Object.fromEntries(given) as Record<string, string>;
}

async function start(flags: Readonly<Record<string, string>>, options: StartOptions): Promise<void> {
  ignoreClosedOutput();
  // Watched from the start: a parent may be gone before the gateway is up.
  const parentGone = options.exitWithStdin === true ? stdinEnd() : null;
  const settings = await loadSettings({ flags, env: process.env, file: options.config ?? null });
  const print = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const eventLog = settings.log.format === 'json' ? await jsonEventLog(print) : lineEventLog(print);
  const rootKey = process.env['DRAGOMAN_ROOT_KEY'];
  const gateway = await startGateway({ settings, eventLog, rootKey }).catch((error: unknown) => {
    if (settings.log.level === 'debug') print(inspect(error));
    throw error;
  });
  stopOnSignal(gateway);
  void parentGone?.then(() => {
    stopAsOrphan(gateway);
  });
  if (!(await whenReady(gateway))) return;
  const url = settings.advertise_url ?? gateway.url;
  const ready = readyEvent(url, settings);
  if (options.readyFile !== undefined) await keepReadyFile(gateway, options.readyFile, ready, settings.control.token);
  process.stdout.write(`${settings.json ? JSON.stringify(ready) : banner(url, settings)}\n`);
  // Not only when the process ends: it may be killed, and what compiles later is no part of a start.
  flushCompileCache();
}

async function keepReadyFile(
  gateway: Gateway,
  path: string,
  ready: ReadyEvent,
  token: string | undefined,
): Promise<void> {
  try {
    writeReadyFile(path, ready, token);
  } catch (error) {
    await gateway.close();
    throw error;
  }
  process.once('exit', () => {
    rmSync(path, { force: true });
  });
}

/** The first signal drains and closes; a second one ends at once. */
function stopOnSignal(gateway: Gateway): void {
  const stop = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    close(gateway);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}

/** Whoever waits for what is in flight is most likely gone too. */
function stopAsOrphan(gateway: Gateway): void {
  setTimeout(() => process.exit(1), ORPHAN_MS).unref();
  close(gateway);
}

function close(gateway: Gateway): void {
  gateway.close().catch((error: unknown) => {
    process.stderr.write(`dragoman: ${String(error)}\n`);
    process.exitCode = 1;
  });
}
