import {
  imageOf,
  InvalidStateImageError,
  loadedRevision,
  type RowAuthenticator,
  type StateRecord,
  type StateStore,
  stateStore,
  StoreUnavailableError,
} from '@dragoman/core';

import { moveControl } from './control-row.ts';
import { isConstraint } from './database-problem.ts';
import type { Database, Queries } from './database.ts';
import { putIdentity } from './identity-store.ts';
import { putAlias } from './key-aliases.ts';
import { putKeys } from './key-store.ts';
import { recordsIn } from './read-records.ts';
import type { RememberingStores } from './remembering-stores.ts';
import { putRecords } from './record-store.ts';
import { putSecrets } from './secret-writes.ts';

/**
 * Everything that holds content, or counts it, in the order in which writers lock it: a load waits for those that are
 * under way, and then the next ones wait for the load.
 */
const TABLES = [
  ...['vault', 'customer_key', 'key_alias', 'secret', 'sealed_value', 'record', 'identity', 'access_credential'],
];

/** How many rows go in one statement. */
const BATCH = 1_000;

/** A load or a dump of everything takes as long as it takes. */
const NO_TIMEOUT = "SET LOCAL statement_timeout = '0'";

/**
 * The whole content of an open, migrated database, out and in.
 * @param forgetting does what makes stale all that is remembered between requests
 */
export function postgresStateStore(
  db: Database,
  rows: RowAuthenticator,
  forgetting: RememberingStores['forgetting'],
): StateStore {
  return stateStore({
    async read(visit) {
      let isBegun = false;
      await db.transaction(async (queries) => {
        // What was handed out cannot be handed out again.
        if (isBegun) throw new StoreUnavailableError('the connection was lost while the state was read');
        await queries.rows(NO_TIMEOUT);
        for await (const records of recordsIn(queries, rows)) {
          isBegun = true;
          await visit(records);
        }
      }, 'REPEATABLE READ READ ONLY');
    },
    async replace(records) {
      try {
        await forgetting(() => db.transaction((queries) => replace(queries, rows, records, db.locksTables)));
      } catch (error) {
        throw isConstraint(error) ? new InvalidStateImageError(error.message, { cause: error }) : error;
      }
    },
  });
}

/** Runs inside a transaction. */
async function replace(
  queries: Queries,
  rows: RowAuthenticator,
  records: Iterable<StateRecord>,
  locksTables: boolean,
): Promise<void> {
  await queries.rows(NO_TIMEOUT);
  // Readers go on with what there was until this is committed.
  if (locksTables) await queries.rows(`LOCK TABLE ${TABLES.join(', ')} IN EXCLUSIVE MODE`);
  for (const table of TABLES.toReversed()) await queries.rows(`DELETE FROM ${table}`);
  const [row] = await queries.rows<{ readonly loads: number }>('UPDATE load SET loads = loads + 1 RETURNING loads');
  await fill(queries, rows, records, row?.loads ?? 0);
  await queries.rows('INSERT INTO vault (id, secrets) SELECT vault, count(*) FROM secret GROUP BY vault');
  await moveControl(queries);
}

async function fill(
  queries: Queries,
  rows: RowAuthenticator,
  records: Iterable<StateRecord>,
  loads: number,
): Promise<void> {
  for (const batch of batchesOf(records)) await put(queries, rows, batch, loads);
}

/** Records of one kind. */
async function put(
  queries: Queries,
  rows: RowAuthenticator,
  records: readonly StateRecord[],
  loads: number,
): Promise<void> {
  const loaded = <Row extends { readonly revision: number }>(row: Row): Row => ({
    ...row,
    revision: loadedRevision(row.revision, loads),
  });
  const { keys, aliases, secrets, identities, resources } = imageOf(records);
  if (keys.length > 0) await putKeys(queries, rows, keys.map(loaded));
  for (const alias of aliases)
    if (!(await putAlias(queries, rows, alias))) throw new InvalidStateImageError(`alias ${alias.name} is there twice`);
  const held = secrets.map(({ secret, values }) => ({ secret: loaded(secret), values }));
  if (held.length > 0) await putSecrets(queries, rows, held);
  for (const { identity, accessCredentials } of identities)
    await putIdentity(queries, rows, identity, accessCredentials);
  if (resources.length > 0 && (await putRecords(queries, rows, resources.map(loaded))) < resources.length)
    throw new InvalidStateImageError('a resource is there twice');
}

/** So many records of one kind as stand together, at most. */
function* batchesOf(records: Iterable<StateRecord>): Generator<readonly StateRecord[]> {
  let batch: StateRecord[] = [];
  for (const record of records) {
    const [first] = batch;
    const goesAlong = first === undefined || kindOf(first) === kindOf(record);
    if (!goesAlong || batch.length === BATCH) {
      yield batch;
      batch = [];
    }
    batch.push(record);
  }
  if (batch.length > 0) yield batch;
}

/** Its first member is the one that no other kind has. */
function kindOf(record: StateRecord): string | undefined {
  return Object.keys(record)[0];
}
