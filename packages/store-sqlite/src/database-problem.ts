/** What keeps a database from being used that is no fault of ours, and what helps. */
export interface DatabaseProblem {
  /** Follows the name of the file. */
  readonly reason: string;
  readonly remedy: string;
}

const RESTORE = 'restore it from a copy, or move it away to begin with an empty state';

/**
 * By the beginning of the driver's code, as the rest of one tells of the place in the library (`SQLITE_IOERR_WRITE`).
 */
const PROBLEMS: readonly (readonly [code: string, problem: DatabaseProblem])[] = [
  ['SQLITE_NOTADB', { reason: 'is no database', remedy: RESTORE }],
  ['SQLITE_CORRUPT', { reason: 'is damaged', remedy: RESTORE }],
  ['SQLITE_FULL', { reason: 'cannot grow: the disk is full', remedy: 'free space on the disk' }],
  [
    'SQLITE_READONLY',
    { reason: 'cannot be written', remedy: 'let this user write the file and the directory that it is in' },
  ],
  [
    'SQLITE_CANTOPEN',
    { reason: 'cannot be opened', remedy: 'let this user read and write the file and the directory that it is in' },
  ],
  ['SQLITE_PERM', { reason: 'may not be opened', remedy: 'let this user read and write the file' }],
  ['SQLITE_IOERR', { reason: 'cannot be read or written', remedy: 'look whether its disk is full or failing' }],
  ['SQLITE_BUSY', { reason: 'is held by another program', remedy: 'close whatever has it open' }],
  ['SQLITE_LOCKED', { reason: 'is held by another program', remedy: 'close whatever has it open' }],
  ['SQLITE_NOLFS', { reason: 'has grown too large for its disk', remedy: 'give a data directory on another disk' }],
  ['SQLITE_NOMEM', { reason: 'needs more memory than there is', remedy: 'give the process more' }],
];

/**
 * What an error of the driver says about the machine or the file; `null` for every other error, as one that a statement
 * of ours is to blame for. It is known by its code: the driver hands out the class of whichever copy was loaded first.
 */
export function databaseProblem(error: unknown): DatabaseProblem | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const code = String(error.code);
  const [, problem] = PROBLEMS.find(([prefix]) => code.startsWith(prefix)) ?? [];
  return problem === undefined ? null : { ...problem, reason: `${problem.reason} (${code})` };
}
