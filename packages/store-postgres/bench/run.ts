/**
 * `npm run bench -- secrets [count]`: what a read and a page cost with 1,000 secrets and with `count` (1,000,000) in a
 * PostgreSQL, as the gateway that leads asks: medians in microseconds. Each secret is asked for once, so nothing is
 * remembered of it. With a million it takes some minutes.
 */
import { type Awaitable, RowAuthenticator, type Secret } from '@dragoman/core';

import { startPostgres } from '../../../test/postgres-server.ts';
import { Database } from '../src/database.ts';
import { openPostgresStore, type PostgresOptions, type PostgresStore } from '../src/index.ts';
import { putSecrets } from '../src/secret-writes.ts';

const FEW = 1_000;
const many = Number(process.argv[2] ?? 1_000_000);
const CALLS = 1_000;
const BATCH = 1_000;
const PAGE = 50;
const VAULT = 'bench';
const VALUE = new Uint8Array(200).fill(7);
/** Shares no factor with powers of ten: every secret is visited once before one is visited again. */
const STRIDE = 7_919;
/** A cost that grows with the secrets grows a thousandfold; trees are deeper by a level or two. */
const MAX_GROWTH = 2;

const rows = new RowAuthenticator(new Uint8Array(32).fill(7));
const postgres = await startPostgres();
try {
  const columns = [await costsWith(FEW), await costsWith(many)];
  for (const name of columns[0]?.keys() ?? []) {
    const [few = Number.NaN, lots = Number.NaN] = columns.map((column) => column.get(name));
    const growth = `${(lots / few).toFixed(2)} ×${lots / few <= MAX_GROWTH ? '' : '   BELOW THE BAR'}`;
    process.stdout.write(
      `${name.padEnd(34)}${few.toFixed(0).padStart(8)}${lots.toFixed(0).padStart(8)} µs  ${growth}\n`,
    );
  }
} finally {
  await postgres.remove();
}

async function costsWith(count: number): Promise<Map<string, number>> {
  const url = await postgres.makeDatabase();
  const options: PostgresOptions = { url, schema: 'dragoman', maxConnections: 4, timeoutMs: 60_000 };
  const store = await openPostgresStore(options, rows);
  const { secrets } = store;
  await fill(options, count);
  const at = (call: number): number => (call * STRIDE) % count;
  const costs = new Map([
    ['read of a value by name', await median((call) => readValue(store, at(call)))],
    [
      'page of 50 by name',
      await median((call) => secrets.list(VAULT, { order: 'name', after: nameOf(at(call)), limit: PAGE })),
    ],
    [
      'first page of 50 by creation',
      await median(() => secrets.list(VAULT, { order: 'created', offset: 0, limit: PAGE })),
    ],
    ['count', await median(() => secrets.count(VAULT))],
  ]);
  await store.close();
  return costs;
}

/** As an operation reads it: the secret, and the value of a version of it. */
async function readValue({ secrets }: PostgresStore, n: number): Promise<Uint8Array | null> {
  const secret = await secrets.findByName(VAULT, nameOf(n));
  return secret === null ? null : secrets.readSealed(VAULT, secret.id, 'v1');
}

async function fill(options: PostgresOptions, count: number): Promise<void> {
  const db = new Database(options);
  for (let first = 0; first < count; first += BATCH) {
    const held = Array.from({ length: Math.min(BATCH, count - first) }, (_, at) => ({
      secret: secretOf(first + at),
      values: [{ versionId: 'v1', bytes: VALUE }],
    }));
    await db.transaction((queries) => putSecrets(queries, rows, held));
  }
  await db.rows('INSERT INTO vault (id, secrets) VALUES ($1, $2)', VAULT, count);
  await db.rows('ANALYZE');
  await db.close();
}

/** The time of a call, in microseconds. The first calls prepare the statement in each connection. */
async function median(call: (n: number) => Awaitable<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    const begun = performance.now();
    const found = await call(n);
    times.push((performance.now() - begun) * 1_000);
    if (found === null) throw new Error(`nothing was found by call ${n}`);
  }
  return times.toSorted((left, right) => left - right)[CALLS / 2] ?? Number.NaN;
}

function nameOf(n: number): string {
  return `secret-${n.toString().padStart(9, '0')}`;
}

function idOf(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A secret with one version. */
function secretOf(n: number): Secret {
  return {
    ...{ vault: VAULT, id: idOf(n), name: nameOf(n), description: null, state: 'enabled', keyId: null },
    ...{ createdAt: n, updatedAt: n, createdBy: 'bench', updatedBy: 'bench', deletionDueAt: null, rotation: null },
    ...{ tags: [], attributes: {}, lastOrdinal: 1, revision: 1 },
    versions: [{ id: 'v1', ordinal: 1, createdAt: n, expiresAt: null, dataType: 'text', keyId: idOf(0) }],
    labels: [{ label: '$current', versionId: 'v1', movedAt: n }],
  };
}
