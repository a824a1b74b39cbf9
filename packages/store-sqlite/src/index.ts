export { type DatabaseProblem, databaseProblem } from './database-problem.ts';
export { DirectoryInUseError, type DirectoryLock, lockDirectory } from './directory-lock.ts';
export { NewerDatabaseError } from './migrations.ts';
export {
  type OpenedStore,
  type SqliteOptions,
  type SqliteStore,
  openSqliteStore,
  UnknownSchemaError,
} from './open-store.ts';
export type { Damage } from './whole-rows.ts';
