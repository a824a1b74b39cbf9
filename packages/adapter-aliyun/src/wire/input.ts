import type { TSchema } from '@sinclair/typebox';

/** `Name.N` or `Name.N.Field`, numbered from 1. */
const NUMBERED = /^([^.]+)\.([1-9]\d{0,3})(?:\.([^.]+))?$/;

type Item = string | Record<string, string>;

/** What a schema asks for. */
interface Fields {
  readonly scalars: readonly string[];
  readonly lists: readonly string[];
}

const FIELDS = new WeakMap<TSchema, Fields>();

/**
 * The operation's input: the parameters that its schema knows, by name, an empty one as if it were absent, but for
 * Description. Where the schema has a list it is made of numbered parameters, `Name.N` or `Name.N.Field`, in the order
 * of their numbers; gaps close.
 */
export function inputFromWire(params: ReadonlyMap<string, string>, schema: TSchema): Readonly<Record<string, unknown>> {
  const { scalars, lists } = fieldsIn(schema);
  const input: Record<string, unknown> = {};
  for (const name of scalars) {
    const value = params.get(name);
    if (value !== undefined && (value !== '' || name === 'Description')) input[name] = value;
  }
  for (const name of lists) {
    const items = listFromWire(params, name);
    if (items.length > 0) input[name] = items;
  }
  return input;
}

/** The names of a schema's fields, looked for once. */
function fieldsIn(schema: TSchema): Fields {
  const known = FIELDS.get(schema);
  if (known !== undefined) return known;
  const properties = schema['properties'] as Readonly<Record<string, TSchema>>;
  const names = Object.keys(properties);
  const isList = (name: string): boolean => properties[name]?.['type'] === 'array';
  const fields = { scalars: names.filter((name) => !isList(name)), lists: names.filter(isList) };
  FIELDS.set(schema, fields);
  return fields;
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
    // In place: as many fields as a form holds may bear one number.
    if (typeof held === 'object') held[field] = value;
    else items.set(number, { [field]: value });
  }
  return [...items].sort(([left], [right]) => left - right).map(([, item]) => item);
}
