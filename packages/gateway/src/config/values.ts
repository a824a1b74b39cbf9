import { ConfigError } from '@dragoman/input';
import type { TSchema } from '@sinclair/typebox';
import { Check } from '@sinclair/typebox/value';

import type { SettingDefinition } from './setting-definitions.ts';

/** Where a value comes from: a name that the user will recognise (`--port`, `DRAGOMAN_PORT`, a file). */
export interface ConfigValue {
  readonly setting: SettingDefinition;
  readonly value: unknown;
  readonly source: string;
}

/**
 * Reads the text of a flag or a variable as the setting's type wants it; text that does not fit stays text, for the
 * check to reject.
 */
export function valueFromText(schema: TSchema, text: string): unknown {
  if (schema['type'] === 'boolean')
    return { true: true, false: false, 1: true, 0: false, '': true }[text.toLowerCase()] ?? text;
  if (schema['type'] === 'integer' || schema['type'] === 'number')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (schema['type'] === 'array' && !text.startsWith('['))
    return text === '' ? [] : text.split(',').map((item) => item.trim());
  if (schema['type'] === 'array' || schema['type'] === 'object') return parsedJson(text);
  // A choice may hold numbers, booleans or null beside texts.
  const choice = choicesOf(schema)?.find((option) => String(option) === text);
  return choice === undefined ? text : choice;
}

/** @throws ConfigError when the value does not fit the setting */
export function checkValue({ setting, value, source }: ConfigValue): void {
  if (Check(setting.schema, value)) return;
  const displayed =
    setting.schema['writeOnly'] === true ? '' : ` = "${typeof value === 'string' ? value : JSON.stringify(value)}"`;
  throw new ConfigError(`${setting.key}${displayed} (${source}) does not fit: give ${describeType(setting.schema)}`);
}

/** What the setting takes, in words. */
export function describeType(schema: TSchema): string {
  const choices = choicesOf(schema);
  if (choices !== null) return choices.map(String).join(' or ');
  if (schema['type'] === 'integer') return `a whole number${range(schema)}`;
  if (schema['type'] === 'boolean') return 'true or false';
  if (schema['type'] === 'array') return `a list${patternNote(schema['items'] as TSchema)}`;
  if (schema['type'] === 'object') return `a map, as JSON: ${String(schema['description'])}`;
  return `a text${patternNote(schema)}`;
}

function choicesOf(schema: TSchema): readonly unknown[] | null {
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  if (options === undefined) return 'const' in schema ? [schema['const']] : null;
  const choices = options.map((option): unknown =>
    'const' in option ? option['const'] : option['type'] === 'null' ? null : undefined,
  );
  return choices.includes(undefined) ? null : choices;
}

function range(schema: TSchema): string {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return minimum === undefined ? '' : `, at least ${minimum}`;
}

function patternNote(schema: TSchema): string {
  return typeof schema['pattern'] === 'string' ? ` that fits ${schema['pattern']}` : '';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
