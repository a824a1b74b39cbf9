import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

import { makeDataDirectory } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { DirectoryInUseError, type DirectoryLock, lockDirectory } from '@dragoman/store-sqlite';

import { fileProblem } from './file-problem.ts';
import { DATABASE_FILE, machineProblem } from './machine-problem.ts';

/** Files of the database, which it cannot do without reading and writing. */
const DATABASE_FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, 'dragoman.lock'];

const GIVE_ANOTHER = 'stop that one, give another --data-dir, or use --memory';

/**
 * Makes the directory where there is none, and holds it until it is released: no second gateway gets in.
 * @param whenInUse what helps where another gateway holds it
 * @throws ConfigError that names the directory or the file which cannot be used
 */
export function lockDataDirectory(directory: string, whenInUse = GIVE_ANOTHER): DirectoryLock {
  try {
    makeDataDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw directoryError(directory, error);
  }
  for (const file of DATABASE_FILES) checkFile(join(directory, file));
  try {
    return lockDirectory(directory);
  } catch (error) {
    throw lockError(directory, error, whenInUse);
  }
}

/**
 * Holds a directory that is only looked at, so that nothing changes in it meanwhile. One on a disk that can only be
 * read, as a failing one often is, needs no hold, and could have none.
 * @throws ConfigError that names the directory or the file which cannot be used
 */
export function holdDataDirectory(directory: string): Pick<DirectoryLock, 'release'> {
  if (isReadOnly(directory)) return { release: () => undefined };
  return lockDataDirectory(directory, 'stop that one first');
}

function isReadOnly(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}

/** Whether a directory has a database. @throws ConfigError where this user may not look */
export function hasDatabase(directory: string): boolean {
  try {
    return statSync(join(directory, DATABASE_FILE), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw directoryError(directory, error);
  }
}

function directoryError(directory: string, error: unknown): unknown {
  const problem = fileProblem(error);
  if (problem === null) return error;
  return new ConfigError(`data_dir = "${directory}" ${problem.reason}: ${problem.remedy}`, { cause: error });
}

/**
 * The database's library tells of what it cannot open, but not why; and what it can only read it takes until the first
 * write.
 */
function checkFile(path: string): void {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (!status.isFile()) throw new ConfigError(`"${path}" is no file: move it away`);
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new ConfigError(machineProblem(error, path) ?? String(error), { cause: error });
  }
}

function lockError(directory: string, error: unknown, whenInUse: string): unknown {
  if (error instanceof DirectoryInUseError)
    return new ConfigError(`data_dir = "${directory}" is in use by another gateway: ${whenInUse}`);
  const problem = machineProblem(error, join(directory, 'dragoman.lock'));
  return problem === null ? error : new ConfigError(problem, { cause: error });
}
