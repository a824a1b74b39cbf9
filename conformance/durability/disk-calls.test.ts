/**
 * The n-th disk call of a data directory's first start, its writes, a snapshot, a replacement of everything and its
 * close is the last one, or fails. `LONG=1` takes every n; otherwise some of each, the same every time.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { problemsAfter, type Run, runDirectory, runWith } from './disk-calls.ts';

const isLong = process.env['LONG'] === '1';

/** Kinds of calls, and which n of them the bounded form takes. */
const KINDS: readonly (readonly [calls: string, bounded: readonly number[]])[] = [
  ['pwrite64', [1, 2, 9, 30, 61, 90, 140]],
  ['fsync,fdatasync', [1, 4, 9, 16, 25, 33]],
  ['ftruncate', [1]],
  ['rename', [1]],
  ['unlink', [1, 2]],
];
const FAULTS: readonly Run['fault'][] = ['signal=KILL', 'error=EIO', 'error=ENOSPC'];
/** More calls than any scenario makes. */
const MAX_CALLS = 2_000;

for (const [calls, bounded] of KINDS)
  for (const fault of FAULTS)
    test(`${calls}: ${fault}`, async (context) => {
      let runs = 0;
      for (const at of isLong ? Array.from({ length: MAX_CALLS }, (_, n) => n + 1) : bounded) {
        const directory = runDirectory();
        try {
          const { answered, wasReached, stderr } = await runWith(
            { scenario: 'write', calls, fault, at },
            directory.path,
          );
          runs += 1;
          const problems = await problemsAfter(directory.path, answered);
          assert.deepEqual(problems, [], `${calls} ${fault} at ${at}\n${stderr}`);
          if (answered.includes('snapshot')) {
            const snapshot = readFileSync(join(directory.path, 'snapshots', 'kept'));
            assert.equal(snapshot.length, 9_000);
          }
          if (!wasReached) break;
        } finally {
          directory.remove();
        }
      }
      context.diagnostic(`${runs} runs`);
    });

for (const fault of FAULTS)
  test(`the authority: ${fault}`, async () => {
    for (const at of isLong ? [1, 2, 3, 4] : [1, 2]) {
      const directory = runDirectory();
      try {
        const run = { scenario: 'authority', calls: 'link,linkat,unlink,fsync,fdatasync', fault, at } as const;
        const first = await runWith(run, directory.path);
        const next = await runWith({ ...run, at: MAX_CALLS }, directory.path);
        assert.deepEqual(next.answered, ['authority'], `${at}: ${next.stderr}`);
        if (first.answered.includes('authority')) assert.ok(existsSync(join(directory.path, 'ca.pem')));
      } finally {
        directory.remove();
      }
    }
  });
