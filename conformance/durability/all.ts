/** The whole suite, one test after the other: the last one compares what they found with what is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepResults, staleResults } from './results.ts';

const isTraced = process.argv.includes('--traced');

await import('./flips.test.ts');
await import('./flips-beside.test.ts');
await import('./attacks.test.ts');
if (isTraced) {
  await import('./group-commit.test.ts');
  await import('./power-cuts.test.ts');
  await import('./disk-calls.test.ts');
  await import('./gateway-calls.test.ts');
}

if (isTraced)
  test('what docs/durability.md says of these runs is so: RECORD_FIXTURES=1 keeps what they found', () => {
    const isLong = process.env['LONG'] === '1';
    if (process.env['RECORD_FIXTURES'] === '1') keepResults(isLong ? 'long' : 'bounded');
    if (!isLong) assert.deepEqual(staleResults(), []);
  });
