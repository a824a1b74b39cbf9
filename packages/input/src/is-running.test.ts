import { describe, expect, it } from '@jest/globals';

import { isRunning } from './is-running.ts';

describe('isRunning', () => {
  it('knows this process and the first one, and none by what is no id', () => {
    expect([isRunning(process.pid), isRunning(1)]).toEqual([true, true]);
    // 2 ** 22 is the highest id that Linux gives.
    for (const pid of [2 ** 22 + 1, 0, -1, 1.5, NaN]) expect(isRunning(pid)).toBe(false);
  });
});
