import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { rejectionOf } from '../../test/support/states.ts';
import { Spool } from './spool.ts';
import { allOf } from './stored-bytes.ts';

const directory = mkdtempSync(join(tmpdir(), 'dragoman-spool-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const MEBIBYTE = 2 ** 20;
const spoolIn = (where: string, maxBytes = 64 * MEBIBYTE): Spool =>
  new Spool({ directory: where, maxBytes, tooLarge: () => new Error('too many') });

/** So many lines of a thousand bytes, in pieces that end anywhere. */
async function withLines(spool: Spool, count: number): Promise<readonly string[]> {
  const lines = Array.from({ length: count }, (_, n) => `${n}`.padStart(999, 'é'.repeat(3)));
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  for (let at = 0; at < text.length; at += 70_001) await spool.write(text.subarray(at, at + 70_001));
  return lines;
}

describe('bytes that are put aside', () => {
  for (const [where, count] of [
    ['in memory while they are few', 20],
    ['in a file that nobody else finds where they are many', 9_000],
  ] as const) {
    it(`are ${where}`, async () => {
      const spool = spoolIn(directory);
      const lines = await withLines(spool, count);
      if (process.platform !== 'win32') expect(readdirSync(directory)).toEqual([]);
      expect([...spool.lines()]).toEqual(lines);
      expect([...spool.lines()].length).toBe(count);
      const bytes = await allOf(spool);
      expect(bytes.length).toBe(spool.size);
      expect((await allOf(spool, 5, 300_000)).equals(bytes.subarray(5, 300_000))).toBe(true);
      await spool.close();
      expect(readdirSync(directory)).toEqual([]);
    });
  }

  it('are no more than may be', async () => {
    const spool = spoolIn(directory, MEBIBYTE);
    await spool.write(Buffer.alloc(MEBIBYTE));
    await expect(spool.write(Buffer.of(1))).rejects.toThrow('too many');
    await spool.close();
  });

  it('are rejected in one line where the directory takes no file', async () => {
    const spool = spoolIn(join(directory, 'none'));
    expect(await rejectionOf(withLines(spool, 9_000))).toBe('no-room');
    await spool.close();
  });
});
