import { expect, it } from '@jest/globals';

import { Sessions } from './sessions.ts';

const HOUR_MS = 3_600_000;

function opened(sessions: Sessions): { readonly cookie: string } {
  const [cookie = ''] = sessions.open(false).split(';');
  return { cookie };
}

it('keeps a thousand sessions, and ends the oldest for one more', () => {
  const sessions = new Sessions({ now: () => 0 });
  const first = opened(sessions);
  const second = opened(sessions);
  for (let n = 2; n < 1_000; n += 1) opened(sessions);
  expect(sessions.has(first)).toBe(true);
  const last = opened(sessions);
  expect([first, second, last].map((headers) => sessions.has(headers))).toEqual([false, true, true]);
});

it('ends a session after twelve hours', () => {
  let now = 0;
  const sessions = new Sessions({ now: () => now });
  const session = opened(sessions);
  now = 12 * HOUR_MS - 1;
  expect(sessions.has(session)).toBe(true);
  now += 1;
  expect(sessions.has(session)).toBe(false);
});
