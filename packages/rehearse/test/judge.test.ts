import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { RetryCase } from '../src/retry/case.ts';
import { contractAt, type ContractFile } from '../src/retry/contract.ts';
import { judge } from '../src/retry/judge.ts';
import type { Observation } from '../src/retry/observation.ts';
import { shapeOf, totalOf } from '../src/retry/waits.ts';

const TIMEOUT_SECONDS = 20;
const contract = (file: ContractFile = {}) =>
  contractAt('aliyun', file, { codes: [], timeoutSeconds: TIMEOUT_SECONDS });

const caseOf = (parts: Partial<RetryCase>): RetryCase => ({
  ...{ name: 'any', kind: 'transient', target: { door: 'aliyun', operation: 'GetSecretValue' }, isCreate: false },
  ...{ code: null, isConnection: false, failures: 1, hintMs: null, rule: null },
  ...parts,
});

const seenOf = (waitsMs: readonly number[], parts: Partial<Observation> = {}): Observation => ({
  ...{ attempts: waitsMs.length + 1, waitsMs, shape: shapeOf(waitsMs, null), backoffMs: totalOf(waitsMs), doubled: 0 },
  ...{ ending: 'recovered', exit: 0, seconds: 1 },
  ...parts,
});

const rules = (...args: Parameters<typeof judge>): string[] => judge(...args).map(({ rule }) => rule);

/** Waits that no contract objects to. */
const goodWaits = fc.array(fc.integer({ min: 100, max: 5_000 }), { minLength: 1, maxLength: 8 });

describe('judge', () => {
  it('finds nothing in who recovers, whatever the waits', () => {
    fc.assert(
      fc.property(goodWaits, (waits) => {
        expect(judge(caseOf({ failures: waits.length }), seenOf(waits), contract())).toEqual([]);
      }),
    );
  });

  it('demands that as many failures are survived as the contract has attempts but one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (failures, least) => {
        const given = contract({ attempts: { at_least: least } });
        const seen = seenOf([], { ending: 'gave-up', exit: 1 });
        expect(rules(caseOf({ failures }), seen, given)).toEqual(failures < least ? ['not-recovered'] : []);
      }),
    );
  });

  it('lets nobody try again what can never work', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 9 }), (waits) => {
        const seen = seenOf(waits, { ending: 'gave-up', exit: 1 });
        const found = rules(caseOf({ kind: 'permanent', failures: Infinity }), seen, contract());
        expect(found).toEqual(waits.length === 0 ? [] : ['permanent-retried']);
      }),
    );
  });

  it('tells a hot loop by the mean of the waits behind the first', () => {
    const fast = fc.array(fc.integer({ min: 0, max: 49 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(fast, (waits) => {
        const seen = seenOf(waits, { ending: 'gave-up', exit: 1 });
        expect(rules(caseOf({ kind: 'endless', failures: Infinity }), seen, contract())).toEqual(['hot-loop']);
      }),
    );
    expect(rules(caseOf({ failures: 2 }), seenOf([0, 900]), contract())).toEqual([]);
  });

  it('holds who can to a hint, and nobody else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 4_000 }), fc.integer({ min: 60, max: 4_000 }), (first, second) => {
        const rehearsed = caseOf({ kind: 'hint', failures: 2, hintMs: 1_000 });
        const seen = seenOf([first, second]);
        const isKept = Math.min(first, second) >= 980;
        expect(rules(rehearsed, seen, contract())).toEqual(isKept ? [] : ['hint-ignored']);
        expect(rules(rehearsed, seen, contract({ hint: 'ignore' }))).toEqual([]);
      }),
    );
  });

  it.each([
    ['still-trying', { ending: 'still-trying', exit: null } as const],
    ['still-trying', { ending: 'gave-up', exit: 1, seconds: 21 } as const],
    ['failure-hidden', { ending: 'carried-on', exit: 0 } as const],
    ['too-many-attempts', { ending: 'gave-up', exit: 1, attempts: 11 } as const],
  ])('says %s of an endless failure that ends so: %j', (rule, parts) => {
    expect(rules(caseOf({ kind: 'endless', failures: Infinity }), seenOf([100, 200], parts), contract())).toEqual([
      rule,
    ]);
  });

  it('lets a create give up where nobody knows whether it was done, but never leave two', () => {
    const lost = caseOf({ kind: 'lost-answer', isCreate: true, isConnection: true });
    const gaveUp = seenOf([], { ending: 'gave-up', exit: 1 });
    expect(judge(lost, gaveUp, contract())).toEqual([]);
    expect(judge(caseOf({ isCreate: true, isConnection: true }), gaveUp, contract())).toEqual([]);
    expect(judge(lost, seenOf([100], { doubled: 1 }), contract())).toEqual([{ rule: 'create-doubled', times: 2 }]);
    expect(judge(lost, seenOf([100], { doubled: 1 }), contract({ creates: 'any' }))).toEqual([]);
  });

  it('says that a fault met nothing, and no more', () => {
    expect(rules(caseOf({}), seenOf([], { attempts: 0, ending: 'still-trying', exit: null }), contract())).toEqual([
      'fault-not-met',
    ]);
  });

  it('holds waits to the shapes of a contract', () => {
    const file: ContractFile = { wait: { shapes: ['exponential'] } };
    const seen = seenOf([200, 200, 200], { ending: 'gave-up', exit: 1 });
    expect(rules(caseOf({ kind: 'endless', failures: Infinity }), seen, contract(file))).toEqual(['wait-shape']);
  });
});
