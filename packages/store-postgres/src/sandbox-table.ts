import type { RowAuthenticator } from '@dragoman/core';

import type { Database } from './database.ts';

/** Keeps a text for each sandbox, and looks at nothing in it. */
export interface SandboxTable {
  /** All texts, in no order. @throws AlteredRowError */
  list(): Promise<string[]>;
  put(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
}

const PREFIX = 'sandbox ';
const LIST = `SELECT name, doc, mac FROM environment WHERE name LIKE '${PREFIX}%'`;
const PUT = `INSERT INTO environment (name, revision, doc, mac) VALUES ($1, 0, $2, $3)
  ON CONFLICT (name) DO UPDATE SET revision = environment.revision + 1, doc = excluded.doc, mac = excluded.mac`;

/** Sandboxes over an open, migrated database. */
export function postgresSandboxes(db: Database, rows: RowAuthenticator): SandboxTable {
  return {
    async list() {
      const found = await db.rows<{ readonly name: string; readonly doc: string; readonly mac: Uint8Array }>(LIST);
      return found.map(({ name, doc, mac }) => {
        rows.check('environment', [name, doc], mac);
        return doc;
      });
    },
    async put(id, text) {
      const name = `${PREFIX}${id}`;
      await db.transaction((queries) => queries.rows(PUT, name, text, rows.sign('environment', [name, text])));
    },
    async remove(id) {
      const name = `${PREFIX}${id}`;
      await db.transaction((queries) => queries.rows('DELETE FROM environment WHERE name = $1', name));
    },
  };
}
