import type { TSchema } from '@sinclair/typebox';

import { settingsSchema } from './schema.ts';

/** One setting: where it stands in the file, and what it is called elsewhere. */
export interface SettingDefinition {
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
export const SETTINGS: readonly SettingDefinition[] = settingsOf(settingsSchema, []);

function settingsOf(schema: TSchema, path: readonly string[]): SettingDefinition[] {
  const properties = schema['properties'] as Record<string, TSchema> | undefined;
  if (properties === undefined) return [settingOf(schema, path)];
  return Object.entries(properties).flatMap(([name, property]) => settingsOf(property, [...path, name]));
}

function settingOf(schema: TSchema, path: readonly string[]): SettingDefinition {
  const name = (schema['name'] as string | undefined) ?? path.join('_');
  return {
    path,
    key: path.join('.'),
    flag: name.replaceAll('_', '-'),
    variable: `DRAGOMAN_${name.toUpperCase()}`,
    schema,
  };
}
