import type { TSchema } from '@sinclair/typebox';

/** `Name.N` or `Name.N.Field`, numbered from 1. */
const NUMBERED = /^([^.]+)\.([1-9]\d{0,3})(?:\.([^.]+))?$/;

const LISTS = new WeakMap<TSchema, readonly string[]>();

type Item = string | Record<string, string>;

/**
 * The operation's input: parameters by name, an empty one as if it were absent, but for Description. Where the schema
 * has a list it is made of numbered parameters, `Name.N` or `Name.N.Field`, in the order of their numbers; gaps close.
 */
export function inputFromWire(params: ReadonlyMap<string, string>, schema: TSchema): Readonly<Record<string, unknown>> {
  const lists = listsIn(schema);
  const input: Record<string, unknown> = {};
  for (const [name, value] of params)
    if ((value !== '' || name === 'Description') && !lists.includes(name)) input[name] = value;
  for (const name of lists) {
    const items = listFromWire(params, name);
    if (items.length > 0) input[name] = items;
  }
  return input;
}

/** The names of a schema's lists, looked for once. */
function listsIn(schema: TSchema): readonly string[] {
  const known = LISTS.get(schema);
  if (known !== undefined) return known;
  const properties = schema['properties'] as Readonly<Record<string, TSchema>>;
  const lists = Object.keys(properties).filter((name) => properties[name]?.['type'] === 'array');
  LISTS.set(schema, lists);
  return lists;
}

function listFromWire(params: ReadonlyMap<string, string>, wanted: string): Item[] {
  const items = new Map<number, Item>();
  for (const [name, value] of params) {
    const [, list, digits, field] = NUMBERED.exec(name) ?? [];
    if (list !== wanted) continue;
    const number = Number(digits);
    if (field === undefined) {
      if (value !== '') items.set(number, value);
      continue;
    }
    const held = items.get(number);
    items.set(number, { ...(typeof held === 'object' && held), [field]: value });
  }
  return [...items].sort(([left], [right]) => left - right).map(([, item]) => item);
}
