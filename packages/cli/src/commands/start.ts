import {
  describeType,
  type Gateway,
  jsonEventLog,
  lineEventLog,
  loadSettings,
  RENAMED_FLAGS,
  SETTINGS,
  startGateway,
  whenReady,
} from '@dragoman/gateway/command-line';
import { Command, Option } from 'commander';

import { banner } from '../banner.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** `dragoman start`: one flag for every setting, then a gateway until a signal ends it. */
export function startCommand(): Command {
  const command = new Command('start').description('start the gateway');
  command.option(
    '--config <file>',
    'read settings from this file; without it from dragoman.yaml, if there is one (DRAGOMAN_CONFIG)',
  );
  for (const setting of SETTINGS) {
    const value = setting.schema['type'] === 'boolean' ? '[true|false]' : '<value>';
    const text =
      `${String(setting.schema['description'])}: ${describeType(setting.schema)} (${setting.variable}, ` +
      `default ${JSON.stringify(setting.schema['default'] ?? null)})`;
    command.addOption(new Option(`--${setting.flag} ${value}`, text));
  }
  // A former name is rejected by what it is called now, which takes an option to hear of it.
  for (const flag of RENAMED_FLAGS) command.addOption(new Option(`${flag} [value]`).hideHelp());
  return command.action(async () => {
    await start(givenFlags(command));
  });
}

/** The flags of the command line as texts, under their names without dashes. */
function givenFlags(command: Command): Map<string, string> {
  const values = command.opts<Record<string, string | true>>();
  return new Map(
    command.options.flatMap((option) => {
      const value = values[option.attributeName()];
      return value === undefined ? [] : [[option.long?.slice(2) ?? '', String(value)] as const];
    }),
  );
}

async function start(flags: Map<string, string>): Promise<void> {
  const file = flags.get('config') ?? null;
  flags.delete('config');
  const settings = await loadSettings({ flags: Object.fromEntries(flags), env: process.env, file });
  const print = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const eventLog = settings.log.format === 'json' ? await jsonEventLog(print) : lineEventLog(print);
  const gateway = await startGateway({ settings, eventLog, rootKey: process.env['DRAGOMAN_ROOT_KEY'] });
  stopOnSignal(gateway);
  if (!(await whenReady(gateway))) return;
  const ready = { event: 'ready', url: gateway.url, pid: process.pid };
  process.stdout.write(`${settings.json ? JSON.stringify(ready) : banner(gateway.url, settings)}\n`);
}

/** The first signal drains and closes; a second one ends at once. */
function stopOnSignal(gateway: Gateway): void {
  const stop = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    gateway.close().catch((error: unknown) => {
      process.stderr.write(`dragoman: ${String(error)}\n`);
      process.exitCode = 1;
    });
  };
  for (const signal of SIGNALS) process.on(signal, stop);
}
