import { expect, test } from '@jest/globals';

import type { InventorySecret } from '../src/model/inventory.ts';
import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { buildPlan, planText } from '../src/plan-file/build-plan.ts';
import { readPlan } from '../src/plan-file/read-plan.ts';
import type { PlanFile } from '../src/plan-file/schema.ts';
import type { Since } from '../src/plan-file/since.ts';
import { NOW, secretOf, type VectorSecret } from './vectors.ts';

type Versions = VectorSecret['versions'];

const version = (id: string, ...labels: string[]): Versions[number] => ({ id, value: `value of ${id}`, labels });

function secret(name: string, versions: Versions): InventorySecret {
  return secretOf({ name, kind: 'generic', versions });
}

function planOf(
  secrets: readonly InventorySecret[],
  [from, to]: readonly ['aliyun' | 'huawei', 'aliyun' | 'huawei' | 'bk'],
  since?: Since,
): PlanFile {
  const plan = buildPlan({
    inventory: { dialect: from, address: '', secrets },
    target: {
      dialect: to,
      address: '',
      profile: PROFILES[to],
      state: { existing: [{ name: 'orders', sameValue: null, isPendingDelete: false }], count: 1 },
    },
    options: DEFAULT_OPTIONS,
    keys: {},
    rename: [],
    waivers: [],
    maxLoss: 'changed',
    requireValues: false,
    now: NOW,
    ...(since === undefined ? {} : { since }),
  });
  expect(readPlan(planText(plan), 'a')).toEqual(plan);
  return plan;
}

function done(plan: PlanFile): Since {
  return { plan, progress: { isDone: () => true, of: () => undefined } };
}

const FIRST = [version('a', 'PREVIOUS', 'blue'), version('b', 'CURRENT')];

test('only newer versions and labels that moved go', () => {
  const direction = ['aliyun', 'huawei'] as const;
  const first = planOf([secret('app/db', FIRST), secret('app/web', FIRST)], direction);
  const versions = [version('a'), version('b', 'PREVIOUS', 'blue'), version('c', 'CURRENT')];
  const delta = planOf(
    [secret('app/db', versions), secret('app/web', FIRST), secret('new', FIRST)],
    direction,
    done(first),
  );
  expect(delta.since).toBe(first.checksum);
  expect(delta.secrets).toMatchObject([
    {
      from: { name: 'app/db' },
      to: { name: 'app-db' },
      action: 'add-version',
      there: { a: 'v1', b: 'v2' },
      steps: [
        { op: 'CreateSecretVersion', version: 'c→v3' },
        { op: 'UpdateSecretStage', label: 'blue', to: 'v2' },
      ],
    },
    { from: { name: 'app/web' }, action: 'skip', steps: [] },
    { from: { name: 'new' }, action: 'create' },
  ]);
  expect(delta.secrets[0]).not.toHaveProperty('edited');
  const again = planOf(
    [secret('app/db', [...versions, version('d', 'CURRENT')].map(current('d')))],
    direction,
    done(delta),
  );
  expect(again.secrets[0]?.steps).toEqual([{ id: 's0001.1', op: 'CreateSecretVersion', version: 'd→v4' }]);
});

function current(id: string): (given: Versions[number]) => Versions[number] {
  return (given) => ({
    ...given,
    labels: given.id === id ? ['CURRENT'] : given.labels.filter((label) => label !== 'CURRENT'),
  });
}

test('a current version that went back, and one that is not the newest, is marked', () => {
  const direction = ['huawei', 'aliyun'] as const;
  const first = planOf([secret('db', FIRST)], direction);
  const back = planOf(
    [secret('db', [version('a', 'CURRENT', 'blue'), version('b', 'PREVIOUS')])],
    direction,
    done(first),
  );
  expect(back.secrets[0]?.steps).toMatchObject([{ op: 'UpdateSecretVersionStage', label: 'ACSCurrent', to: 'a' }]);
  const waits = planOf([secret('db', [...FIRST, version('c', 'PENDING')])], direction, done(first));
  expect(waits.secrets[0]?.steps).toMatchObject([
    { op: 'PutSecretValue', version: 'c→c' },
    { op: 'UpdateSecretVersionStage', label: 'ACSCurrent', to: 'b' },
    { op: 'UpdateSecretVersionStage', label: 'SYSPENDING', to: 'c' },
  ]);
});

test('at BlueKing a newer value is refused, as nothing can be compared there', () => {
  const direction = ['huawei', 'bk'] as const;
  const first = planOf([secret('db', FIRST), secret('web', FIRST)], direction);
  const versions = [...FIRST.map(current('c')), version('c', 'CURRENT')];
  const delta = planOf([secret('db', versions), secret('web', FIRST)], direction, done(first));
  expect(delta.secrets).toMatchObject([
    { action: 'skip', verdict: 'refused', steps: [] },
    { action: 'skip', steps: [] },
  ]);
});

test('ids are those that the target gave', () => {
  const direction = ['aliyun', 'huawei'] as const;
  const first = planOf([secret('db', FIRST)], direction);
  const of = (step: string) => ({ target_version: step === 's0001.1' ? 'v4' : 'v5' });
  const since: Since = { plan: first, progress: { isDone: () => true, of } };
  const delta = planOf([secret('db', [...FIRST.map(current('c')), version('c', 'CURRENT')])], direction, since);
  expect(delta.secrets[0]).toMatchObject({
    there: { a: 'v4', b: 'v5' },
    steps: [{ version: 'c→v6' }, { label: 'blue', to: 'v4' }],
  });
});

test('a move that is not finished is finished first', () => {
  const first = planOf([secret('db', FIRST)], ['aliyun', 'huawei']);
  const since: Since = { plan: first, progress: { isDone: (step) => step === 's0001.1', of: () => undefined } };
  expect(() => planOf([secret('db', FIRST)], ['aliyun', 'huawei'], since)).toThrow(
    'the move before took 1 of 3 steps: finish it first',
  );
});
