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
    return { name, text, document: documentIn(text) };
  } catch (error) {
    throw new ConfigError(`${name} is no whole JSON: give a file of dragoman record, or a receipt as JSON`, {
      cause: error,
    });
  }
}

/** Of a recording that was not ended, which has a document a line, the first one. @throws SyntaxError for no JSON */
function documentIn(text: string): unknown {
  const [first = '', ...more] = text.split('\n', 2);
  const hasLines = more.length > 0 && first.startsWith('{"');
  return JSON.parse(hasLines ? first : text);
}

/** Whether both names are of one file. */
export function isSameFile(one: RunFile, other: RunFile): boolean {
  return realpathSync(one.name) === realpathSync(other.name);
}
