import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Dialect } from '../src/model/direction.ts';
import { type InventorySecret, NO_DETAILS } from '../src/model/inventory.ts';
import { rollBack } from '../src/rollback/rollback.ts';
import type { Target } from '../src/targets/target.ts';
import { verifyMoves } from '../src/verify/verify.ts';
import type { Estate } from './support/estate.ts';
import { openMove, planOf, targetOf, type TestMove } from './support/move.ts';
import { clientsOf, openTarget } from './support/target.ts';
import { NOW } from './vectors.ts';

let gateway: Awaited<ReturnType<typeof openTarget>>;
let clients: ReturnType<typeof clientsOf>;
beforeAll(async () => {
  gateway = await openTarget({ auth: 'strict' });
  clients = clientsOf(gateway.url);
});
afterAll(async () => {
  clients.close();
  await gateway.close();
});

/** One secret with these versions, oldest first, and their labels. */
function estateOf(dialect: Dialect, versions: Readonly<Record<string, readonly string[]>>): Estate {
  const common = { type: 'text', expiresAt: null, value: { state: 'unread' } } as const;
  const secret: InventorySecret = {
    ...({ name: 'orders', id: null, kind: 'generic', state: 'enabled' } as const),
    ...{ description: null, deletionAt: null, key: null },
    versions: Object.entries(versions).map(([id, labels], at) => ({ id, labels, createdAt: NOW + at, ...common })),
    ...{ tags: {}, isRotating: false, details: NO_DETAILS, completeness: 'whole' as const, updatedAt: null },
  };
  return {
    inventory: { dialect, address: '', secrets: [secret] },
    values: { valueOf: ({ version }) => Promise.resolve({ type: 'text', data: `planted-${version}` }) },
    planted: [],
  };
}

const labelsOf = async (target: Target): Promise<Record<string, string>> => {
  const found = await target.show('orders', null);
  return Object.fromEntries(found?.versions.flatMap(({ id, labels }) => labels.map((label) => [label, id])) ?? []);
};
const inputOf = (move: TestMove, target: Target) => {
  const { moves, fingerprint } = move;
  return { moves, target, fingerprint, progress: move.progress(), concurrency: 1 };
};

describe.each([
  ['aliyun', 'huawei'],
  ['huawei', 'aliyun'],
] as const)('from %s to %s', (source, dialect) => {
  it('versions and labels that are newer than a move follow it, and go back to where they were', async () => {
    const target = targetOf(dialect, clients);
    const early = estateOf(source, { v1: ['blue'], v2: ['CURRENT'] });
    const first = openMove(early, planOf(early, dialect));
    expect((await first.run(target)).failures).toEqual([]);
    const before = await labelsOf(target);
    expect(before).toMatchObject({ CURRENT: 'v2', PREVIOUS: 'v1', blue: 'v1' });

    const late = estateOf(source, { v1: [], v2: ['blue'], v3: ['CURRENT'], v4: ['green'] });
    const since = { plan: first.plan, progress: first.progress() };
    const second = openMove(late, planOf(late, dialect, { since }));
    await second.run(target);
    expect(await labelsOf(target)).toMatchObject({ blue: 'v2', CURRENT: dialect === 'huawei' ? 'v4' : 'v3' });
    const input = inputOf(second, target);
    expect(await verifyMoves({ ...input, values: late.values })).toMatchObject([{ comparison: 'equal' }]);

    const [undone] = await rollBack({ ...input, isNow: true });
    expect(undone).toMatchObject({ outcome: 'restored', version: expect.stringMatching(/^v[34], v[34]$/) as unknown });
    // Moving CURRENT moves PREVIOUS too.
    expect(await labelsOf(target)).toEqual({ CURRENT: 'v2', blue: 'v1', PREVIOUS: expect.any(String) as unknown });
    await target.remove('orders', true);
    first.remove();
    second.remove();
  });

  it('a version is added where the plan says so, and left alone where somebody moved on since', async () => {
    const target = targetOf(dialect, clients);
    const early = estateOf(source, { v1: ['CURRENT'] });
    const first = openMove(early, planOf(early, dialect));
    expect((await first.run(target)).failures).toEqual([]);
    const late = estateOf(source, { v2: ['CURRENT'] });
    const existing = [{ name: 'orders', sameValue: false, isPendingDelete: false }];
    const second = openMove(late, planOf(late, dialect, { state: { existing, count: 1 } }));
    await second.run(target);
    const [current] = second.progress().of('s0001.1')?.target_version?.split(' ') ?? [];
    expect((await labelsOf(target))['CURRENT']).toBe(current);
    const value = { type: 'text', data: 'planted by somebody' } as const;
    const [move] = second.moves;
    if (move !== undefined) await target.take(move.secret, { kind: 'add', versionId: 'v9', value }, null);
    const [left] = await rollBack({ ...inputOf(second, target), isNow: true });
    expect(left).toMatchObject({ outcome: 'changed-since' });
    await target.remove('orders', true);
    first.remove();
    second.remove();
  });
});
