import { AlteredRowError, StoreUnavailableError } from '@dragoman/core';
import { databaseProblem } from '@dragoman/store-sqlite';

import { fileProblem } from './file-problem.ts';

/** The file of a data directory that holds the database. */
export const DATABASE_FILE = 'dragoman.db';

/**
 * What an error says about the machine and its files, in one line: what is concerned, what is wrong with it, and what
 * helps. `null` for every other error: its stack is wanted.
 * @param database the database's path, as its errors do not name it
 * @param file what is concerned where an error of the operating system does not say so
 */
export function machineProblem(error: unknown, database: string, file = 'a file'): string | null {
  if (error instanceof StoreUnavailableError) return error.message;
  if (error instanceof AlteredRowError)
    return `"${database}" is damaged: ${error.message}: \`dragoman state check\` names what is`;
  const problem = databaseProblem(error);
  if (problem !== null) return `"${database}" ${problem.reason}: ${problem.remedy}`;
  const ofFile = fileProblem(error);
  if (ofFile === null) return null;
  const { path } = error as NodeJS.ErrnoException;
  return `${path === undefined ? file : `"${path}"`} ${ofFile.reason}: ${ofFile.remedy}`;
}
