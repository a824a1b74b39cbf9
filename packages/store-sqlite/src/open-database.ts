import type { RowSigner } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import type { ReadCaches } from './read-cache.ts';
import type { RowSealing } from './seal-rows.ts';
import type { WriteGroups } from './write-groups.ts';

/** An open, migrated database, and what the stores over it have in common. */
export interface OpenDatabase {
  readonly db: Database;
  readonly caches: ReadCaches;
  readonly writes: WriteGroups;
  readonly rows: RowSigner;
  /** `null` where rows are not signed. */
  readonly sealing: RowSealing | null;
}
