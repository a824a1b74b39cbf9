import { nearestTo } from '@dragoman/input';
import { InvalidInputError, schemaCompiler } from '@dragoman/protocol-kit';
import type { TSchema } from '@sinclair/typebox';

import { type SeedDocument, seedSchema } from './schema.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';

const validate = schemaCompiler()(seedSchema);

/**
 * The document, if it fits the schema. @throws SeedError that names the first part that does not, and never shows
 * what stands there
 */
export function checkDocument(given: unknown, locationOf: SeedSource['locationOf']): SeedDocument {
  try {
    validate(given);
    return given as SeedDocument;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const path = pathOf(error.field, given);
    const { location, named, what } = complaint(error, path, given);
    throw new SeedError({ locationOf: () => locationOf(location) }, named, what);
  }
}

interface Complaint {
  /** Where it stands, and how it is named. */
  readonly location: SeedPath;
  readonly named: SeedPath;
  readonly what: string;
}

function complaint({ rule }: InvalidInputError, path: SeedPath, given: unknown): Complaint {
  const schema = schemaAt(path);
  const found = valueAt(path, given);
  if (rule === 'additionalProperties') return unknownKey(schema, path, found);
  const meaning = typeof schema?.['description'] === 'string' ? ` (${schema['description']})` : '';
  return {
    location: path,
    named: path,
    what:
      rule === 'required' ? `is missing${meaning}: give it` : `does not fit${meaning}: ${remedy(rule, schema, found)}`,
  };
}

/** A key that is like none may be a value whose key was forgotten, and is not shown. */
function unknownKey(schema: TSchema | null, path: SeedPath, found: unknown): Complaint {
  const known = Object.keys((schema?.['properties'] ?? {}) as object);
  const unknown = Object.keys(Object(found) as object).find((key) => !known.includes(key)) ?? '';
  const nearest = nearestTo(unknown, known);
  const location = [...path, unknown];
  if (nearest === null)
    return { location, named: path, what: `has an unknown key: known there are ${known.join(', ')}` };
  return { location, named: location, what: `is unknown: did you mean ${nearest}?` };
}

function remedy(rule: string, schema: TSchema | null, found: unknown): string {
  const {
    type,
    pattern,
    enum: names,
  } = (schema ?? {}) as { readonly type?: string; readonly pattern?: string; readonly enum?: readonly string[] };
  if (names !== undefined) return `give ${names.join(', ')}`;
  if (rule === 'type' && type === 'string' && (typeof found === 'number' || typeof found === 'boolean'))
    return 'give a text, in quotes';
  if (rule === 'pattern') return `give a text that fits ${pattern ?? ''}`;
  const limit = schema?.[rule] as unknown;
  switch (rule) {
    case 'minLength':
      return 'give a text that is not empty';
    case 'maxLength':
      return `give at most ${String(limit)} characters`;
    case 'minItems':
      return `give at least ${String(limit)}`;
    case 'maxItems':
      return `give at most ${String(limit)}`;
    case 'uniqueItems':
      return 'name each once';
    default:
      return `give ${TYPES[type ?? ''] ?? 'a text or a whole number'}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a map',
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
};

/** Keys may have dots of their own: the longest key that is there wins. */
function pathOf(field: string, given: unknown): SeedPath {
  const path: (string | number)[] = [];
  let parts = field === '' ? [] : field.split('.');
  let node = given;
  while (parts.length > 0) {
    const owner = Object(node) as Record<string, unknown>;
    let taken = parts.length;
    while (taken > 1 && !Object.hasOwn(owner, parts.slice(0, taken).join('.'))) taken -= 1;
    const key = parts.slice(0, taken).join('.');
    path.push(Array.isArray(node) ? Number(key) : key);
    node = owner[key];
    parts = parts.slice(taken);
  }
  return path;
}

function valueAt(path: SeedPath, given: unknown): unknown {
  return path.reduce<unknown>((node, key) => (Object(node) as Record<string | number, unknown>)[key], given);
}

function schemaAt(path: SeedPath): TSchema | null {
  let schema: TSchema | undefined = seedSchema;
  for (const key of path) {
    const { properties, items, patternProperties } = (schema ?? {}) as {
      readonly properties?: Record<string, TSchema>;
      readonly items?: TSchema;
      readonly patternProperties?: Record<string, TSchema>;
    };
    schema = typeof key === 'number' ? items : (properties?.[key] ?? Object.values(patternProperties ?? {})[0]);
  }
  return schema ?? null;
}
