import { readFileSync } from 'node:fs';

import { ConfigError } from '@dragoman/input';

/** What reads the standard input, which is there once. */
let standardInputReader: string | null = null;

/**
 * The bytes of a file, or of the standard input.
 * @param flag what names it
 * @throws ConfigError for a file that cannot be read, or a standard input that another flag has read
 */
export function readInput(path: string, flag: string): Buffer {
  if (path === '-') {
    if (standardInputReader !== null && standardInputReader !== flag)
      throw new ConfigError(`${flag} - and ${standardInputReader} - would read the same standard input: name a file`);
    standardInputReader = flag;
  }
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`;
    throw new ConfigError(`${path} ${problem}: give the path of a file`, { cause: error });
  }
}

/** A text that was kept in a file: editors and shells leave a line break behind. @throws ConfigError */
export function readText(path: string, flag: string): string {
  return readInput(path, flag)
    .toString()
    .replace(/\r?\n$/, '');
}
