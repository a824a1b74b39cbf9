import { Writable } from 'node:stream';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { withProgress } from './progress.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function stream(isTTY: boolean) {
  const written: string[] = [];
  const target = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { written, target: Object.assign(target, { isTTY, columns: 80 }) };
}

describe('progress', () => {
  it('is told after a second, with the time, and erased in the end', async () => {
    const { written, target } = stream(true);
    let finish: (value: string) => void = () => undefined;
    const work = withProgress('imports the state', new Promise<string>((resolve) => (finish = resolve)), target);
    jest.advanceTimersByTime(900);
    expect(written).toEqual([]);
    jest.advanceTimersByTime(2_200);
    expect(written.at(-1)).toBe('\r\u001b[2Kimports the state… 3 s');
    finish('done');
    await expect(work).resolves.toBe('done');
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('is not told of what is quick, nor in a pipe', async () => {
    const quick = stream(true);
    await withProgress('works', Promise.resolve(1), quick.target);
    expect(quick.written).toEqual([]);
    const pipe = stream(false);
    const work = withProgress('works', new Promise((resolve) => setTimeout(resolve, 5_000)), pipe.target);
    jest.advanceTimersByTime(5_000);
    await work;
    expect(pipe.written).toEqual([]);
  });
});
