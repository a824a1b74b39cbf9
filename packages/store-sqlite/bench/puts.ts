/**
 * Durable puts by clients that each wait for their answer before they put again, against SQLite's own transactions of
 * as many rows, in turn on files of their own: the share of SQLite's rate that the store reaches.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Secret } from '@dragoman/core';

import { openDatabase, storesOver } from '../src/open-store.ts';
import { NO_LIMITS, secretOf, VALUE } from './secrets.ts';

const CLIENTS = 16;
const USUAL = { turns: 100, rounds: 16 };

/** Puts a second. */
export interface PutRates {
  /** Of a lone client. */
  single: number;
  /** Of {@link CLIENTS} clients. */
  together: number;
  /** Of SQLite's own transactions of one put. */
  ofSqliteSingle: number;
  /** Of SQLite's own transactions of {@link CLIENTS} puts. */
  ofSqlite: number;
}

/** The best rates of all rounds. @param given how many puts each client makes in a round */
export async function putRates({ turns, rounds } = USUAL): Promise<PutRates> {
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-store-bench-'));
  const { db } = openDatabase(join(directory, 'store.db'), true);
  const { db: raw } = openDatabase(join(directory, 'raw.db'), true);
  const store = storesOver(db, true);
  let next = 0;
  const client = async (puts: number): Promise<void> => {
    for (let put = 0; put < puts; put += 1)
      await store.secrets.insert(secretOf(next++), [{ versionId: 'v1', bytes: VALUE }], NO_LIMITS);
  };
  const ofSqlite = ownTransactions(raw);
  const best = { single: 0, together: 0, ofSqliteSingle: 0, ofSqlite: 0 };
  try {
    for (let round = 0; round < rounds; round += 1) {
      best.single = Math.max(best.single, await rate(turns, () => client(turns)));
      best.together = Math.max(
        best.together,
        await rate(turns * CLIENTS, () => Promise.all(Array.from({ length: CLIENTS }, () => client(turns)))),
      );
      best.ofSqliteSingle = Math.max(best.ofSqliteSingle, await rate(turns, () => ofSqlite(turns, 1)));
      best.ofSqlite = Math.max(best.ofSqlite, await rate(turns * CLIENTS, () => ofSqlite(turns, CLIENTS)));
    }
    return best;
  } finally {
    await store.close();
    raw.close();
    rmSync(directory, { recursive: true });
  }
}

/** The same rows without anything of ours: so many transactions of so many secrets with a value each. */
function ownTransactions(raw: ReturnType<typeof openDatabase>['db']): (transactions: number, size: number) => void {
  const insert = raw.prepare(
    'INSERT INTO secret (vault, id, name, name_folded, revision, deletion_due_at, next_due_at, doc, mac) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addValue = raw.prepare('INSERT INTO sealed_value (secret, version_id, bytes) VALUES (?, ?, ?)');
  const transaction = raw.transaction((secrets: readonly Secret[]) => {
    for (const secret of secrets) {
      const { vault, id, name, revision } = secret;
      const row = insert.run(vault, id, name, name, revision, null, null, JSON.stringify(secret), null);
      addValue.run(row.lastInsertRowid, 'v1', VALUE);
    }
  });
  let next = 0;
  return (transactions, size) => {
    for (let count = 0; count < transactions; count += 1)
      transaction.immediate(Array.from({ length: size }, () => secretOf(next++)));
  };
}

/** Of so many puts, in puts a second. */
async function rate(puts: number, work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return (puts * 1_000) / (performance.now() - before);
}
