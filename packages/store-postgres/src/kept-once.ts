import type { RowAuthenticator } from '@dragoman/core';

import type { Database } from './database.ts';

/**
 * The text that is kept under a name: what was there, or what is made now, once for all gateways.
 * @param make is not called twice at the same time, whoever asks
 * @throws AlteredRowError
 */
export async function keptOnce(
  db: Database,
  rows: RowAuthenticator,
  name: string,
  make: () => Promise<string>,
): Promise<string> {
  return db.transaction(async (queries) => {
    await queries.rows("SELECT 1 FROM environment WHERE name = 'root' FOR UPDATE");
    const [held] = await queries.rows<{ readonly doc: string; readonly mac: Uint8Array }>(
      'SELECT doc, mac FROM environment WHERE name = $1',
      name,
    );
    if (held !== undefined) {
      rows.check('environment', [name, held.doc], held.mac);
      return held.doc;
    }
    const doc = await make();
    await queries.rows(
      'INSERT INTO environment (name, revision, doc, mac) VALUES ($1, 0, $2, $3)',
      ...[name, doc, rows.sign('environment', [name, doc])],
    );
    return doc;
  });
}
