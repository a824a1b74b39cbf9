import { loadSecret } from '@dragoman/core';
import { advanceClock, dueSources, VirtualClock } from '@dragoman/environment';
import { countCalls } from '../../environment/test/support/count-calls.ts';
import { startedScheduler } from '../../environment/test/support/scheduler.ts';
import { openSqliteStore } from '@dragoman/store-sqlite';
import { describe, expect, it } from '@jest/globals';

import { secretIn, servicesForTest, START } from '../../environment/test/support/services.ts';
import { scratchDirectory } from './support/process.ts';

const COUNT = 1_000;

/**
 * How many calls of the store take care of all: a handful for each of the five batches, and not one for each secret.
 */
const MAX_CALLS = 50;

describe('a thousand deletions', () => {
  it.each([
    ['at a thousand times', 1],
    ['at one time', 0],
  ])('%s take a few calls of the store, on disk', async (_when, apart) => {
    const directory = scratchDirectory();
    const store = openSqliteStore({ file: `${directory.path}/many.db`, exclusive: true });
    const clock = new VirtualClock({ now: () => START });
    const services = { ...servicesForTest(), ...store, clock };
    await secretIn(services, 'kept');
    const kept = await loadSecret(services, { vault: 'default', name: 'kept' });
    const image = await store.state.dump();
    const dying = Array.from({ length: COUNT }, (_, n) => ({
      secret: { ...kept, id: `id-${n}`, name: `s${n}`, deletionDueAt: START + 1_000 + n * apart },
      values: [],
    }));
    await store.state.load({ ...image, secrets: [...image.secrets, ...dying] });
    const { counted: secrets, calls } = countCalls(store.secrets);
    const scheduler = startedScheduler({
      sources: dueSources({ ...services, secrets }, [], () => undefined),
      clock,
      onError: () => undefined,
    });
    const before = calls();
    const { done, truncated, totals } = await advanceClock({ clock, scheduler }, { byMs: 100_000 });
    expect(calls() - before).toBeLessThan(MAX_CALLS);
    expect(totals).toEqual({ 'secret-deletion': COUNT });
    expect([done[0], done.length, truncated]).toEqual([
      { at: START + 1_000, what: 'secret-deletion', count: apart === 0 ? COUNT : 1 },
      apart === 0 ? 1 : COUNT,
      false,
    ]);
    expect(await store.secrets.count('default')).toBe(1);
    await scheduler.close();
    await store.close();
    directory.remove();
  });
});
