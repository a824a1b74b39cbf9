import { describe, expect, it } from '@jest/globals';

import type { Due, DueSource } from './due.ts';
import { startedScheduler } from '../../test/support/scheduler.ts';

const CLOCK = { now: () => 1_000 };

function headOf(what: string, [at]: readonly number[]): Due | null {
  return at === undefined ? null : { at, what };
}

/** A source over a list of times; what it did goes into the log. */
function listed(name: string, times: number[], log: string[]): DueSource {
  return {
    name,
    upcoming: async () => [],
    next: () => Promise.resolve(headOf(name, times)),
    run({ at }) {
      const due = times.filter((time) => time <= at);
      times.splice(0, due.length);
      log.push(...due.map((time) => `${name} ${time}`));
      return Promise.resolve(due.length === 0 ? [] : [{ at, what: name, count: due.length }]);
    },
  };
}

describe('a scheduler', () => {
  it('does everything that is due, in the order in which it falls due, and says how much', async () => {
    const log: string[] = [];
    const sources = [listed('a', [1, 5, 900, 1_001], log), listed('b', [2, 3, 1_000], log), listed('c', [], log)];
    const scheduler = startedScheduler({ sources, clock: CLOCK, onError: () => undefined });
    expect(await scheduler.runDue()).toEqual({ a: 3, b: 3 });
    expect(log).toEqual(['a 1', 'b 2', 'b 3', 'a 5', 'a 900', 'b 1000']);
    expect(await scheduler.runDue()).toEqual({});
    await scheduler.close();
  });

  it('does what falls due by its own doing', async () => {
    const log: string[] = [];
    const later: number[] = [];
    const first: DueSource = { ...listed('first', [10], log) };
    const chain: DueSource = {
      ...first,
      run: async (batch) => {
        later.push(20);
        return first.run(batch);
      },
    };
    const scheduler = startedScheduler({
      sources: [chain, listed('then', later, log)],
      clock: CLOCK,
      onError: () => undefined,
    });
    expect(await scheduler.runDue()).toEqual({ first: 1, then: 1 });
    await scheduler.close();
  });

  it('goes on past a source that fails or can do nothing, and tells of the failure', async () => {
    const log: string[] = [];
    const faults: string[] = [];
    const failing: DueSource = {
      name: 'failing',
      upcoming: async () => [],
      next: () => Promise.resolve({ at: 1, what: 'thing' }),
      run: () => Promise.reject(new Error('broken')),
    };
    const idle: DueSource = {
      name: 'idle',
      upcoming: async () => [],
      next: () => Promise.resolve({ at: 1, what: 'thing' }),
      run: () => Promise.resolve([]),
    };
    const unknown: DueSource = {
      name: 'unknown',
      upcoming: async () => [],
      next: () => Promise.reject(new Error('no answer')),
      run: () => Promise.resolve([]),
    };
    const sources = [failing, idle, unknown, listed('good', [2], log)];
    const scheduler = startedScheduler({
      sources,
      clock: CLOCK,
      onError: (where) => {
        faults.push(where);
      },
    });
    expect(await scheduler.runDue()).toEqual({ good: 1 });
    await scheduler.close();
    expect(faults).toEqual(expect.arrayContaining(['scheduler: failing', 'scheduler: unknown']));
  });

  it('lets runs wait for each other', async () => {
    const log: string[] = [];
    const scheduler = startedScheduler({
      sources: [listed('a', [1, 2, 3], log)],
      clock: CLOCK,
      onError: () => undefined,
    });
    const counts = await Promise.all([scheduler.runDue(), scheduler.runDue()]);
    expect(counts).toEqual([{ a: 3 }, {}]);
    await scheduler.close();
  });

  it('goes on after a turn in which somebody else was faster', async () => {
    const log: string[] = [];
    const inner = listed('a', [1, 2], log);
    let turns = 0;
    const outrun: DueSource = {
      ...inner,
      run: async (batch) => {
        turns += 1;
        return turns === 1 ? [] : inner.run(batch);
      },
    };
    const scheduler = startedScheduler({ sources: [outrun], clock: CLOCK, onError: () => undefined });
    expect(await scheduler.runDue()).toEqual({ a: 2 });
    await scheduler.close();
  });

  it('does not wait for the time to come when no time passes', async () => {
    let requested = 0;
    const soon: DueSource = {
      ...listed('soon', [], []),
      upcoming: async () => [],
      next: async () => {
        requested += 1;
        return { at: 1_001, what: 'soon' };
      },
    };
    const scheduler = startedScheduler({
      sources: [soon],
      clock: { ...CLOCK, isPaused: true },
      onError: () => undefined,
    });
    await scheduler.runDue();
    scheduler.wake(1_001);
    const before = requested;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    expect(requested).toBe(before);
    await scheduler.close();
  });

  it('wakes for something that falls due at once', async () => {
    const times: number[] = [];
    const done = new Promise<number>((resolve) => {
      const source: DueSource = {
        name: 'late',
        upcoming: async () => [],
        next: () => Promise.resolve(headOf('late', times)),
        run: ({ at }) => Promise.resolve([{ at, what: 'late', count: times.splice(0).map(resolve).length }]),
      };
      const scheduler = startedScheduler({ sources: [source], clock: CLOCK, onError: () => undefined });
      void scheduler.runDue().then(() => {
        times.push(999);
        scheduler.wake(999);
      });
    });
    expect(await done).toBe(999);
  });

  it('waits on closing for what is being done, and starts nothing more', async () => {
    const log: string[] = [];
    let release: () => void = () => undefined;
    const slow: DueSource = {
      name: 'slow',
      upcoming: async () => [],
      next: () => Promise.resolve({ at: 1, what: 'thing' }),
      run: () =>
        new Promise((resolve) => {
          log.push('begun');
          release = () => {
            log.push('ended');
            resolve([{ at: 1, what: 'slow', count: 1 }]);
          };
        }),
    };
    const scheduler = startedScheduler({ sources: [slow], clock: CLOCK, onError: () => undefined });
    const run = scheduler.runDue();
    while (log.length === 0) await Promise.resolve();
    const closed = scheduler.close().then(() => {
      log.push('closed');
    });
    release();
    await closed;
    expect(log).toEqual(['begun', 'ended', 'closed']);
    expect(await run).toEqual({ slow: 1 });
  });
});
