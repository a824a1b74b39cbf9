import type { Message } from '@dragoman/messages';
import type { TSchema } from '@sinclair/typebox';

import { nearestTo } from '../nearest-name.ts';
import { choicesOf, describeType, describeWithMeaning, orList } from './describe-type.ts';
import { brokenLimit } from './limits.ts';
import { VOICE } from './messages.ts';

/** A way into a value. */
export type ValuePath = readonly (string | number)[];

/** The first part of a value that its schema does not take. Nothing in it repeats what was given. */
export interface Misfit {
  /** The part as it is named; an unknown key that is like no known one goes by what it stands in. */
  readonly path: ValuePath;
  /** Where it stands: the key itself. */
  readonly location: ValuePath;
  /** Follows the path: `is a string`, `is missing`. */
  readonly problem: Message;
  /** What would help: `give a list`, `did you mean times?`. */
  readonly remedy: Message;
}

/**
 * Why a value does not fit its schema, in the one voice for settings, seeds and control calls: the path, the kind of
 * what was given, what fits, the nearest known name. The value itself may be a secret and is never repeated.
 * @returns `null` where it fits
 */
export function misfitOf(schema: TSchema, given: unknown, path: ValuePath = []): Misfit | null {
  if (given === undefined) return missing(schema, path);
  const choices = choicesOf(schema);
  if (choices !== null) return choices.includes(given) ? null : notChosen(schema, choices, given, path);
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  if (options !== undefined) return ofOptions(schema, options, given, path);
  if (!isOfType(schema, given)) return wrongKind(schema, given, path);
  const limit = brokenLimit(schema, given);
  if (limit !== null) return { path, location: path, ...limit };
  if (Array.isArray(given)) return ofItems(schema, given, path);
  return typeof given === 'object' && given !== null ? ofMap(schema, given as ValueMap, path) : null;
}

/** The misfit in one sentence. @param whole what the value as a whole is called */
export function describeMisfit({ path, problem, remedy }: Misfit, whole: string | Message): Message {
  return VOICE.misfit({ what: path.length === 0 ? whole : path.join('.'), problem, remedy });
}

type ValueMap = Readonly<Record<string, unknown>>;

function missing(schema: TSchema, path: ValuePath): Misfit {
  return { path, location: path, problem: VOICE.isMissing, remedy: VOICE.give({ what: describeWithMeaning(schema) }) };
}

function wrongKind(schema: TSchema, given: unknown, path: ValuePath): Misfit {
  const isUnquoted = schema['type'] === 'string' && (typeof given === 'number' || typeof given === 'boolean');
  const remedy = isUnquoted ? VOICE.giveQuoted : VOICE.give({ what: describeWithMeaning(schema) });
  return { path, location: path, problem: VOICE.isOfKind({ kind: kindOf(given) }), remedy };
}

function notChosen(schema: TSchema, choices: readonly unknown[], given: unknown, path: ValuePath): Misfit {
  const nearest = typeof given === 'string' ? nearestTo(given, choices.map(String)) : null;
  return {
    path,
    location: path,
    problem: typeof given === 'string' ? VOICE.doesNotFit : VOICE.isOfKind({ kind: kindOf(given) }),
    remedy: giveOrMeant(describeType(schema), nearest),
  };
}

/** Of several shapes the one that the value comes furthest in is meant. */
function ofOptions(schema: TSchema, options: readonly TSchema[], given: unknown, path: ValuePath): Misfit | null {
  const misfits = options.map((option) => misfitOf(option, given, path));
  if (misfits.includes(null)) return null;
  const meant = misfits.filter((misfit, at) => misfit !== null && isOfType(options[at] ?? schema, given));
  const [furthest] = meant.toSorted((left, right) => (right?.location.length ?? 0) - (left?.location.length ?? 0));
  if (furthest !== undefined && furthest !== null && typeof given === 'object') return furthest;
  const nearest =
    typeof given === 'string'
      ? nearestTo(
          given,
          options.flatMap((option) => namesOf(option)),
        )
      : null;
  return {
    path,
    location: path,
    problem: meant.length > 0 ? VOICE.doesNotFit : VOICE.isOfKind({ kind: kindOf(given) }),
    remedy: giveOrMeant(describeWithMeaning(schema), nearest),
  };
}

function giveOrMeant(what: Message, nearest: string | null): Message {
  return nearest === null ? VOICE.give({ what }) : VOICE.giveOrMeant({ what, nearest });
}

function namesOf(schema: TSchema): string[] {
  return (choicesOf(schema) ?? []).map(String);
}

function ofItems(schema: TSchema, given: readonly unknown[], path: ValuePath): Misfit | null {
  const items = schema['items'] as TSchema | undefined;
  if (items === undefined) return null;
  for (const [at, item] of given.entries()) {
    const misfit = misfitOf(items, item, [...path, at]);
    if (misfit !== null) return misfit;
  }
  return null;
}

function ofMap(schema: TSchema, given: ValueMap, path: ValuePath): Misfit | null {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>;
  const ofOthers = Object.values((schema['patternProperties'] ?? {}) as Readonly<Record<string, TSchema>>)[0];
  const isStrict = schema['additionalProperties'] === false && ofOthers === undefined;
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(properties, key));
  if (isStrict && unknown !== undefined) return unknownKey(Object.keys(properties), unknown, path);
  const required = (schema['required'] ?? []) as readonly string[];
  for (const [key, property] of Object.entries(properties)) {
    const isAbsent = !Object.hasOwn(given, key) || given[key] === undefined;
    if (isAbsent && !required.includes(key)) continue;
    const misfit = misfitOf(property, isAbsent ? undefined : given[key], [...path, key]);
    if (misfit !== null) return misfit;
  }
  if (ofOthers === undefined) return null;
  for (const [key, value] of Object.entries(given)) {
    const misfit = Object.hasOwn(properties, key) ? null : misfitOf(ofOthers, value, [...path, key]);
    if (misfit !== null) return misfit;
  }
  return null;
}

/** A key that is like no known one may be a value whose key was forgotten, and is not shown. */
function unknownKey(known: readonly string[], unknown: string, path: ValuePath): Misfit {
  const location = [...path, unknown];
  const nearest = nearestTo(unknown, known);
  if (nearest !== null) return { path: location, location, problem: VOICE.isUnknown, remedy: VOICE.meant({ nearest }) };
  const remedy = known.length === 0 ? VOICE.leaveOut : VOICE.knownThere({ names: orList(known) });
  return { path, location, problem: VOICE.hasUnknownKey, remedy };
}

function isOfType(schema: TSchema, given: unknown): boolean {
  const choices = choicesOf(schema);
  if (choices !== null) return choices.some((choice) => typeof choice === typeof given);
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  if (options !== undefined) return options.some((option) => isOfType(option, given));
  switch (schema['type']) {
    case undefined:
      return true;
    case 'array':
      return Array.isArray(given);
    case 'object':
      return typeof given === 'object' && given !== null && !Array.isArray(given);
    case 'integer':
      return Number.isInteger(given);
    default:
      return typeof given === schema['type'];
  }
}

/** What was given, in kind alone. */
function kindOf(given: unknown): Message {
  if (given === null) return VOICE.null;
  if (Array.isArray(given)) return VOICE.list;
  switch (typeof given) {
    case 'string':
      return VOICE.string;
    case 'number':
      return Number.isInteger(given) ? VOICE.wholeNumber : VOICE.fraction;
    case 'boolean':
      return VOICE.trueOrFalse;
    default:
      return VOICE.map;
  }
}
