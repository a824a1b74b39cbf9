import { createReadStream, openSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

import { ConfigError } from '@dragoman/input';

/** What reads the standard input, which is there once. */
let standardInputReader: string | null = null;

/**
 * The bytes of a file, or of the standard input.
 * @param flag what names it
 * @throws ConfigError for a file that cannot be read, or a standard input that another flag has read
 */
export function readInput(path: string, flag: string): Buffer {
  claimStandardInput(path, flag);
  return reading(path, () => readFileSync(path === '-' ? 0 : path));
}

/** The same piece by piece, however long it is. @throws ConfigError */
export function openInput(path: string, flag: string): ReadableStream {
  claimStandardInput(path, flag);
  const file = path === '-' ? process.stdin : reading(path, () => createReadStream('', { fd: openSync(path, 'r') }));
  return Readable.toWeb(file);
}

function claimStandardInput(path: string, flag: string): void {
  if (path !== '-') return;
  if (standardInputReader !== null && standardInputReader !== flag)
    throw new ConfigError(`${flag} - and ${standardInputReader} - would read the same standard input: name a file`);
  standardInputReader = flag;
}

/** @throws ConfigError where it fails */
function reading<Result>(path: string, read: () => Result): Result {
  try {
    return read();
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
