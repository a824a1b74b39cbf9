import { closeSync, fsyncSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Makes a directory for what a gateway keeps, for its owner alone, where there is none. It will hold keys: version
 * control is told to leave it alone.
 * @throws Error of the operating system
 */
export function makeDataDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const first = resolve(mkdirSync(directory, { recursive: true, mode: 0o700 }) ?? directory);
  writeFileSync(join(directory, '.gitignore'), '*\n');
  // The name of each directory that was made.
  for (let made = resolve(directory); made.length >= first.length; made = dirname(made)) syncDirectory(dirname(made));
}

/**
 * A name that is new, or gone, is on disk once its directory is. Windows cannot open one and needs no such thing.
 * @throws Error of the operating system
 */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(directory, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
