import { type TSchema, Type } from '@sinclair/typebox';

/** Of most requests. One list for all of them. */
export const NOTHING_UNREAD: readonly string[] = [];

/** How many names of a request are kept, how deep they stand, and what they may look like: no text of a client's. */
const MAX_UNREAD = 16;
const MAX_DEPTH = 4;
const NAME = /^[A-Za-z_][\w:-]{0,63}$/;

type Members = Readonly<Record<string, unknown>>;

/**
 * The names of an input's members that its schema does not have, so that no code reads them: `body.tags[].colour`.
 * A part whose members may have any name is read as a whole. Names alone, never a value; a name that is not shaped like
 * one is left out.
 * @param at what stands before each name, with a dot
 */
export function membersBeside(schema: TSchema | undefined, input: unknown, at = ''): readonly string[] {
  if (input === undefined || input === null) return NOTHING_UNREAD;
  const found: string[] = [];
  collect(schema === undefined ? NO_MEMBERS : alternativesOf(schema), input, { at, depth: 0, found });
  return found.length === 0 ? NOTHING_UNREAD : found;
}

/** A name as it may be kept; `null` for a text that is no name. */
export function keptName(name: string): string | null {
  return NAME.test(name) ? name : null;
}

/** The first of them, as many as are kept of a request. */
export function keptNames(names: Iterable<string>): readonly string[] {
  const kept = new Set<string>();
  for (const name of names) if (kept.size < MAX_UNREAD) kept.add(name);
  return kept.size === 0 ? NOTHING_UNREAD : [...kept];
}

/** What is being looked for, and how far it came. */
interface Search {
  readonly at: string;
  readonly depth: number;
  readonly found: string[];
}

const NO_MEMBERS: readonly TSchema[] = [Type.Object({})];

function alternativesOf(schema: TSchema): readonly TSchema[] {
  return (schema['anyOf'] as readonly TSchema[] | undefined) ?? [schema];
}

function collect(schemas: readonly TSchema[], value: unknown, search: Search): void {
  if (typeof value !== 'object' || value === null || search.depth === MAX_DEPTH) return;
  if (Array.isArray(value)) collectOfList(schemas, value, search);
  else if (!schemas.some(takesAnyMember)) collectOfObject(schemas, value as Members, search);
}

function collectOfList(schemas: readonly TSchema[], list: readonly unknown[], { at, ...search }: Search): void {
  const items = schemas.flatMap((schema) =>
    schema['items'] === undefined ? [] : alternativesOf(schema['items'] as TSchema),
  );
  if (items.length === 0) return;
  for (const item of list) {
    if (search.found.length >= MAX_UNREAD) return;
    collect(items, item, { ...search, at: at.replace(/\.$/, '[].') });
  }
}

function collectOfObject(schemas: readonly TSchema[], object: Members, { at, depth, found }: Search): void {
  for (const name in object) {
    if (found.length >= MAX_UNREAD) return;
    const known = schemasOf(schemas, name);
    const value = object[name];
    if (known === null) addName(found, at, name);
    else if (typeof value === 'object') collect(known, value, { at: `${at}${name}.`, depth: depth + 1, found });
  }
}

function schemasOf(schemas: readonly TSchema[], name: string): readonly TSchema[] | null {
  if (schemas.length === 1) {
    const only = memberOf(schemas[0], name);
    return only === undefined ? null : alternativesOf(only);
  }
  const known = schemas.flatMap((schema) => memberOf(schema, name) ?? []);
  return known.length === 0 ? null : known.flatMap(alternativesOf);
}

function memberOf(schema: TSchema | undefined, name: string): TSchema | undefined {
  const properties = schema?.['properties'] as Readonly<Record<string, TSchema>> | undefined;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** A map, or a schema that says nothing of what it holds. */
function takesAnyMember(schema: TSchema): boolean {
  const { properties, patternProperties, additionalProperties: others } = schema as Members;
  if (patternProperties !== undefined || (others !== undefined && others !== false)) return true;
  return properties === undefined && (schema['type'] === undefined || schema['type'] === 'object');
}

function addName(found: string[], at: string, name: string): void {
  const kept = keptName(name);
  if (kept !== null && !found.includes(at + kept)) found.push(at + kept);
}
