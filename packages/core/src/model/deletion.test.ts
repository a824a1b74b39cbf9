import { describe, expect, it } from '@jest/globals';

import { EMPTY, START, rejectionOf } from '../../test/environment.ts';
import { DAY_MS, cancelDeletion, isGone, scheduleDeletion } from './deletion.ts';
import { rejectPendingDeletion } from './secret.ts';

describe('scheduled deletion', () => {
  const scheduled = scheduleDeletion(EMPTY, 7, START);

  it('falls due so many days from now', () => {
    expect(DAY_MS).toBe(24 * 60 * 60 * 1_000);
    expect(scheduled.deletionDueAt).toBe(START + 7 * DAY_MS);
    expect([-1, 0, 1].map((off) => isGone(scheduled, START + 7 * DAY_MS + off))).toEqual([false, true, true]);
    expect(isGone(EMPTY, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it('can be taken back, after which nothing of it is left', () => {
    expect(cancelDeletion(scheduled)).toEqual(EMPTY);
  });

  it('is scheduled once and taken back once', async () => {
    expect(await rejectionOf(() => scheduleDeletion(scheduled, 30, START))).toBe('deletion-already-scheduled');
    expect(await rejectionOf(() => cancelDeletion(EMPTY))).toBe('deletion-not-scheduled');
    expect(await rejectionOf(() => rejectPendingDeletion(scheduled))).toBe('secret-pending-deletion');
  });
});
