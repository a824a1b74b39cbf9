export { type DatabaseProblem, databaseProblem } from './database-problem.ts';
export { DirectoryInUseError, type DirectoryLock, lockDirectory } from './directory-lock.ts';
export { NewerDatabaseError } from './migrations.ts';
export { type SqliteOptions, type SqliteStore, openSqliteStore } from './open-store.ts';
