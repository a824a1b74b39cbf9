import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { rollBack } from '../../packages/migrate/src/rollback/rollback.ts';
import { verifyMoves } from '../../packages/migrate/src/verify/verify.ts';
import { Killed, killedAt } from '../../packages/migrate/test/support/kill.ts';
import { openMove, planOf, targetOf } from '../../packages/migrate/test/support/move.ts';
import { clientsOf, makeDefaultKey, openTarget } from '../../packages/migrate/test/support/target.ts';
import { killEstate } from './kill-estate.ts';

const PROGRAM = fileURLToPath(new URL('killed-run.ts', import.meta.url));
/** One in so many lines of progress. */
const EVERY = process.env['MOVE_KILLS'] === 'all' ? 1 : 20;

let gateway: Awaited<ReturnType<typeof openTarget>>;
before(async () => {
  gateway = await openTarget({ auth: 'strict' });
  const clients = clientsOf(gateway.url);
  await makeDefaultKey(clients);
  clients.close();
});
after(async () => {
  await gateway.close();
});

for (const [source, dialect] of [
  ['aliyun', 'huawei'],
  ['huawei', 'aliyun'],
] as const)
  test(`a plan of 50 secrets to ${dialect}, killed at a line of progress, ends the same`, async () => {
    const estate = killEstate(source);
    const plan = planOf(estate, dialect);
    const lines = plan.secrets.reduce((sum, { steps }) => sum + 2 * steps.length, 0);
    const clients = clientsOf(gateway.url);
    const target = targetOf(dialect, clients);
    const { hash: before } = await gateway.control.state.hash();
    const wrong: string[] = [];
    for (let line = 1; line <= lines; line += EVERY)
      for (const when of ['before', 'after'] as const) {
        const move = openMove(estate, plan);
        const args = [gateway.url, source, dialect, move.progressPath, String(line), when];
        const options = ['--conditions=dragoman-source', '--disable-warning=ExperimentalWarning', PROGRAM];
        const killed = spawn(process.execPath, [...options, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
        const [, signal] = (await once(killed, 'exit')) as [number | null, NodeJS.Signals | null];
        assert.equal(signal, 'SIGKILL');
        const outcome = await move.run(target);
        const { moves, fingerprint } = move;
        const parts = { moves, target, fingerprint, progress: move.progress(), concurrency: 4 };
        const unequal = (await verifyMoves({ ...parts, values: estate.values })).filter(
          ({ comparison }) => comparison !== 'equal',
        );
        await rollBack({ ...parts, isNow: true });
        const { hash } = await gateway.control.state.hash();
        if (outcome.done !== moves.length || unequal.length > 0 || hash !== before) wrong.push(`${when} ${line}`);
        move.remove();
      }
    clients.close();
    assert.deepEqual(wrong, []);
  });

for (const [source, dialect] of [
  ['aliyun', 'huawei'],
  ['huawei', 'aliyun'],
] as const)
  test(`a plan of 50 secrets to ${dialect}, ended at every line of progress in turn, ends the same`, async () => {
    const estate = killEstate(source);
    const plan = planOf(estate, dialect);
    const steps = plan.secrets.flatMap((secret) => secret.steps).length;
    const clients = clientsOf(gateway.url);
    const target = targetOf(dialect, clients);
    const { hash: before } = await gateway.control.state.hash();
    // Each run writes one line; or it begins a step, makes its call, and never notes what came of it.
    for (const point of [{ line: 1, when: 'after' } as const, { line: 2, when: 'before' } as const]) {
      const move = openMove(estate, plan);
      let runs = 0;
      for (let isDone = false; !isDone; runs += 1)
        isDone = await move
          .runKilled(target, (log) => killedAt(log, point), { concurrency: 1 })
          .then(
            ({ done }) =>
              done === move.moves.length &&
              move.moves.every((each) => each.steps.every(({ id }) => move.progress().isDone(id))),
            (error: unknown) => {
              assert.ok(error instanceof Killed, String(error));
              return false;
            },
          );
      assert.ok(runs >= steps, `${runs} runs for ${steps} steps`);
      const { moves, fingerprint } = move;
      const parts = { moves, target, fingerprint, progress: move.progress(), concurrency: 4 };
      const compared = await verifyMoves({ ...parts, values: estate.values });
      assert.deepEqual(new Set(compared.map(({ comparison }) => comparison)), new Set(['equal']));
      await rollBack({ ...parts, isNow: true });
      assert.equal((await gateway.control.state.hash()).hash, before);
      move.remove();
    }
    clients.close();
  });
