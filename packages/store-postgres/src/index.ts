export { UnsuitableDatabaseError } from './check-server.ts';
export type { PostgresOptions } from './connection-options.ts';
export { NewerSchemaError } from './migrations.ts';
export { openPostgresStore, type PostgresStore } from './open-store.ts';
