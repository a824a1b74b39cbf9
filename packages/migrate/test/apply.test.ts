import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { rollBack } from '../src/rollback/rollback.ts';
import { verifyMoves } from '../src/verify/verify.ts';
import { estateOf } from './support/estate.ts';
import { openMove, planOf, targetOf } from './support/move.ts';
import { clientsOf, makeDefaultKey, openTarget } from './support/target.ts';

let gateway: Awaited<ReturnType<typeof openTarget>>;
beforeAll(async () => {
  gateway = await openTarget({ auth: 'strict' });
});
afterAll(() => gateway.close());

describe.each([
  ['aliyun', 'huawei'],
  ['huawei', 'aliyun'],
  ['aliyun', 'bk'],
  ['bk', 'huawei'],
] as const)('from %s to %s', (source, dialect) => {
  it('writes what was planned, verifies it, and takes it back', async () => {
    const estate = estateOf({ dialect: source, secrets: 12, seed: 7 });
    const clients = clientsOf(gateway.url);
    const target = targetOf(dialect, clients);
    const move = openMove(estate, planOf(estate, dialect));
    await makeDefaultKey(clients);
    const { hash } = await gateway.control.state.hash();
    expect(move.moves).toHaveLength(12);
    expect(await move.run(target)).toEqual({ done: 12, failures: [], left: 0 });
    const verify = { moves: move.moves, target, values: estate.values, fingerprint: move.fingerprint };
    const compared = await verifyMoves({ ...verify, progress: move.progress(), concurrency: 2 });
    const isWriteOnly = dialect === 'bk';
    expect(compared.filter(({ comparison }) => comparison !== (isWriteOnly ? 'unverifiable' : 'equal'))).toEqual([]);
    const undo = { moves: move.moves, target, progress: move.progress(), fingerprint: move.fingerprint };
    const undone = await rollBack({ ...undo, isNow: true, concurrency: 2 });
    expect(new Set(undone.map(({ outcome }) => outcome))).toEqual(new Set([isWriteOnly ? 'remains' : 'deleted']));
    if (isWriteOnly) for (const { targetId } of undone) expect(targetId).toMatch(/^[0-9a-f]{32}$/);
    else expect((await gateway.control.state.hash()).hash).toBe(hash);
    await gateway.control.reset();
    clients.close();
    move.remove();
  });
});
