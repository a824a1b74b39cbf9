import type { TSchema } from '@sinclair/typebox';

import { settingsSchema } from './schema.ts';

/** One setting: where it stands in the file, and what it is called elsewhere. */
export interface Leaf {
  /** Its key in `dragoman.yaml`, as a path. */
  readonly path: readonly string[];
  /** The path with dots. */
  readonly key: string;
  /** Without the leading dashes. */
  readonly flag: string;
  /** The environment variable. */
  readonly variable: string;
  readonly schema: TSchema;
}

/** Every setting of the schema, in its order. */
export const LEAVES: readonly Leaf[] = leavesOf(settingsSchema, []);

function leavesOf(schema: TSchema, path: readonly string[]): Leaf[] {
  const properties = schema['properties'] as Record<string, TSchema> | undefined;
  if (properties === undefined) return [leaf(schema, path)];
  return Object.entries(properties).flatMap(([name, property]) => leavesOf(property, [...path, name]));
}

function leaf(schema: TSchema, path: readonly string[]): Leaf {
  const name = (schema['name'] as string | undefined) ?? path.join('_');
  return {
    path,
    key: path.join('.'),
    flag: name.replaceAll('_', '-'),
    variable: `DRAGOMAN_${name.toUpperCase()}`,
    schema,
  };
}
