import { callControl, type ControlCall, GROUPS, NAMED_CALLS } from '@dragoman/control';
import { Command, Option } from 'commander';

import { withProgress } from '../output/progress.ts';
import { FORMATS } from '../output/formats.ts';
import { type Flags, flagOf, inputFrom, inputOptions } from './call-input.ts';
import type { Planned, CallPlan } from './call-plan.ts';
import { type OutputFlags, printAnswer, writeFileOf } from './call-output.ts';
import { clientPartsOf } from '../gateway-client.ts';
import { announce, type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';
import { hasCommand } from './has-command.ts';
import { addReveal } from './reveal.ts';
import { needValue } from './secret-value.ts';
import { addSeedFile } from './seed-file.ts';

/** What a command of a call may be given beside the call's own input. */
interface CommandValues extends ConnectionOptions, OutputFlags {
  readonly sandbox?: string;
}

/** One command for every control call: `dragoman clock get`, `dragoman faults set --rules …`. */
export function controlCommands(): Command[] {
  const groups = new Map<string, Command>();
  const commands: Command[] = [];
  for (const [name, call] of NAMED_CALLS) {
    const [head = '', verb] = name.split('.');
    if (!hasCommand(name)) continue;
    if (verb === undefined) {
      commands.push(callCommand(head, name, call));
      continue;
    }
    const group = groups.get(head) ?? new Command(head).description(GROUPS[head] ?? '');
    if (!groups.has(head)) commands.push(group);
    groups.set(head, group.addCommand(callCommand(verb, name, call)));
  }
  return commands;
}

/** What commands have that the call of their name does not: options and arguments, and what these make of the input. */
const ADDITIONS: Readonly<Record<string, (command: Command, plain: Planned) => Planned>> = {
  'credentials.get': (command, plain) => addReveal(command, plain, 'credentials.reveal'),
  'secrets.get': (command, plain) => addReveal(command, plain, 'secrets.reveal'),
  'secrets.put': needValue,
  'seeds.apply': addSeedFile,
};

function callCommand(word: string, name: string, call: ControlCall): Command {
  const command = new Command(word).description(call.summary);
  const pathParams = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => param);
  for (const param of pathParams)
    command.argument(`<${flagOf(param)}>`, call.params.properties[param]?.description ?? '');
  for (const option of inputOptions(call)) command.addOption(option);
  const planned: Planned = (given, args) => ({
    name,
    call,
    input: { ...Object.fromEntries(pathParams.map((param, at) => [param, args[at]])), ...inputFrom(call, given) },
  });
  const plan = ADDITIONS[name]?.(command, planned) ?? planned;
  if (call.responseKind === 'bytes')
    command.option('--file <path>', 'write it to this file rather than to the standard output');
  if (call.scope === 'environment') command.option('--sandbox <id>', 'ask about this sandbox');
  if (call.responseKind === 'json' || call.responseKind === 'events') {
    command.option('--json', 'print JSON, as --output json');
    command.addOption(new Option('--output <format>', 'how the answer is printed').choices(FORMATS).default('table'));
  }
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async () => {
    const given = command.opts<CommandValues>();
    await perform(await plan(given as Flags, command.args), given);
  });
}

async function perform({ name, call, input, onRejected }: CallPlan, given: CommandValues): Promise<void> {
  const gateway = await connectionFrom(given);
  const { url, token } = gateway;
  const parts = {
    ...clientPartsOf({ url, token, sandbox: given.sandbox }),
    takeFile: (chunks: AsyncIterable<Uint8Array>) => writeFileOf(chunks, given.file),
  };
  const answer = await withProgress(name.replace('.', ' '), callControl(parts, call, input)).catch((error: unknown) => {
    throw onRejected?.(error) ?? error;
  });
  announce(gateway);
  await printAnswer(name, call, answer, given);
}
