import { describe, expect, it } from '@jest/globals';

import { EMPTY, FREE, START, rejectionOf } from '../../test/environment.ts';
import { markExpiryNotified, nextDueAt, unnotifiedExpired, withExpiry } from './due.ts';
import type { Rotation, RotationPlan } from './rotation-plan.ts';
import {
  ROTATION_ATTEMPTS,
  changeRotation,
  completeRotation,
  rotationDueAt,
  recordFailedAttempt,
  withRequest,
} from './rotation.ts';
import type { Secret, Version } from './secret.ts';

const PLAN: RotationPlan = { accounts: 'one', pendingLabel: null, versionIds: 'numbered', versioning: FREE };
const OFF: Rotation = {
  plan: PLAN,
  enabled: false,
  periodMs: null,
  lastAt: null,
  nextAt: null,
  requested: null,
  failures: 0,
};
const ON: Rotation = { ...OFF, enabled: true, periodMs: 100, nextAt: START + 100 };

function rotating(rotation: Rotation | null, changes: Partial<Secret> = {}): Secret {
  return { ...EMPTY, rotation, ...changes };
}

describe('a change of rotation', () => {
  it('needs a plan where the secret has none, and a period where it is to rotate by itself', async () => {
    expect(await rejectionOf(() => changeRotation(rotating(null), { enabled: true, periodMs: 1 }))).toBe(
      'rotation-unsupported',
    );
    expect(await rejectionOf(() => changeRotation(rotating(OFF), { enabled: true }))).toBe('rotation-period-missing');
    expect(changeRotation(rotating(null), { plan: PLAN })).toEqual(OFF);
  });

  it('makes it fall due a period after the last one, or after the secret was made', () => {
    expect(changeRotation(rotating(OFF), { enabled: true, periodMs: 100 })).toEqual(ON);
    expect(changeRotation(rotating({ ...OFF, lastAt: START + 7 }), { enabled: true, periodMs: 100 }).nextAt).toBe(
      START + 107,
    );
    expect(changeRotation(rotating(ON), { periodMs: 50 })).toEqual({ ...ON, periodMs: 50, nextAt: START + 50 });
  });

  it('stops it and keeps the period', () => {
    const stopped = changeRotation(rotating(ON), { enabled: false });
    expect(stopped).toEqual({ ...ON, enabled: false, nextAt: null });
    expect(changeRotation(rotating(stopped), { enabled: true })).toEqual(ON);
  });

  it('leaves the time alone when neither switch nor period changes', () => {
    const rescheduled = { ...ON, nextAt: START + 999, failures: 1 };
    expect(changeRotation(rotating(rescheduled), { enabled: true, periodMs: 100 })).toEqual(rescheduled);
    expect(changeRotation(rotating(rescheduled), {})).toEqual(rescheduled);
  });
});

describe('the time a rotation is due', () => {
  it('is the first of what was asked for and what comes by itself', () => {
    expect(rotationDueAt(rotating(null))).toBe(null);
    expect(rotationDueAt(rotating(OFF))).toBe(null);
    expect(rotationDueAt(rotating(ON))).toBe(START + 100);
    expect(rotationDueAt(rotating(withRequest(ON, 'x', null, START + 3)))).toBe(START + 3);
    expect(rotationDueAt(rotating(withRequest(OFF, 'x', null, START + 3)))).toBe(START + 3);
  });

  it('waits while the secret is not enabled or goes away', () => {
    expect(rotationDueAt(rotating(ON, { state: 'disabled' }))).toBe(null);
    expect(rotationDueAt(rotating(ON, { deletionDueAt: START + 1 }))).toBe(null);
  });
});

describe('a rotation', () => {
  it('that is asked for twice is one', () => {
    const requested = withRequest(ON, 'first', null, START);
    expect(withRequest(requested, 'second', null, START + 1)).toBe(requested);
  });

  it('that was done settles everything', () => {
    expect(completeRotation({ ...withRequest(ON, 'x', null, START), failures: 2 }, START + 5)).toEqual({
      ...ON,
      lastAt: START + 5,
      nextAt: START + 105,
    });
    expect(completeRotation(OFF, START + 5)).toEqual({ ...OFF, lastAt: START + 5 });
  });

  it('that fails is due again later each time, and switched off after the last attempt', () => {
    const first = recordFailedAttempt(ON, START + 100);
    expect(first).toEqual({ rotation: { ...ON, failures: 1, nextAt: START + 10_100 }, attempts: 1, exhausted: false });
    const second = recordFailedAttempt(first.rotation, START + 10_100);
    expect(second).toEqual({ rotation: { ...ON, failures: 2, nextAt: START + 30_100 }, attempts: 2, exhausted: false });
    const third = recordFailedAttempt(second.rotation, START + 30_100);
    const off = { ...ON, enabled: false, nextAt: null, exhausted: true };
    expect(third).toEqual({ rotation: off, attempts: ROTATION_ATTEMPTS, exhausted: true });
    expect(changeRotation(rotating(off), { periodMs: 50 })).toMatchObject({ enabled: false, exhausted: true });
    expect(changeRotation(rotating(off), { enabled: true })).toEqual({ ...ON, failures: 0 });
    expect(changeRotation(rotating(off), { enabled: false })).toEqual({ ...ON, enabled: false, nextAt: null });
    expect(completeRotation(off, START + 5)).toEqual({ ...ON, enabled: false, lastAt: START + 5, nextAt: null });
  });

  it('that was asked for and fails stays asked for until it is given up', () => {
    const first = recordFailedAttempt(withRequest(OFF, 'x', null, START), START);
    expect(first.rotation).toEqual({
      ...OFF,
      failures: 1,
      requested: { id: 'x', at: START + 10_000, versionId: null },
    });
    const second = recordFailedAttempt(first.rotation, START + 10_000);
    expect(recordFailedAttempt(second.rotation, START + 30_000)).toEqual({
      rotation: OFF,
      attempts: 3,
      exhausted: true,
    });
  });
});

describe('the expiry of versions', () => {
  const version = (id: string, expiresAt: number | null): Version => ({
    id,
    ordinal: 1,
    createdAt: START,
    expiresAt,
    dataType: 'text',
    keyId: 'k',
  });
  const secret = rotating(null, {
    versions: [version('late', START + 9), version('never', null), version('soon', START + 2)],
  });

  it('is due until it was told', () => {
    expect(nextDueAt(secret)).toBe(START + 2);
    expect(unnotifiedExpired(secret, START + 1)).toEqual([]);
    expect(unnotifiedExpired(secret, START + 9).map(({ id }) => id)).toEqual(['soon', 'late']);
    const told = markExpiryNotified(secret, unnotifiedExpired(secret, START + 2));
    expect(nextDueAt(told)).toBe(START + 9);
    expect(nextDueAt(markExpiryNotified(told, unnotifiedExpired(told, START + 9)))).toBe(null);
  });

  it('is told anew after it was changed, even into the past', () => {
    const told = markExpiryNotified(secret, unnotifiedExpired(secret, START + 9));
    const [first] = told.versions;
    if (first === undefined) throw new Error('no version');
    expect(nextDueAt(withExpiry(told, first, START - 5))).toBe(START - 5);
    expect(nextDueAt(withExpiry(told, first, null))).toBe(null);
  });
});
