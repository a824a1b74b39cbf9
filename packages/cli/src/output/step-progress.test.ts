import { expect, it } from '@jest/globals';

import { stepProgress } from './step-progress.ts';
import type { OutputStream } from './terminal.ts';

function told(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) } as unknown as OutputStream;
  return { written, stream };
}

it('tells on a terminal how many are done, how fast, and how long the rest takes', () => {
  const { written, stream } = told(true);
  const time = { now: 0 };
  const line = stepProgress({ what: 'apply', unit: 'steps', total: 4_000, done: 1_000 }, stream, () => time.now);
  for (let step = 0; step < 100; step += 1) {
    time.now += 100;
    line.step();
  }
  expect(written[0]).toBe('\r\u001b[2Kapply: 1001 of 4000 steps, 10/s, 5 min 0 s left');
  line.end();
  expect(written.at(-1)).toBe('\r\u001b[2K');
});

it('tells in a log only now and then, a line each time', () => {
  const { written, stream } = told(false);
  const time = { now: 0 };
  const line = stepProgress({ what: 'verify', unit: 'secrets', total: 90 }, stream, () => time.now);
  for (let step = 0; step < 30; step += 1) {
    time.now += 400;
    line.step();
  }
  line.end();
  expect(written).toEqual(['dragoman: verify: 25 of 90 secrets, 2.5/s, 26 s left\n']);
});
