import type { TSchema } from '@sinclair/typebox';

/** The longest description that is repeated beside what a schema takes. */
const MAX_DESCRIPTION = 160;

/** A longer pattern is nothing to read. */
const MAX_PATTERN = 60;

/** What a schema takes, in words that complete "give …": `a whole number from 0 to 65535`. */
export function describeType(schema: TSchema): string {
  const choices = choicesOf(schema);
  if (choices !== null) return orList(choices.map(String));
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  if (options !== undefined) return orList([...new Set(options.map(describeType))]);
  switch (schema['type']) {
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${patternOf(schema['items'] as TSchema)}`;
    case 'object':
      return describeMap(schema);
    case 'string':
      return `a string${lengthOf(schema)}${patternOf(schema)}`;
    default:
      return 'another value';
  }
}

/** The same with what the value means, where that is said briefly. */
export function describeWithMeaning(schema: TSchema): string {
  const meaning = schema['description'] as unknown;
  const isBrief = typeof meaning === 'string' && meaning !== '' && meaning.length <= MAX_DESCRIPTION;
  return describeType(schema) + (isBrief ? ` (${meaning})` : '');
}

/** The values that a schema names one by one; `null` where it takes others. */
export function choicesOf(schema: TSchema): readonly unknown[] | null {
  if ('const' in schema) return [schema['const'] as unknown];
  const names = schema['enum'] as readonly unknown[] | undefined;
  if (names !== undefined) return names;
  if (schema['type'] === 'null') return [null];
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  const choices = options?.map(choicesOf);
  return choices === undefined || choices.includes(null)
    ? null
    : choices.flatMap((choice): readonly unknown[] => choice ?? []);
}

/** `a, b or c`. */
export function orList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1) ?? ''}`;
}

function describeMap(schema: TSchema): string {
  const names = Object.keys((schema['properties'] ?? {}) as object);
  return names.length === 0 ? 'a map' : `a map with ${orList(names)}`;
}

function range(schema: TSchema): string {
  const { minimum, maximum, exclusiveMinimum } = schema as Readonly<Record<string, number | undefined>>;
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`;
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (maximum !== undefined) return `, at most ${maximum}`;
  return minimum === undefined ? '' : `, at least ${minimum}`;
}

function lengthOf(schema: TSchema): string {
  const { minLength = 0, maxLength } = schema as Readonly<Record<string, number | undefined>>;
  const least = minLength > 1 ? ` of at least ${minLength} characters` : minLength === 1 ? ' that is not empty' : '';
  return least === '' && maxLength !== undefined ? ` of at most ${maxLength} characters` : least;
}

function patternOf(schema: TSchema | undefined): string {
  const pattern = schema?.['pattern'] as unknown;
  return typeof pattern === 'string' && pattern.length <= MAX_PATTERN ? ` that fits ${pattern}` : '';
}
