import type { Operation } from '../../packages/protocol-kit/src/index.ts';

/** What an operation's input is declared with. */
export type Schema = Operation<never>['input'];

/** A field of an input, and what its schema says of it. */
export interface FieldLimit {
  readonly path: string;
  readonly limit: Readonly<Record<string, unknown>>;
  readonly schema: Schema;
}

/** What says nothing of the values, or is told by the fields below. */
const NOT_A_LIMIT = new Set(['$id', 'description', 'title', 'properties', 'required', 'items', 'additionalProperties']);

/** The fields of an input that hold no other fields, by their paths; `[]` stands for each item of a list. */
export function limitsOf(input: Schema): readonly FieldLimit[] {
  return fieldsOf(input, '');
}

function fieldsOf(object: Schema, prefix: string): FieldLimit[] {
  const required = new Set((object['required'] ?? []) as readonly string[]);
  const properties = Object.entries((object['properties'] ?? {}) as Record<string, Schema>);
  return properties.flatMap(([name, schema]) => fieldOf(schema, `${prefix}${name}`, required.has(name)));
}

function fieldOf(schema: Schema, path: string, isRequired: boolean): FieldLimit[] {
  // What has a default is required in the schema alone, which fills it in.
  const required = isRequired && schema['default'] === undefined;
  const limit = { ...(required && { required }), ...keywordsOf(schema) };
  const inner = innerOf(schema, path);
  // An object with fields of its own says nothing more where they are named.
  return inner.length > 0 && schema['type'] === 'object' ? inner : [{ path, limit, schema }, ...inner];
}

function innerOf(schema: Schema, path: string): FieldLimit[] {
  if (schema['properties'] !== undefined) return fieldsOf(schema, `${path}.`);
  const items = schema['items'] as Schema | undefined;
  if (items?.['properties'] !== undefined) return fieldsOf(items, `${path}[].`);
  return items === undefined ? [] : fieldOf(items, `${path}[]`, false);
}

function keywordsOf(schema: Schema): Record<string, unknown> {
  const choices = choicesOf(schema);
  if (choices !== null) return { ...withoutChoices(schema), ...choices };
  // JSON leaves out the schema builder's own symbols.
  const plain = JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(plain).filter(([keyword]) => !NOT_A_LIMIT.has(keyword)));
}

function withoutChoices(schema: Schema): Record<string, unknown> {
  return schema['default'] === undefined ? {} : { default: schema['default'] };
}

/** Values that stand one by one in the schema; `null` where it does not list them. */
function choicesOf(schema: Schema): { readonly type: unknown; readonly enum: readonly unknown[] } | null {
  const options = (schema['anyOf'] ?? [schema]) as readonly Schema[];
  if (!options.every((option) => 'const' in option)) return null;
  const values = options.map((option) => option['const'] as unknown);
  const types = [...new Set(values.map((value) => typeof value))];
  return { type: types.length === 1 ? types[0] : types, enum: values };
}
