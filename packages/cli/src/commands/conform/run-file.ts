import { realpathSync } from 'node:fs';

import { ConfigError } from '@dragoman/input';

import { textOf } from '../migrate/input-file.ts';

/** A run that a file has. */
export interface RunFile {
  readonly name: string;
  readonly text: string;
  readonly document: unknown;
}

/** @throws ConfigError for a file that cannot be read, or has no JSON */
export function runFile(name: string): RunFile {
  const text = textOf(name);
  try {
    return { name, text, document: JSON.parse(text) as unknown };
  } catch (error) {
    throw new ConfigError(`${name} is no whole JSON: give a file of dragoman record, or a receipt as JSON`, {
      cause: error,
    });
  }
}

/** Whether both names are of one file. */
export function isSameFile(one: RunFile, other: RunFile): boolean {
  return realpathSync(one.name) === realpathSync(other.name);
}
