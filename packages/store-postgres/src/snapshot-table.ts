import type { Database } from './database.ts';

/** A snapshot as it is listed. */
export interface ListedSnapshot {
  readonly name: string;
  readonly bytes: number;
  /** Its first bytes. */
  readonly head: Buffer;
}

/** Keeps snapshots by name and looks at nothing in them. */
export interface SnapshotTable {
  /**
   * Keeps it under the name, whatever stood there.
   * @param check looks at what is kept beside it, and throws where there is no room
   */
  put(name: string, snapshot: Buffer, check: (kept: readonly Omit<ListedSnapshot, 'head'>[]) => void): Promise<void>;
  get(name: string): Promise<Buffer | null>;
  /** In the order of names. @param headBytes how much of each is its head */
  list(headBytes: number): Promise<ListedSnapshot[]>;
  /** Answers whether there was one. */
  remove(name: string): Promise<boolean>;
}

/** Snapshots over an open, migrated database. */
export function postgresSnapshots(db: Database): SnapshotTable {
  return {
    async put(name, snapshot, check) {
      await db.transaction(async ({ rows }) => {
        if (db.locksTables) await rows('LOCK TABLE snapshot IN SHARE ROW EXCLUSIVE MODE');
        check(await rows('SELECT name, length(bytes)::bigint AS bytes FROM snapshot WHERE name <> $1', name));
        await rows(
          `INSERT INTO snapshot (name, bytes) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes`,
          ...[name, snapshot],
        );
      });
    },
    async get(name) {
      const [row] = await db.rows<{ readonly bytes: Buffer }>('SELECT bytes FROM snapshot WHERE name = $1', name);
      return row?.bytes ?? null;
    },
    async list(headBytes) {
      return db.rows(
        `SELECT name, length(bytes)::bigint AS bytes, substr(bytes, 1, $1) AS head FROM snapshot ORDER BY name`,
        headBytes,
      );
    },
    async remove(name) {
      return (await db.rows('DELETE FROM snapshot WHERE name = $1 RETURNING 1', name)).length === 1;
    },
  };
}
