import { choicesOf, ConfigError, describeType, misfitOf } from '@dragoman/input';
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

/**
 * A value of its own is repeated, unless the setting is a secret; of one with parts only the place that does not fit.
 * @throws ConfigError when the value does not fit the setting
 */
export function checkValue({ setting, value, source }: ConfigValue): void {
  const { schema, key } = setting;
  if (Check(schema, value)) return;
  // What the setting means is known to whoever sets it.
  const misfit = misfitOf({ ...schema, description: '' }, value);
  const path = misfit?.path ?? [];
  const problem = misfit?.problem.en ?? 'does not fit';
  const remedy = misfit?.remedy.en ?? `give ${describeType(schema).en}`;
  const isShown = schema['writeOnly'] !== true && path.length === 0 && typeof value !== 'object';
  const keyPath = [key, ...path].join('.');
  throw new ConfigError(
    isShown
      ? `${keyPath} = "${String(value)}" (${source}) does not fit: ${remedy}`
      : `${keyPath} (${source}) ${problem}: ${remedy}`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
