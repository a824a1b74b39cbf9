/** Writes that are asked for together share a sync to disk, and one that is alone has it for itself. Some seconds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { delayedPutRates, SYNC_DELAY_MICROS } from '../../packages/store-sqlite/bench/delayed-puts.ts';

void test('16 clients put at least three times as much as one where every sync takes 5 ms longer', async () => {
  const rates = await delayedPutRates();
  assert.ok(rates !== null, 'strace was asked before');
  assert.ok(rates.together >= 3 * rates.single, JSON.stringify(rates));
  // A lone put waits for one sync, as a transaction of SQLite's own does: with two it would be half as many.
  assert.ok(rates.single > 0.55 * rates.ofSqliteSingle, JSON.stringify(rates));
  // The delay was there: no put was answered before its sync.
  assert.ok(rates.single <= 1_000_000 / SYNC_DELAY_MICROS, JSON.stringify(rates));
});
