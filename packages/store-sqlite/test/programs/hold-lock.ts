/**
 * Takes the directory's lock and says so, then holds it until killed; says `rejected` and ends when it is taken.
 * Argument: directory.
 */
import { writeSync } from 'node:fs';

import { DirectoryInUseError, lockDirectory } from '../../src/index.ts';

try {
  const lock = lockDirectory(process.argv[2] ?? '');
  writeSync(1, 'held\n');
  // A timer that never matters keeps the process, and with it the lock, alive.
  setInterval(() => lock, 1_000_000);
} catch (error) {
  if (!(error instanceof DirectoryInUseError)) throw error;
  writeSync(1, 'rejected\n');
}
