/**
 * What the store's operations cost with 100 and with 100,000 secrets: medians in microseconds, on a file, as the
 * gateway opens it.
 * Bounded: it ends by itself after about a minute.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Awaitable, EMPTY_STATE } from '@dragoman/core';

import { type SqliteStore, openSqliteStore } from '../src/index.ts';
import { putRates } from './puts.ts';
import { idOf, nameOf, NO_LIMITS, secretOf, VALUE, VAULT } from './secrets.ts';

const SIZES = [100, 100_000];
const CALLS = 2_000;
const SWAPS = 5;

const columns: Map<string, number>[] = [];
for (const size of SIZES) columns.push(await measuredAt(size));
for (const name of columns[0]?.keys() ?? []) {
  process.stdout.write(
    `${name.padEnd(34)}${columns.map((column) => (column.get(name) ?? Number.NaN).toFixed(1).padStart(10)).join('')} ` +
      `µs\n`,
  );
}
const { single, together, ofSqlite } = await putRates();
process.stdout.write(
  `durable puts: ${single.toFixed(0)}/s by one client, ${together.toFixed(0)}/s by 16, ` +
    `${(together / ofSqlite).toFixed(2)} of SQLite's own transactions of 16 (bar: 0.80)\n`,
);

async function measuredAt(size: number): Promise<Map<string, number>> {
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-store-bench-'));
  const store = openSqliteStore({ file: join(directory, 'dragoman.db'), exclusive: true });
  try {
    for (let n = 0; n < size; n += 1)
      await store.secrets.insert(secretOf(n), [{ versionId: 'v1', bytes: VALUE }], NO_LIMITS);
    return new Map([...(await operations(store, size)), ...(await swaps(store))]);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true });
  }
}

async function operations({ secrets }: SqliteStore, size: number): Promise<Map<string, number>> {
  // A stride that shares no factor with either size visits secrets far apart, so nothing is read twice in a row.
  const some = (call: number): number => (call * 7_919) % size;
  let next = size;
  return new Map([
    ['find by name', await median((call) => secrets.findByName(VAULT, nameOf(some(call))))],
    ['read a sealed value', await median((call) => secrets.readSealed(VAULT, idOf(some(call)), 'v1'))],
    [
      'page of 50 by name',
      await median((call) => secrets.list(VAULT, { order: 'name', after: nameOf(some(call)), limit: 50 })),
    ],
    [
      'first page of 50 by creation',
      await median(() => secrets.list(VAULT, { order: 'created', offset: 0, limit: 50 })),
    ],
    ['count', await median(() => secrets.count(VAULT))],
    ['sweep when nothing is due', await median(() => secrets.removeDue(1))],
    ['insert', await median(() => secrets.insert(secretOf(next++), [{ versionId: 'v1', bytes: VALUE }], NO_LIMITS))],
  ]);
}

/** Everything out, nothing in its place, everything back. */
async function swaps({ state }: SqliteStore): Promise<Map<string, number>> {
  const image = await state.dump();
  const times = { dump: [] as number[], reset: [] as number[], load: [] as number[] };
  for (let round = 0; round < SWAPS; round += 1) {
    times.dump.push(await timed(() => state.dump()));
    times.reset.push(await timed(() => state.load(EMPTY_STATE)));
    times.load.push(await timed(() => state.load(image)));
  }
  return new Map([
    ['dump everything', middle(times.dump)],
    ['load nothing in its place', middle(times.reset)],
    ['load everything back', middle(times.load)],
  ]);
}

async function median(operation: (call: number) => Awaitable<unknown>): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call += 1) times.push(await timed(() => operation(call)));
  return middle(times);
}

/** In microseconds. */
async function timed(operation: () => Awaitable<unknown>): Promise<number> {
  const before = performance.now();
  await operation();
  return (performance.now() - before) * 1_000;
}

function middle(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN;
}
