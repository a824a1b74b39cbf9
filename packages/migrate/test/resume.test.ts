import { appendFileSync, existsSync, writeFileSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { rollBack } from '../src/rollback/rollback.ts';
import type { Target } from '../src/targets/target.ts';
import { verifyMoves } from '../src/verify/verify.ts';
import { type Estate, estateOf } from './support/estate.ts';
import { Killed, killedAt, type KillPoint } from './support/kill.ts';
import { openMove, planOf, targetOf, type TestMove } from './support/move.ts';
import { clientsOf, makeDefaultKey, openTarget } from './support/target.ts';

let gateway: Awaited<ReturnType<typeof openTarget>>;
let clients: ReturnType<typeof clientsOf>;
beforeAll(async () => {
  gateway = await openTarget({ auth: 'strict' });
  clients = clientsOf(gateway.url);
  await makeDefaultKey(clients);
});
afterAll(async () => {
  clients.close();
  await gateway.close();
});
beforeEach(() => gateway.control.faults.clear());

const unequal = async (estate: Estate, move: TestMove, target: Target): Promise<unknown[]> => {
  const { moves, fingerprint } = move;
  const input = { moves, target, values: estate.values, fingerprint, progress: move.progress(), concurrency: 4 };
  return (await verifyMoves(input)).filter(({ comparison }) => comparison !== 'equal');
};
const undo = async (move: TestMove, target: Target) => {
  const { moves, fingerprint } = move;
  const input = { moves, target, progress: move.progress(), fingerprint, isNow: true, concurrency: 4 };
  return rollBack(input);
};
const killed = async (move: TestMove, target: Target, point: KillPoint): Promise<boolean> => {
  const run = move.runKilled(target, (log) => killedAt(log, point));
  return run.then(
    () => false,
    (error: unknown) => {
      expect(error).toBeInstanceOf(Killed);
      return true;
    },
  );
};

describe.each([
  ['aliyun', 'huawei'],
  ['huawei', 'aliyun'],
] as const)('from %s to %s', (source, dialect) => {
  const estate = estateOf({ dialect: source, secrets: 2, seed: 11 });
  const lines = planOf(estate, dialect).secrets.reduce((sum, { steps }) => sum + 2 * steps.length, 0);
  const points = Array.from({ length: lines }, (_, at) =>
    (['before', 'after'] as const).map((when) => ({ line: at + 1, when })),
  ).flat();

  it('goes on after a kill at every line of progress, and writes nothing twice', async () => {
    const target = targetOf(dialect, clients);
    const { hash } = await gateway.control.state.hash();
    for (const point of points) {
      const move = openMove(estate, planOf(estate, dialect));
      await killed(move, target, point);
      expect(await move.run(target)).toMatchObject({ done: 2, failures: [] });
      expect({ point, unequal: await unequal(estate, move, target) }).toEqual({ point, unequal: [] });
      await undo(move, target);
      expect((await gateway.control.state.hash()).hash).toBe(hash);
      move.remove();
    }
  });

  it('takes back what a run left that was killed', async () => {
    const target = targetOf(dialect, clients);
    const { hash } = await gateway.control.state.hash();
    for (const point of points.filter((_, at) => at % 5 === 0)) {
      const move = openMove(estate, planOf(estate, dialect));
      await killed(move, target, point);
      await undo(move, target);
      expect((await gateway.control.state.hash()).hash).toBe(hash);
      move.remove();
    }
  });

  it('finds what a call wrote whose answer was lost, and waits where it is throttled', async () => {
    const target = targetOf(dialect, clients);
    const create = { door: dialect, operation: 'CreateSecret' };
    const add = { door: dialect, operation: dialect === 'huawei' ? 'CreateSecretVersion' : 'PutSecretValue' };
    await gateway.control.faults.add({
      rules: [
        { match: create, script: ['throttle', { truncate_bytes: 0 }, 'pass', { reset: 'before' }] },
        { match: add, script: [{ truncate_bytes: 5 }, 'throttle', { reset: 'before' }, { truncate_bytes: 1 }] },
      ],
    });
    const move = openMove(estate, planOf(estate, dialect));
    expect(await move.run(target)).toMatchObject({ done: 2, failures: [] });
    expect(await unequal(estate, move, target)).toEqual([]);
    await undo(move, target);
    move.remove();
  });

  it('cuts off a line that was half-written', async () => {
    const target = targetOf(dialect, clients);
    const move = openMove(estate, planOf(estate, dialect));
    await killed(move, target, { line: 2, when: 'after' });
    appendFileSync(move.progressPath, '{"step":"s0001.1","st');
    expect(await move.run(target)).toMatchObject({ done: 2, failures: [] });
    expect(await unequal(estate, move, target)).toEqual([]);
    await undo(move, target);
    move.remove();
  });
});

it('asks for a list where JOB does not tell, and goes on with it', async () => {
  const estate = estateOf({ dialect: 'aliyun', secrets: 2, seed: 3 });
  const move = openMove(estate, planOf(estate, 'bk'));
  await killed(move, targetOf('bk', clients), { line: 2, when: 'before' });
  const { failures } = await move.run(targetOf('bk', clients), { concurrency: 1 });
  expect(failures).toHaveLength(1);
  expect(failures[0]?.problem).toContain('give the list of its console');
  const secrets = await gateway.control.secrets.list({ vault: 'bk:biz/2' });
  const list = new Map(secrets.secrets.map(({ name }) => [name, 'a'.repeat(32)]));
  expect(await move.run(targetOf('bk', clients, { shape: 'typed', list: () => Promise.resolve(list) }))).toMatchObject({
    done: 2,
    failures: [],
  });
  expect((await gateway.control.secrets.list({ vault: 'bk:biz/2' })).secrets).toHaveLength(2);
  move.remove();
});

it('lets one run of a plan write at a time, and takes over from one that was killed', async () => {
  const estate = estateOf({ dialect: 'aliyun', secrets: 1, seed: 4 });
  const move = openMove(estate, planOf(estate, 'huawei'));
  const target = targetOf('huawei', clients);
  writeFileSync(`${move.progressPath}.lock`, '1');
  await expect(move.run(target)).rejects.toThrow('another run of this plan goes on (process 1)');
  writeFileSync(`${move.progressPath}.lock`, '4194305');
  expect(await move.run(target)).toMatchObject({ done: 1 });
  expect(existsSync(`${move.progressPath}.lock`)).toBe(false);
  await undo(move, target);
  move.remove();
});
