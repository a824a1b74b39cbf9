/**
 * The disk of a gateway is full from the n-th call on: while it starts, while clients of the three clouds write, while
 * the state is kept, reset, brought back and imported. Then there is room again, and the same process goes on; then it
 * starts again. Every write that cannot be is rejected with the vendor's own internal error, reads go on, and all that
 * was answered is there. `LONG=1` takes every sixth call.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contentOf, inNewDirectory, problemsAfter, runSteps, startGateway, startOnFullDisk } from './gateway-runs.ts';
import { type Clients, internalErrorsOf, type Model, stepsOfRun, storedNow } from './gateway-steps.ts';
import { isLong, makeRuns } from './runs.ts';
import { countCalls } from './strace.ts';

/** What fails where there is no room: every write; and where nothing can be kept at all, syncs and new names too. */
const KINDS = ['pwrite64', 'pwrite64,ftruncate,fsync,fdatasync,rename,link,mkdir'];

/** How many n of each kind the bounded form takes. */
const BOUNDED = 4;

for (const calls of KINDS)
  test(`the disk is full from the n-th on of ${calls}`, async () => {
    const total = await inNewDirectory(async (data) =>
      countCalls((await runSteps(startGateway(data, { calls }))).trace, calls),
    );
    assert.ok(total > stepsOfRun().length);
    const amount = isLong ? Math.ceil(total / 6) : BOUNDED;
    const runs = Array.from({ length: amount }, (_, n) => 1 + Math.floor((n * total) / amount)).map((at) => ({
      name: `${calls} ${at}`,
      given: at,
    }));
    await makeRuns('disk-full', runs, (at) => fillFrom(calls, at));
  });

async function fillFrom(calls: string, at: number): Promise<void> {
  await inNewDirectory(async (data) => {
    const gateway = await startOnFullDisk(data, { calls, at: `${at}+` });
    const problems: string[] = [];
    const ran = await runSteps(gateway, async (clients, models) => {
      problems.push(...(await problemsWhileFull(clients, models)));
      await gateway.recover();
      return writeWithRoom(clients, models);
    });
    await gateway.recover();
    assert.ok(ran.wasReached, 'the disk was never full');
    const where = `answered ${ran.answered.join(', ')}\n${gateway.stderr()}`;
    assert.deepEqual([...problems, ...(await problemsAfter(data, ran))], [], where);
  });
}

/** Reads go on, and whatever cannot be written is rejected as the vendor would a fault of its own. */
async function problemsWhileFull(clients: Clients, models: readonly Model[]): Promise<string[]> {
  const stored = contentOf(await storedNow(clients));
  const fitting = models.map((model) => contentOf(model.stored));
  return [
    ...(fitting.includes(stored) ? [] : [`while the disk is full ${stored} is read, not ${fitting.join(' or ')}`]),
    ...(await internalErrorsOf(clients)),
  ];
}

/** Writes at each of the doors, and keeps all of it: there is room. */
async function writeWithRoom(clients: Clients, models: readonly Model[]): Promise<Model[]> {
  let written = [...models];
  for (const step of stepsOfRun({ prefix: 'later-' }).slice(0, 3)) {
    await step.act(clients);
    written = written.map((model) => step.change(model));
  }
  await clients.control.snapshots.save({ name: 'kept' });
  return written;
}
