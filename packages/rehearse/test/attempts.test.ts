import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { attemptsIn, countCalls } from '../src/retry/attempts.ts';
import { ConnectionGate } from '../src/retry/connection-gate.ts';
import { waitsBetween } from '../src/retry/waits.ts';

type Entry = Parameters<typeof attemptsIn>[0][number];

const entryAt = (ms: number, parts: Partial<Entry>): Entry => ({
  ...{ sequence: 1, request_id: 'r', time: new Date(ms).toISOString(), door: 'aliyun', operation: 'GetSecretValue' },
  ...{
    method: 'POST',
    path: null,
    identity: null,
    presented: null,
    resource: 'db',
    checks: null,
    call: null,
    unread: [],
  },
  ...{ outcome: 'success', code: null, status: 200, duration_ms: 2, injected: false },
  ...parts,
});

const FAILED: Partial<Entry> = { outcome: 'rejected', status: 500, injected: true };

describe('attemptsIn', () => {
  it('counts a call that is tried again up to its answer, among calls of other secrets', () => {
    const failures = fc.integer({ min: 1, max: 6 });
    const others = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 });
    fc.assert(
      fc.property(failures, others, (count, names) => {
        const other = names.map((resource, at) => entryAt(at, { resource }));
        const failed = Array.from({ length: count }, (_, at) => entryAt(1_000 + at * 100, FAILED));
        const entries = [...other, ...failed, entryAt(1_000 + count * 100, {}), ...other];
        const attempts = attemptsIn(entries, new Map());
        expect(attempts.map(({ isAnswered }) => isAnswered)).toEqual([...failed.map(() => false), true]);
        expect(waitsBetween(attempts)).toEqual(failed.map(() => 98));
      }),
    );
  });

  it('takes what the program calls again by itself for no second try', () => {
    const own = [entryAt(0, {}), entryAt(500, {}), entryAt(1_000, {})];
    const before = countCalls(own);
    expect(attemptsIn([entryAt(0, FAILED), entryAt(500, {}), entryAt(1_000, {})], before)).toHaveLength(1);
    const retried = [entryAt(0, FAILED), entryAt(100, {}), entryAt(500, {}), entryAt(1_000, {})];
    expect(attemptsIn(retried, before)).toHaveLength(2);
  });

  it('an answer that breaks off is none, though the operation was carried out', () => {
    const broken = entryAt(0, { outcome: 'success', injected: true });
    expect(attemptsIn([broken, entryAt(100, {})], new Map()).map(({ isAnswered }) => isAnswered)).toEqual([
      false,
      true,
    ]);
  });

  it('is nothing where no fault was met', () => {
    expect(attemptsIn([entryAt(0, {})], new Map())).toEqual([]);
  });
});

describe('ConnectionGate', () => {
  it('refuses so many connections and knows the times of those up to the first that passes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }), (failures, more) => {
        let now = 0;
        const gate = new ConnectionGate(failures, () => (now += 100));
        const admitted = Array.from({ length: failures + more }, () => gate.admit());
        expect(admitted.filter((isAdmitted) => !isAdmitted)).toHaveLength(failures);
        expect(gate.attempts()).toHaveLength(failures + 1);
        expect(waitsBetween(gate.attempts())).toEqual(Array.from({ length: failures }, () => 100));
      }),
    );
  });
});
