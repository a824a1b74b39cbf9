/**
 * The disk calls of a gateway are recorded while clients of the three clouds write, a secret rotates, and the state is
 * kept, reset, brought back and imported. A power cut comes before each sync and after each answer, and a gateway is
 * started on each directory that is left: what was answered is there, and its snapshot and authority are what they
 * were. The bounded form takes one directory of twelve.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { lineEventLog, loadSettings, startGateway as startHere } from '../../packages/gateway/src/index.ts';
import { DiskModel } from './disk-model.ts';
import { contentOf, inNewDirectory, NOTHING, runSteps, startGateway } from './gateway-runs.ts';
import { clientsOf, type Model, readStored, stepsOfRun, storedNow } from './gateway-steps.ts';
import { cutEverywhereIn } from './power-cuts.ts';
import { RECORDED_CALLS, recordedCalls } from './recorded-calls.ts';
import { count } from './results.ts';
import { isLong } from './runs.ts';

/** What there is after the start and after each step. */
const MODELS = stepsOfRun().reduce<readonly Model[]>(
  (models, step) => [...models, step.change(models.at(-1) ?? NOTHING)],
  [NOTHING],
);

/** Starts a gateway in this process on what a power cut left. @param done how many steps were answered */
async function problemsIn(directory: string, done: number, authority: string | null): Promise<string[]> {
  const lines: string[] = [];
  const flags = { 'data-dir': directory, port: '0' };
  const settings = await loadSettings({ flags, env: {}, file: null });
  const gateway = await startHere({ settings, eventLog: lineEventLog((line) => lines.push(line)) });
  try {
    const clients = clientsOf(gateway.url);
    const stored = contentOf(await readStored(clients));
    const fitting = MODELS.slice(done, done + 2).map((model) => contentOf(model.stored));
    const problems = fitting.includes(stored) ? [] : [`there is ${stored}, and not ${fitting.join(' or ')}`];
    problems.push(...lines.filter((line) => /damaged|missing/.test(line) && !line.includes('begins anew')));
    if (done > stepsOfRun().findIndex(({ name }) => name === 'snapshot')) {
      await clients.control.snapshots.load({ name: 'kept' });
      const kept = contentOf(await storedNow(clients));
      if (kept !== contentOf(MODELS.at(-1)?.kept ?? {})) problems.push(`the snapshot holds ${kept}`);
    }
    const kept = existsSync(join(directory, 'ca.pem')) ? readFileSync(join(directory, 'ca.pem'), 'utf8') : null;
    if (done === stepsOfRun().length && kept !== authority) problems.push('an answered authority is another');
    return problems;
  } finally {
    await gateway.close();
  }
}

test('power cuts while clients of three clouds write, and the state is replaced', async (context) => {
  await inNewDirectory(async (root) => {
    const ran = await runSteps(startGateway(root, { calls: RECORDED_CALLS, whole: true }));
    const calls = recordedCalls(ran.trace, root);
    const answers = calls.flatMap((call) => (call.kind === 'answered' ? [call.line] : []));
    // The line of the start, one answer for each step, and none to a client that asked twice.
    assert.equal(answers.length, 1 + stepsOfRun().length, answers.join('\n'));
    const found: string[] = [];
    let [states, looked] = [0, 0];
    await cutEverywhereIn(calls, { root, target: `${root}-left`, disk: new DiskModel() }, async (done, at) => {
      states += 1;
      if (!isLong && states % 12 !== 0) return;
      looked += 1;
      const steps = Math.max(0, done.length - 1);
      const here = await problemsIn(`${root}-left`, steps, ran.authority).catch((error: unknown) => [String(error)]);
      found.push(...here.map((problem) => `call ${at}, ${steps} steps answered: ${problem}`));
    });
    assert.deepEqual(found, []);
    count('gateway-power-cuts', 'right', looked);
    context.diagnostic(`${calls.length} calls, ${states} directories, ${looked} looked at`);
  });
});
