/**
 * The n-th disk call of a gateway is its last one, or fails, while clients of the three clouds write, a secret rotates,
 * and the state is kept, reset, brought back and imported. Then it starts again, and all that it answered is there.
 * `LONG=1` takes every n.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { inNewDirectory, problemsAfter, runSteps, startGateway } from './gateway-runs.ts';
import { stepsOfRun } from './gateway-steps.ts';
import { makeRuns } from './runs.ts';
import { countCalls, type DiskFault, FAULTS, sampleOf } from './strace.ts';

/** Kinds of calls, and how many of each the bounded form takes. */
const KINDS: readonly (readonly [calls: string, bounded: number])[] = [
  ['pwrite64', 3],
  ['fsync,fdatasync', 3],
  ['rename', 1],
  ['ftruncate,unlink', 1],
  ['write,link', 1],
];

/** The files that are written as a whole; of other writes of a process nothing is to be seen. */
const WHOLE_FILES = ['root.key.new', '.gitignore', 'snapshots/.kept.tmp', 'ca.key', 'ca.pem'];

/** What strace is to look at. */
function traced<Traced extends { readonly calls: string }>(data: string, given: Traced): Traced {
  return given.calls.includes('write,') ? { ...given, paths: WHOLE_FILES.map((name) => join(data, name)) } : given;
}

/** Runs one with a fault, at a call before it where that was not made this time. */
async function failAt(given: DiskFault & { readonly at: number }, least = given.at - 5): Promise<void> {
  const wasReached = await inNewDirectory(async (data) => {
    const ran = await runSteps(startGateway(data, traced(data, given)));
    const where = `${given.calls} ${given.fault} at ${given.at}, answered ${ran.answered.join(', ')}`;
    if (ran.wasReached) assert.deepEqual(await problemsAfter(data, ran), [], where);
    return ran.wasReached;
  });
  if (wasReached) return;
  assert.ok(given.at > Math.max(1, least), `never met: ${given.calls} at ${given.at}`);
  return failAt({ ...given, at: given.at - 1 }, least);
}

test('without a fault everything is answered, and is there after the next start', async () => {
  for (const [calls] of KINDS)
    await inNewDirectory(async (data) => {
      const ran = await runSteps(startGateway(data, traced(data, { calls })));
      assert.deepEqual(
        ran.answered,
        stepsOfRun().map(({ name }) => name),
      );
      assert.equal(ran.fitting.length, 1);
      assert.deepEqual(await problemsAfter(data, ran), []);
      totals.set(calls, countCalls(ran.trace, calls));
    });
});

const totals = new Map<string, number>();
for (const [calls, bounded] of KINDS)
  for (const fault of FAULTS)
    test(`writes through three doors, rotation, snapshot, reset, import: ${calls} ${fault}`, async () => {
      const total = totals.get(calls) ?? 0;
      assert.ok(total >= bounded, `${calls} are ${total}`);
      const runs = sampleOf(total, bounded).map((at) => ({
        name: `${calls} ${fault} ${at}`,
        given: { calls, fault, at },
      }));
      await makeRuns('gateway-calls', runs, failAt);
    });
