import { describe, expect, it } from '@jest/globals';

import { sendMutations } from './mutations.ts';

/** How many are sent; conformance/instance sends the whole 100,000. */
const COUNT = Number(process.env['DRAGOMAN_TEST_MUTATIONS'] ?? 1_500);
const SEED = 20_261_130;
const MS_EACH = 40;

describe('messages changed at random', () => {
  it(
    'are answered as messages, and never by an internal error',
    async () => {
      const { sent, statuses, faults } = await sendMutations(COUNT, SEED);
      expect(faults).toEqual([]);
      expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(sent);
      // Some are as good as before, some are not.
      expect([statuses.has(200), statuses.has(400)]).toEqual([true, true]);
    },
    30_000 + COUNT * MS_EACH,
  );
});
