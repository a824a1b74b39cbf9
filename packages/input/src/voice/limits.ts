import type { TSchema } from '@sinclair/typebox';

import { describeType, describeWithMeaning, orList } from './describe-type.ts';

/** What is wrong with a value of the right type, and what would help. */
interface BrokenLimit {
  readonly problem: string;
  readonly remedy: string;
}

/** The first limit of the schema that the value breaks; `null` where it keeps them. Neither it nor its size is told. */
export function brokenLimit(schema: TSchema, given: unknown): BrokenLimit | null {
  if (typeof given === 'string') return ofString(schema, given);
  if (typeof given === 'number') return ofNumber(schema, given);
  if (Array.isArray(given)) return ofList(schema, given);
  const { minProperties = 0 } = schema as { readonly minProperties?: number };
  if (Object.keys(given ?? {}).length >= minProperties) return null;
  return {
    problem: 'is empty',
    remedy: `give at least one of ${orList(Object.keys((schema['properties'] ?? {}) as object))}`,
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
    return { problem: given === '' ? 'is empty' : 'is too short', remedy: `give ${describeType(schema)}` };
  if (length > maxLength) return { problem: 'is too long', remedy: `give at most ${maxLength} characters` };
  if (pattern === undefined || matcherOf(pattern).test(given)) return null;
  // What the pattern is for is said by the description, where there is one.
  const meaning = schema['description'] as unknown;
  return {
    problem: 'does not fit',
    remedy: `give ${typeof meaning === 'string' && meaning !== '' ? meaning : describeType(schema)}`,
  };
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
  return { problem: isLow ? 'is too small' : 'is too large', remedy: `give ${describeWithMeaning(schema)}` };
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
    return { problem: given.length === 0 ? 'is empty' : 'is too short', remedy: `give at least ${minItems}` };
  if (given.length > maxItems) return { problem: 'is too long', remedy: `give at most ${maxItems}` };
  const isUnique = !uniqueItems || new Set(given.map((item) => JSON.stringify(item))).size === given.length;
  return isUnique ? null : { problem: 'names something twice', remedy: 'give each once' };
}
