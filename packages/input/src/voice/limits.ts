import type { Message } from '@dragoman/messages';
import type { TSchema } from '@sinclair/typebox';

import { describeType, describeWithMeaning, orList } from './describe-type.ts';
import { VOICE } from './messages.ts';

/** What is wrong with a value of the right type, and what would help. */
interface BrokenLimit {
  readonly problem: Message;
  readonly remedy: Message;
}

/** The first limit of the schema that the value breaks; `null` where it keeps them. Neither it nor its size is told. */
export function brokenLimit(schema: TSchema, given: unknown): BrokenLimit | null {
  if (typeof given === 'string') return ofString(schema, given);
  if (typeof given === 'number') return ofNumber(schema, given);
  if (Array.isArray(given)) return ofList(schema, given);
  const { minProperties = 0 } = schema as { readonly minProperties?: number };
  if (Object.keys(given ?? {}).length >= minProperties) return null;
  return {
    problem: VOICE.isEmpty,
    remedy: VOICE.giveOneOf({ names: orList(Object.keys((schema['properties'] ?? {}) as object)) }),
  };
}

function ofString(schema: TSchema, given: string): BrokenLimit | null {
  const {
    minLength = 0,
    maxLength = Infinity,
    pattern,
  } = schema as {
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly pattern?: string;
  };
  const length = given.length <= Math.min(maxLength, minLength) ? given.length : Array.from(given).length;
  if (length < minLength)
    return {
      problem: given === '' ? VOICE.isEmpty : VOICE.isTooShort,
      remedy: VOICE.give({ what: describeType(schema) }),
    };
  if (length > maxLength) return { problem: VOICE.isTooLong, remedy: VOICE.giveShort({ most: maxLength }) };
  if (pattern === undefined || matcherOf(pattern).test(given)) return null;
  // What the pattern is for is said by the description, where there is one: in English alone.
  const meaning = schema['description'] as unknown;
  const { en, zh } = describeType(schema);
  const what = { en: typeof meaning === 'string' && meaning !== '' ? meaning : en, zh };
  return { problem: VOICE.doesNotFit, remedy: VOICE.give({ what }) };
}

const matchers = new Map<string, RegExp>();

/** As a JSON schema reads it: by code points. */
function matcherOf(pattern: string): RegExp {
  const matcher = matchers.get(pattern) ?? new RegExp(pattern, 'u');
  matchers.set(pattern, matcher);
  return matcher;
}

function ofNumber(schema: TSchema, given: number): BrokenLimit | null {
  const {
    minimum = -Infinity,
    maximum = Infinity,
    exclusiveMinimum = -Infinity,
  } = schema as Readonly<Record<string, number | undefined>>;
  if (given >= minimum && given <= maximum && given > exclusiveMinimum) return null;
  const isLow = given < minimum || given <= exclusiveMinimum;
  return {
    problem: isLow ? VOICE.isTooSmall : VOICE.isTooLarge,
    remedy: VOICE.give({ what: describeWithMeaning(schema) }),
  };
}

function ofList(schema: TSchema, given: readonly unknown[]): BrokenLimit | null {
  const {
    minItems = 0,
    maxItems = Infinity,
    uniqueItems = false,
  } = schema as {
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly uniqueItems?: boolean;
  };
  if (given.length < minItems)
    return {
      problem: given.length === 0 ? VOICE.isEmpty : VOICE.isTooShort,
      remedy: VOICE.giveMany({ least: minItems }),
    };
  if (given.length > maxItems) return { problem: VOICE.isTooLong, remedy: VOICE.giveFew({ most: maxItems }) };
  const isUnique = !uniqueItems || new Set(given.map((item) => JSON.stringify(item))).size === given.length;
  return isUnique ? null : { problem: VOICE.namesTwice, remedy: VOICE.giveOnce };
}
