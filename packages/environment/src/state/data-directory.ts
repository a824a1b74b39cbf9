import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a directory for what a gateway keeps, for its owner alone, where there is none. It will hold keys: version
 * control is told to leave it alone.
 * @throws Error of the operating system
 */
export function makeDataDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(join(directory, '.gitignore'), '*\n');
}
