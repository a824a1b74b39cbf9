import { join } from 'node:path';

import Database from 'better-sqlite3';

const LOCK_FILE = 'dragoman.lock';

/** Another process works in the directory. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';
  readonly directory: string;

  constructor(directory: string) {
    super(`${directory} is in use by another Dragoman`);
    this.directory = directory;
  }
}

/** A directory held for this process alone. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Holds the directory for this process alone, until it is released or the process ends, however it ends:
 * the lock is the operating system's own, on the file `dragoman.lock`, so there is nothing to go stale.
 * @throws DirectoryInUseError when it is held already, by this process too
 */
export function lockDirectory(directory: string): DirectoryLock {
  const db = new Database(join(directory, LOCK_FILE), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw isBusy(error) ? new DirectoryInUseError(directory) : error;
  }
  return { release: () => void db.close() };
}

/** By its code: the driver hands out the error class of whichever copy of it was loaded first. */
function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
