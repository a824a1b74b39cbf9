import { readFileSync, writeFileSync } from 'node:fs';

import { callControl, type ControlCall, type ControlClientParts, GROUPS, NAMED_CALLS } from '@dragoman/control';
import { valueFromText } from '@dragoman/gateway/command-line';
import type { TSchema } from '@sinclair/typebox';
import { Command, Option } from 'commander';

import { type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';

/** What a command of a call may be given beside the call's own input. */
interface CommandValues extends ConnectionOptions {
  readonly json?: true;
  readonly sandbox?: string;
  readonly output?: string;
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
      commands.push(callCommand(head, call));
      continue;
    }
    const group = groups.get(head) ?? new Command(head).description(GROUPS[head] ?? '');
    if (!groups.has(head)) commands.push(group);
    groups.set(head, group.addCommand(callCommand(verb, call)));
  }
  return commands;
}

function callCommand(name: string, call: ControlCall): Command {
  const command = new Command(name).description(call.summary);
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
    command.option('--output <path>', 'write it to this file rather than to the standard output');
  if (call.scope === 'environment') command.option('--sandbox <id>', 'ask about this sandbox');
  command.option('--json', 'print JSON');
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async (...given: readonly unknown[]) => {
    const texts = given.slice(0, pathParams.length) as string[];
    const input = {
      ...Object.fromEntries(pathParams.map((param, at) => [param, texts[at]])),
      ...inputOf(call, command.opts<CommandValues>()),
    };
    await perform(call, input, command.opts<CommandValues>());
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

async function perform(call: ControlCall, input: Record<string, unknown>, given: CommandValues): Promise<void> {
  const parts: ControlClientParts = { ...connectionFrom(given), sandbox: given.sandbox };
  const answer = await callControl(parts, call, input);
  if (call.responseKind === 'bytes') {
    if (given.output === undefined) process.stdout.write(answer as Uint8Array);
    else writeFileSync(given.output, answer as Uint8Array, { mode: 0o600 });
    return;
  }
  if (call.responseKind === 'events') {
    for await (const value of answer as AsyncIterable<unknown>) process.stdout.write(`${JSON.stringify(value)}\n`);
    return;
  }
  process.stdout.write(given.json === true ? `${JSON.stringify(answer)}\n` : await formatAnswer(answer));
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

/** What was written for people as a whole. */
function isReport(answer: unknown): answer is { readonly text: string } {
  return typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string';
}

async function formatAnswer(answer: unknown): Promise<string> {
  if (typeof answer === 'string') return answer;
  if (isReport(answer)) return `${answer.text}\n`;
  const { stringify } = await import('@dragoman/input/yaml');
  return stringify(answer, { lineWidth: 0 });
}
