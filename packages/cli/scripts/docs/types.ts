import { Kind, type TSchema } from '@sinclair/typebox';

/** What a schema is called where it is shown elsewhere. */
export type NameOf = (schema: TSchema) => string | null;

/** The values that a schema takes, in the notation of TypeScript with bounds behind it. */
export function typeText(schema: TSchema, nameOf: NameOf): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  if ('const' in schema) return JSON.stringify(schema['const']);
  const options = schema['anyOf'] as readonly TSchema[] | undefined;
  if (options !== undefined) return options.map((option) => typeText(option, nameOf)).join(' | ');
  switch (schema['type']) {
    case 'array':
      return `${grouped(typeText(schema['items'] as TSchema, nameOf))}[]`;
    case 'object':
      return objectText(schema, nameOf);
    case 'integer':
    case 'number':
      return `${schema['type']}${bounds(schema)}`;
    case 'string':
      return schema['format'] === 'date-time' ? 'string (date-time)' : 'string';
    default:
      return typeof schema['type'] === 'string' ? schema['type'] : schema[Kind] === 'Unknown' ? 'unknown' : 'bytes';
  }
}

/**
 * The schemas of objects that a value is made of, with the path to each: itself, the items of a list, the choices of a
 * union.
 */
export function objectsIn(schema: TSchema, path = ''): [string, TSchema][] {
  if (schema['properties'] !== undefined) return [[path, schema]];
  if (schema['items'] !== undefined) return objectsIn(schema['items'] as TSchema, `${path}[]`);
  return ((schema['anyOf'] ?? []) as readonly TSchema[]).flatMap((option) => objectsIn(option, path));
}

function grouped(text: string): string {
  return text.includes(' ') ? `(${text})` : text;
}

function objectText(schema: TSchema, nameOf: NameOf): string {
  const values = Object.values((schema['patternProperties'] ?? {}) as Record<string, TSchema>);
  return values.length === 0 ? 'object' : `{ [name]: ${values.map((value) => typeText(value, nameOf)).join(' | ')} }`;
}

function bounds({ minimum, maximum, exclusiveMinimum }: TSchema): string {
  const texts = [
    ...(typeof minimum === 'number' ? [`≥ ${minimum}`] : []),
    ...(typeof exclusiveMinimum === 'number' ? [`> ${exclusiveMinimum}`] : []),
    ...(typeof maximum === 'number' && maximum !== Number.MAX_SAFE_INTEGER ? [`≤ ${maximum}`] : []),
  ];
  return texts.length === 0 ? '' : ` ${texts.join(', ')}`;
}

/** Text for the cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
