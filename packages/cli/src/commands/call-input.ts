import type { ControlCall } from '@dragoman/control';
import { valueFromText } from '@dragoman/gateway/command-line';
import type { TSchema } from '@sinclair/typebox';
import { Option } from 'commander';

import { openInput, readInput, readText } from './input-file.ts';

/** The options of a command, as they were given. */
export type Flags = Readonly<Record<string, unknown>>;

/** Secrets that a variable may hold, as it is not seen in a list of processes. */
const VARIABLES: Readonly<Record<string, string>> = { passphrase: 'DRAGOMAN_PASSPHRASE' };

/** One option for each part of a call's input; for a secret also one that names a file. */
export function inputOptions(call: ControlCall): Option[] {
  return inputs(call).flatMap(([property, schema]) => {
    if (property === 'bytes')
      return [new Option('--file <path>', 'read it from this file; - is the standard input').makeOptionMandatory()];
    const option = new Option(`--${flagOf(property)} <value>`, describe(schema, property));
    if (schema['writeOnly'] !== true) return [isRequired(call, property) ? option.makeOptionMandatory() : option];
    const ofFile = new Option(`--${flagOf(property)}-file <path>`, 'the same from a file; - is the standard input');
    return [option, ofFile.conflicts(optionName(property))];
  });
}

/** What the options say of a call's input. @throws ConfigError for a file that cannot be read */
export function inputFrom(call: ControlCall, given: Flags): Record<string, unknown> {
  return Object.fromEntries(
    inputs(call).flatMap(([property, schema]): [string, unknown][] => {
      if (property === 'bytes') return [[property, openInput(String(given['file']), '--file')]];
      const path = given[`${optionName(property)}File`];
      if (typeof path === 'string') return [[property, secretFrom(path, property)]];
      const text = given[optionName(property)] ?? process.env[VARIABLES[property] ?? ''];
      return typeof text === 'string' ? [[property, valueOf(schema, text)]] : [];
    }),
  );
}

/** A value is taken to the byte; of anything else files and shells leave a line break behind. */
function secretFrom(path: string, property: string): string {
  const flag = `--${flagOf(property)}-file`;
  if (property === 'binary') return readInput(path, flag).toString('base64');
  return property === 'value' ? readInput(path, flag).toString() : readText(path, flag);
}

export function flagOf(property: string): string {
  return property.replaceAll('_', '-');
}

function optionName(property: string): string {
  return property.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function inputs(call: ControlCall): [string, TSchema][] {
  return [call.query, call.headers, call.body].flatMap(({ properties }) => Object.entries(properties));
}

function isRequired({ query, headers, body }: ControlCall, property: string): boolean {
  return [query, headers, body].some(({ required = [] }) => required.includes(property));
}

function describe(schema: TSchema, property: string): string {
  const variable = VARIABLES[property];
  return `${schema.description ?? ''}${variable === undefined ? '' : ` (${variable})`}`;
}

/** A value of several shapes is JSON where it reads as such; texts by name may be written `a=b,c=d`. */
function valueOf(schema: TSchema, text: string): unknown {
  if (schema['patternProperties'] !== undefined && !text.startsWith('{'))
    return Object.fromEntries(text.split(',').map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  const value = valueFromText(schema, text);
  return schema['anyOf'] !== undefined && typeof value === 'string' && /^[{[]/.test(value)
    ? valueFromText({ ...schema, type: 'object' }, value)
    : value;
}
