import type { CustomerKey } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { databaseProblem } from './database-problem.ts';
import { schemaMac, sealRow } from './seal-rows.ts';
import type { Signing } from './sign-rows.ts';
import { PendingChanges, SIGNED_TABLES, type SignedTable, StateSeal } from './state-seal.ts';
import {
  type Damage,
  keyIn,
  type Walk,
  wholeAliases,
  wholeCredentials,
  wholeIdentities,
  wholeKeys,
  wholeResources,
  wholeSecrets,
} from './whole-rows.ts';

/** How many lines the database's own check may say. */
const MAX_LINES = 20;

/** How the rows of a table are called, one and many. */
const CALLED: Readonly<Record<SignedTable, readonly [one: string, many: string]>> = {
  secret: ['secret', 'secrets'],
  customer_key: ['key', 'keys'],
  key_alias: ['alias of a key', 'aliases of keys'],
  identity: ['identity', 'identities'],
  ['proof']: ['access credential', 'access credentials'],
  resource: ['record of a cloud', 'records of clouds'],
};

/**
 * Looks at everything in an open, migrated database: its pages and indexes, its schema, the signature of every row,
 * every sealed value, the counts, and whether all that was ever answered is there.
 * @param opensValues whether each value is opened; one that is damaged is rejected in any case when it is read
 * @returns what is damaged; nothing where all of it is as it was written
 */
export function checkDatabase(db: Database, signing: Signing, opensValues: boolean): readonly Damage[] {
  const damages: Damage[] = [];
  const onDamage = (damage: Damage): void => void damages.push(damage);
  const found = new PendingChanges();
  const walk: Walk = {
    db,
    signing,
    opensValues,
    onDamage,
    onRow: (table, mac) => {
      found.add(SIGNED_TABLES.indexOf(table), mac, null);
    },
  };
  for (const step of [checkPages, checkSchema, checkRows, checkCounts]) told(onDamage, () => step(walk));
  told(onDamage, () => compareSeals(walk, StateSeal.empty().with(found)));
  return damages;
}

/** What SQLite itself finds. */
function checkPages({ db, onDamage }: Walk): void {
  const lines = db.pragma(`integrity_check(${MAX_LINES})`) as readonly { readonly integrity_check: string }[];
  // Its own words may quote what a damaged file holds.
  const found = lines.filter(({ integrity_check: line }) => line !== 'ok').length;
  if (found > 0)
    onDamage({ what: `the file: ${found === MAX_LINES ? 'many' : found} of its pages or indexes are damaged` });
  const lost = db.prepare('SELECT DISTINCT "table" FROM pragma_foreign_key_check').pluck().all();
  if (lost.length > 0) onDamage({ what: `rows that belong to others that are gone, in ${lost.join(', ')}` });
}

function checkSchema({ db, signing: { rows }, onDamage }: Walk): void {
  const row = sealRow(db);
  if (row !== undefined && !row.schema_mac.equals(schemaMac(db, rows)))
    onDamage({ what: 'the schema is not as it was made' });
}

function checkRows(walk: Walk): void {
  const keys = new Map<string, CustomerKey>();
  for (const key of wholeKeys(walk)) keys.set(keyIn(key.vault, key.id), key);
  for (const rows of [wholeAliases(walk), wholeIdentities(walk), wholeCredentials(walk), wholeResources(walk)])
    drain(rows);
  drain(wholeSecrets(walk, keys));
}

function drain(rows: Iterator<unknown>): void {
  while (rows.next().done !== true);
}

/** Triggers keep them, and nothing signs them. */
function checkCounts({ db, onDamage }: Walk): void {
  const wrong = db
    .prepare<[], string>(
      `SELECT 'secrets' FROM (SELECT id, secrets FROM vault WHERE secrets <> 0
         EXCEPT SELECT vault, count(*) FROM secret GROUP BY vault)
       UNION SELECT 'secrets' FROM (SELECT vault, count(*) FROM secret GROUP BY vault
         EXCEPT SELECT id, secrets FROM vault)
       UNION SELECT 'records' FROM (SELECT vault, kind, resources FROM resource_count WHERE resources <> 0
         EXCEPT SELECT vault, kind, count(*) FROM resource GROUP BY vault, kind)
       UNION SELECT 'records' FROM (SELECT vault, kind, count(*) FROM resource GROUP BY vault, kind
         EXCEPT SELECT vault, kind, resources FROM resource_count)`,
    )
    .pluck()
    .all();
  for (const what of wrong) onDamage({ what: `the number of ${what} that a vault keeps is not how many there are` });
}

function compareSeals({ db, signing: { rows }, onDamage }: Walk, found: StateSeal): void {
  const row = sealRow(db);
  const kept = row === undefined ? null : StateSeal.read(rows, row.seal);
  if (kept === null) {
    onDamage({ what: 'the seal over all rows is gone or damaged: whether some are missing is not known' });
    return;
  }
  for (const table of SIGNED_TABLES) {
    const missing = kept.count(table) - found.count(table);
    const [one, many] = CALLED[table];
    if (missing !== 0)
      onDamage({
        what: `${Math.abs(missing)} ${Math.abs(missing) === 1 ? one : many} ${missing > 0 ? 'missing' : 'too many'}`,
      });
  }
  if (!kept.fits(found)) onDamage({ what: 'the rows together are not those that were written last' });
}

/** A step that cannot read on says so in one line, and the next one goes on. @throws Error of ours */
function told(onDamage: Walk['onDamage'], step: () => void): void {
  try {
    step();
  } catch (error) {
    const problem = databaseProblem(error);
    if (problem === null && !isStatementProblem(error)) throw error;
    onDamage({ what: `the file ${problem?.reason ?? 'has no such tables as it should'}` });
  }
}

/** A statement of ours fails where the schema is another. */
export function isStatementProblem(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'SQLITE_ERROR';
}
