/**
 * The whole suite, or the parts that are named, one test after the other: the last one compares what they found with
 * what is kept. Arguments: `--traced` where processes may be traced, and parts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepResults, staleResults } from './results.ts';
import { isLong } from './runs.ts';

/** Those that look at one process from another come last. */
const PARTS = {
  flips: () => import('./flips.test.ts'),
  'flips-beside': () => import('./flips-beside.test.ts'),
  attacks: () => import('./attacks.test.ts'),
  'group-commit': () => import('./group-commit.test.ts'),
  'power-cuts': () => import('./power-cuts.test.ts'),
  'gateway-power-cuts': () => import('./gateway-power-cuts.test.ts'),
  'disk-full': () => import('./disk-full.test.ts'),
  'disk-calls': () => import('./disk-calls.test.ts'),
  'gateway-calls': () => import('./gateway-calls.test.ts'),
} as const;
const UNTRACED: readonly string[] = ['flips', 'flips-beside', 'attacks'];

const isTraced = process.argv.includes('--traced');
const named = process.argv.slice(2).filter((argument) => argument !== '--traced');
for (const part of named) if (!(part in PARTS)) throw new Error(`the parts are ${Object.keys(PARTS).join(', ')}`);

for (const [part, load] of Object.entries(PARTS))
  if ((isTraced || UNTRACED.includes(part)) && (named.length === 0 || named.includes(part))) await load();

if (isTraced)
  test('what docs/durability.md says of these runs is so: RECORD_FIXTURES=1 keeps what they found', () => {
    if (process.env['RECORD_FIXTURES'] === '1') keepResults(isLong ? 'long' : 'bounded');
    if (!isLong) assert.deepEqual(staleResults({ isWhole: named.length === 0 }), []);
  });
