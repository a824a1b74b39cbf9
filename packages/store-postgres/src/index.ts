export { UnsuitableDatabaseError } from './check-server.ts';
export type { PostgresOptions } from './connection-options.ts';
export type { Leader, Leadership, ListedMember, LostMember, Member, MemberNotes } from './leadership.ts';
export type { ControlText } from './control-row.ts';
export { NewerSchemaError } from './migrations.ts';
export {
  openPostgresStore,
  type PostgresReading,
  type PostgresStore,
  type PreparedDatabase,
  preparePostgres,
} from './open-store.ts';
export type { SnapshotTable } from './snapshot-table.ts';
