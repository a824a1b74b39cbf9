import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { count, plan } from './results.ts';

/** Whether every call, byte and part is taken. */
export const isLong = process.env['LONG'] === '1';

/** What the long form has behind it, a line for each run that was right; it goes on from there. It is not committed. */
const BEHIND = fileURLToPath(new URL('./.long-runs', import.meta.url));

const behind = new Set(isLong && existsSync(BEHIND) ? readFileSync(BEHIND, 'utf8').split('\n') : []);

/** When no more runs are begun, in milliseconds; what is behind is kept all the same. */
const until = Number(process.env['MINUTES'] ?? Infinity) * 60_000 + Date.now();

/**
 * Makes the runs of a row of the table one after the other, and fails with all that went wrong in them.
 * @param run throws where the run is not right
 */
export async function makeRuns<Run>(
  row: string,
  runs: readonly { readonly name: string; readonly given: Run }[],
  run: (given: Run) => Promise<void>,
): Promise<void> {
  plan(row, runs.length);
  const wrong: string[] = [];
  for (const { name, given } of runs) {
    const line = `${row}: ${name}`;
    if (behind.has(line)) count(row, 'right');
    else if (Date.now() < until) {
      try {
        await run(given);
        if (isLong) appendFileSync(BEHIND, `${line}\n`);
        count(row, 'right');
      } catch (error) {
        wrong.push(`${line}: ${(error as Error).message}`);
        if (isLong) process.stderr.write(`${wrong.at(-1) ?? ''}\n`);
      }
    }
  }
  assert.deepEqual(wrong, []);
}
