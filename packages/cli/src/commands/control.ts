import { readFileSync, writeFileSync } from 'node:fs';

import { callControl, type ControlCall, type ControlClientParts, GROUPS, NAMED_CALLS } from '@dragoman/control';
import { valueFromText } from '@dragoman/gateway/command-line';
import type { TSchema } from '@sinclair/typebox';
import { Command, Option } from 'commander';

import { type Format, FORMATS, formatForPrograms, withoutEmpty } from '../output/formats.ts';
import { terminalOf } from '../output/terminal.ts';
import { type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';
import { type FollowedEvent, printEvents } from './follow.ts';

/** What a command of a call may be given beside the call's own input. */
interface CommandValues extends ConnectionOptions {
  readonly json?: true;
  readonly sandbox?: string;
  readonly output?: Format;
  readonly file?: string;
  readonly [flag: string]: unknown;
}

/** One command for every control call: `dragoman clock get`, `dragoman faults set --rules …`. */
export function controlCommands(): Command[] {
  const groups = new Map<string, Command>();
  const commands: Command[] = [];
  for (const [name, call] of NAMED_CALLS) {
    const [head = '', verb] = name.split('.');
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

function callCommand(word: string, name: string, call: ControlCall): Command {
  const command = new Command(word).description(call.summary);
  const pathParams = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => param);
  for (const param of pathParams) command.argument(`<${flagOf(param)}>`, description(call.params.properties[param]));
  for (const [property, schema] of inputs(call)) {
    const flag = property === 'bytes' ? '--file <path>' : `--${flagOf(property)} <value>`;
    const option = new Option(
      flag,
      property === 'bytes' ? 'read it from this file; - is the standard input' : description(schema),
    );
    command.addOption(isRequired(call, property) ? option.makeOptionMandatory() : option);
  }
  if (call.responseKind === 'bytes')
    command.option('--file <path>', 'write it to this file rather than to the standard output');
  if (call.scope === 'environment') command.option('--sandbox <id>', 'ask about this sandbox');
  if (call.responseKind === 'json' || call.responseKind === 'events') {
    command.option('--json', 'print JSON, as --output json');
    command.addOption(new Option('--output <format>', 'how the answer is printed').choices(FORMATS).default('table'));
  }
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async (...given: readonly unknown[]) => {
    const texts = given.slice(0, pathParams.length) as string[];
    const input = {
      ...Object.fromEntries(pathParams.map((param, at) => [param, texts[at]])),
      ...inputOf(call, command.opts<CommandValues>()),
    };
    await perform(name, call, input, command.opts<CommandValues>());
  });
}

function inputs(call: ControlCall): [string, TSchema][] {
  return [...Object.entries(call.query.properties), ...Object.entries(call.body.properties)];
}

function isRequired({ query, body }: ControlCall, property: string): boolean {
  return [...(query.required ?? []), ...(body.required ?? [])].includes(property);
}

function flagOf(property: string): string {
  return property.replaceAll('_', '-');
}

function description(schema: TSchema | undefined): string {
  return schema?.description ?? '';
}

function inputOf(call: ControlCall, given: CommandValues): Record<string, unknown> {
  return Object.fromEntries(
    inputs(call).flatMap(([property, schema]): [string, unknown][] => {
      if (property === 'bytes') return [[property, readFileSync(given.file === '-' ? 0 : (given.file ?? 0))]];
      const text = given[property.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase())];
      return typeof text === 'string' ? [[property, valueOf(schema, text)]] : [];
    }),
  );
}

/** A value of several shapes is JSON where it reads as such. */
function valueOf(schema: TSchema, text: string): unknown {
  const value = valueFromText(schema, text);
  return schema['anyOf'] !== undefined && typeof value === 'string' && /^[{[]/.test(value)
    ? valueFromText({ ...schema, type: 'object' }, value)
    : value;
}

async function perform(
  name: string,
  call: ControlCall,
  input: Record<string, unknown>,
  given: CommandValues,
): Promise<void> {
  const parts: ControlClientParts = { ...connectionFrom(given), sandbox: given.sandbox };
  const answer = await callControl(parts, call, input);
  if (call.responseKind === 'bytes') {
    if (given.file === undefined) process.stdout.write(answer as Uint8Array);
    else writeFileSync(given.file, answer as Uint8Array, { mode: 0o600 });
    return;
  }
  const format = given.json === true ? 'json' : (given.output ?? 'table');
  if (call.responseKind === 'events') {
    await printEvents(answer as AsyncIterable<FollowedEvent>, format);
    return;
  }
  process.stdout.write(await formatAnswer(name, answer, format));
  // What was asked is whether something holds: scripts go by the exit code.
  if (isFailure(answer)) process.exitCode = 1;
}

function isFailure(answer: unknown): boolean {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    (('passed' in answer && answer.passed === false) || ('ready' in answer && answer.ready === false))
  );
}

async function formatAnswer(name: string, answer: unknown, format: Format): Promise<string> {
  if (format !== 'table' && format !== 'wide') return formatForPrograms(answer, format);
  if (typeof answer === 'string') return answer;
  if (isReport(answer)) return `${answer.text}\n`;
  const { viewOf } = await import('../views/index.ts');
  const view = viewOf(name);
  if (view === null) return formatForPrograms(withoutEmpty(answer), 'yaml');
  return view(answer, { terminal: terminalOf(process.stdout), wide: format === 'wide' });
}

/** What was written for people as a whole. */
function isReport(answer: unknown): answer is { readonly text: string } {
  return typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string';
}
