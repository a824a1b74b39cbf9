import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { judgeRotation, usesOf } from '../../src/rotation/judge.ts';
import { type RotationForm, type RotationTimeline, timedVersions } from '../../src/rotation/timeline.ts';

const MADE = [0, 1_000, 2_000, 3_000].map((at, index) => ({ secret: 'db', id: `v${index + 1}`, at }));
const GRACE_MS = 500;

/** A run of four versions, a second apart, that ends a while after the last. */
function run(parts: Partial<RotationTimeline>, form: RotationForm = 'one-user'): RotationTimeline {
  const versions = timedVersions(MADE, { form, graceMs: GRACE_MS });
  return { form, versions, reads: [], logins: [], endedAt: 4_500, exit: null, ...parts };
}

const login = (id: string, at: number, accepted = true) => ({ version: { secret: 'db', id }, at, accepted });
const read = (at: number) => ({ secret: 'db', at });

/** The expectations about the secret, or the program, that are broken, and by which versions. */
const broken = (timeline: RotationTimeline, ttlMs: number | null = null): unknown =>
  judgeRotation(timeline, ttlMs)
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ criterion, versions }) => [criterion, ...versions]);

/** Uses each version from when it is there until the next one is. */
const RIGHT = {
  reads: [0, 1_000, 2_000, 3_000].map((at) => read(at + 10)),
  logins: MADE.flatMap(({ id, at }) => [login(id, at + 20), login(id, at + 900)]),
};

describe('withdrawn', () => {
  it('is a value after the grace period, with one user', () => {
    expect(timedVersions(MADE, { form: 'one-user', graceMs: GRACE_MS }).map(({ withdrawnAt }) => withdrawnAt)).toEqual([
      ...[1_500, 2_500, 3_500, null],
    ]);
  });

  it('is a value when its user is rotated again, with two', () => {
    expect(timedVersions(MADE, { form: 'two-user', graceMs: GRACE_MS }).map(({ withdrawnAt }) => withdrawnAt)).toEqual([
      ...[2_500, 3_500, null, null],
    ]);
  });
});

describe('a run is judged', () => {
  it('right, where the program takes each version', () => {
    expect(broken(run(RIGHT), 100)).toEqual([]);
    expect(judgeRotation(run(RIGHT), 100).map(({ verdict }) => verdict)).toEqual(Array(4).fill('passed'));
  });

  it('broken, where it never reads again', () => {
    const logins = [100, 1_100, 2_100, 4_000].map((at) => login('v1', at, at < 1_500));
    expect(broken(run({ reads: [read(10)], logins }))).toEqual([
      ['follows', 'v2'],
      ['not-withdrawn', 'v1'],
    ]);
  });

  it('broken, where it uses a value for longer than its cache may keep it', () => {
    const logins = [login('v1', 1_400), login('v2', 1_450), login('v4', 3_100)];
    expect(broken(run({ ...RIGHT, logins }), 100)).toEqual([['within-ttl', 'v1']]);
    expect(broken(run({ ...RIGHT, logins }), 200)).toEqual([]);
    expect(broken(run({ ...RIGHT, logins }))).toEqual([]);
  });

  it('right, where it logs in within the grace period, and a moment after', () => {
    expect(broken(run({ ...RIGHT, logins: [login('v1', 1_499), login('v1', 1_700), login('v4', 3_100)] }))).toEqual([]);
    expect(broken(run({ ...RIGHT, logins: [login('v1', 1_751, false), login('v4', 3_100)] }))).toEqual([
      ['not-withdrawn', 'v1'],
    ]);
  });

  it('right with two users, where the same is too late for one', () => {
    const logins = [login('v1', 1_900), login('v2', 2_100), login('v4', 3_100)];
    expect(broken(run({ ...RIGHT, logins }, 'two-user'))).toEqual([]);
    expect(broken(run({ ...RIGHT, logins }, 'one-user'))).toEqual([['not-withdrawn', 'v1']]);
  });

  it('broken, where it dies', () => {
    expect(broken(run({ ...RIGHT, exit: 3 }))).toEqual([['survives']]);
    expect(broken(run({ ...RIGHT, exit: 0 }))).toEqual([]);
  });

  it('with what was not tested named so', () => {
    const { reads } = RIGHT;
    expect(judgeRotation(run({ reads }), 100).map(({ verdict }) => verdict)).toEqual([
      ...['passed', 'skipped', 'skipped', 'passed'],
    ]);
  });

  it('without a word about secrets that nobody used', () => {
    const unused = { secret: 'other', id: 'v1', madeAt: 0, supersededAt: null, withdrawnAt: null };
    const timeline = run(RIGHT);
    const findings = judgeRotation({ ...timeline, versions: [...timeline.versions, unused] }, null);
    expect(new Set(findings.map(({ secret }) => secret))).toEqual(new Set(['db', null]));
  });
});

describe('uses', () => {
  const times = fc.array(fc.nat(4_400), { maxLength: 30 });

  it('share out all reads and logins', () => {
    fc.assert(
      fc.property(times, times, (readTimes, loginTimes) => {
        const logins = loginTimes.map((at) => login(`v${1 + (at % 4)}`, at));
        const uses = usesOf(run({ reads: readTimes.map(read), logins }));
        const sum = (count: (use: (typeof uses)[number]) => number): number =>
          uses.reduce((all, use) => all + count(use), 0);
        expect([sum(({ reads }) => reads), sum(({ logins: used }) => used)]).toEqual([readTimes.length, logins.length]);
      }),
    );
  });

  it('break nothing where every login has the version of its time', () => {
    fc.assert(
      fc.property(times, (loginTimes) => {
        const logins = loginTimes.map((at) => login(`v${Math.min(4, 1 + Math.floor(at / 1_000))}`, at));
        const findings = judgeRotation(run({ ...RIGHT, logins }), 1);
        expect(findings.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
      }),
    );
  });
});
