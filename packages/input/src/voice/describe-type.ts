import { type Message, verbatim } from '@dragoman/messages';
import type { TSchema } from '@sinclair/typebox';

import { VOICE } from './messages.ts';

/** The longest description that is repeated beside what a schema takes. */
const MAX_DESCRIPTION = 160;

/** A longer pattern is nothing to read. */
const MAX_PATTERN = 60;

/** What a schema takes, in words that complete "give …": `a whole number from 0 to 65535`. */
export function describeType(schema: TSchema): Message {
  const choices = choicesOf(schema);
  if (choices !== null) return orList(choices.map(String));
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  if (options !== undefined) return orList(distinct(options.map(describeType)));
  switch (schema['type']) {
    case 'integer':
      return limited(VOICE.wholeNumber, range(schema));
    case 'number':
      return limited(VOICE.number, range(schema));
    case 'boolean':
      return VOICE.trueOrFalse;
    case 'array':
      return limited(VOICE.list, patternOf(schema['items'] as TSchema));
    case 'object':
      return describeMap(schema);
    case 'string':
      return limited(limited(VOICE.string, lengthOf(schema)), patternOf(schema));
    default:
      return VOICE.anotherValue;
  }
}

/** The same with what the value means, where that is said briefly; schemas say it in English alone. */
export function describeWithMeaning(schema: TSchema): Message {
  const meaning = schema['description'] as unknown;
  const isBrief = typeof meaning === 'string' && meaning !== '' && meaning.length <= MAX_DESCRIPTION;
  const { en, zh } = describeType(schema);
  return { en: en + (isBrief ? ` (${meaning})` : ''), zh };
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
export function orList(parts: readonly (Message | string)[]): Message {
  const messages = parts.map((part) => (typeof part === 'string' ? verbatim(part) : part));
  const last = messages.at(-1) ?? verbatim('');
  const others = messages.slice(0, -1);
  if (others.length === 0) return last;
  return VOICE.or({ before: others.reduce((before, next) => VOICE.comma({ before, next })), last });
}

function distinct(messages: readonly Message[]): Message[] {
  return [...new Map(messages.map((message) => [message.en, message])).values()];
}

/** A kind with its limit, where it has one. */
function limited(kind: Message, limit: Message | null): Message {
  return limit === null ? kind : VOICE.limited({ kind, limit });
}

function describeMap(schema: TSchema): Message {
  const names = Object.keys((schema['properties'] ?? {}) as object);
  return names.length === 0 ? VOICE.map : VOICE.mapWith({ names: orList(names) });
}

function range(schema: TSchema): Message | null {
  const { minimum, maximum, exclusiveMinimum } = schema as Readonly<Record<string, number | undefined>>;
  if (exclusiveMinimum !== undefined) return VOICE.above({ limit: exclusiveMinimum });
  if (minimum !== undefined && maximum !== undefined) return VOICE.between({ minimum, maximum });
  if (maximum !== undefined) return VOICE.atMost({ maximum });
  return minimum === undefined ? null : VOICE.atLeast({ minimum });
}

function lengthOf(schema: TSchema): Message | null {
  const { minLength = 0, maxLength } = schema as Readonly<Record<string, number | undefined>>;
  if (minLength > 1) return VOICE.longAtLeast({ minLength });
  if (minLength === 1) return VOICE.notEmpty;
  return maxLength === undefined ? null : VOICE.longAtMost({ maxLength });
}

function patternOf(schema: TSchema | undefined): Message | null {
  const pattern = schema?.['pattern'] as unknown;
  return typeof pattern === 'string' && pattern.length <= MAX_PATTERN ? VOICE.fitting({ pattern }) : null;
}
