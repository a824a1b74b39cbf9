import { performance } from 'node:perf_hooks';

import { loadSecret } from '@dragoman/core';
import { advanceClock, dueSources, VirtualClock } from '@dragoman/environment';
import { startedScheduler } from '../../environment/test/support/scheduler.ts';
import { openSqliteStore } from '@dragoman/store-sqlite';
import { describe, expect, it } from '@jest/globals';

import { secretIn, servicesForTest, START } from '../../environment/test/support/services.ts';
import { scratchDirectory } from './support/process.ts';

const COUNT = 10_000;
/** A hundred times what it takes on an idle machine. */
const MAX_MS = 20_000;

describe('ten thousand deletions', () => {
  it.each([
    ['at ten thousand times', 1],
    ['at one time', 0],
  ])(
    '%s are past in a moment, on disk',
    async (_when, apart) => {
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
      const scheduler = startedScheduler({
        sources: dueSources(services, [], () => undefined),
        clock,
        onError: () => undefined,
      });
      const startedAt = performance.now();
      const { done, truncated, totals } = await advanceClock({ clock, scheduler }, { byMs: 100_000 });
      const durationMs = performance.now() - startedAt;
      expect(totals).toEqual({ 'secret-deletion': COUNT });
      expect([done[0], truncated]).toEqual([
        { at: START + 1_000, what: 'secret-deletion', count: apart === 0 ? COUNT : 1 },
        apart !== 0,
      ]);
      expect(await store.secrets.count('default')).toBe(1);
      expect(durationMs).toBeLessThan(MAX_MS);
      await scheduler.close();
      await store.close();
      directory.remove();
    },
    60_000,
  );
});
