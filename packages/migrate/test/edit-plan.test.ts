import { describe, expect, test } from '@jest/globals';

import type { InventorySecret } from '../src/model/inventory.ts';
import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { buildPlan, type PlanInput, planText } from '../src/plan-file/build-plan.ts';
import { editPlan } from '../src/plan-file/edit-plan.ts';
import { checkGate } from '../src/plan-file/gate.ts';
import { inputOfPlan } from '../src/plan-file/plan-input.ts';
import { planIn, readPlan } from '../src/plan-file/read-plan.ts';
import type { PlanFile } from '../src/plan-file/schema.ts';
import type { TargetState } from '../src/planner/target-state.ts';
import { NOW, secretOf } from './vectors.ts';

const SECRETS: readonly InventorySecret[] = ['app/db', 'app/web', 'taken', 'waits'].map((name) =>
  secretOf({
    name,
    kind: 'generic',
    versions: [{ id: 'v1', value: 'not-a-secret', labels: ['CURRENT'] }],
    ...(name === 'waits' ? { state: 'pending-delete' } : {}),
  }),
);
const STATE: TargetState = { existing: [{ name: 'taken', sameValue: null, isPendingDelete: false }], count: 1 };
const INPUT: PlanInput = {
  inventory: { dialect: 'aliyun', address: '1/cn-hangzhou', secrets: SECRETS },
  target: { dialect: 'huawei', address: 'd7a6', profile: PROFILES.huawei, state: STATE },
  options: { ...DEFAULT_OPTIONS, dots: 'refused' },
  keys: {},
  rename: [],
  waivers: [],
  maxLoss: 'changed',
  requireValues: false,
  now: NOW,
};

interface Changes {
  readonly names?: Record<string, string>;
  readonly actions?: Record<string, PlanFile['secrets'][number]['action']>;
  readonly waivers?: PlanFile['waivers'];
}

/** The plan with changes as somebody makes them in an editor. */
function changed(plan: PlanFile, { names = {}, actions = {}, waivers = plan.waivers }: Changes): PlanFile {
  return planIn(
    planText({
      ...plan,
      waivers,
      secrets: plan.secrets.map((secret) => ({
        ...secret,
        to: { name: names[secret.from.name] ?? secret.to.name },
        action: actions[secret.from.name] ?? secret.action,
      })),
    }),
    'a.plan.json',
  );
}

function edit(plan: PlanFile, changes: Changes): PlanFile {
  const edited = changed(plan, changes);
  return editPlan(edited, inputOfPlan(edited, INPUT.inventory, STATE, NOW), 'a.plan.json');
}

const PLAN = buildPlan(INPUT);

test('a plan that nobody edited stays as it is', () => {
  expect(planText(edit(PLAN, {}))).toBe(planText(PLAN));
});

test('a name, an action and a waiver are taken over, checked and signed', () => {
  const waiver = { rule: '*-DELETE-PENDING', secret: 'waits', reason: 'is going away', until: '2026-12-31' };
  const plan = edit(PLAN, {
    names: { 'app/db': 'database', taken: 'free' },
    actions: { 'app/web': 'skip' },
    waivers: [waiver],
  });
  expect(plan.secrets).toMatchObject([
    { from: { name: 'app/db' }, to: { name: 'database' }, action: 'create', verdict: 'changed', edited: ['name'] },
    { from: { name: 'app/web' }, action: 'skip', steps: [], edited: ['action'] },
    { from: { name: 'taken' }, to: { name: 'free' }, action: 'create', verdict: 'kept', edited: ['name'] },
    { from: { name: 'waits' }, action: 'skip', verdict: 'refused' },
  ]);
  expect(checkGate(PLAN, NOW).isOpen).toBe(false);
  expect(checkGate(plan, NOW)).toMatchObject({ isOpen: true, waived: [{ secret: 'waits' }] });
  expect(readPlan(planText(plan), 'a.plan.json')).toEqual(plan);
  const again = edit(plan, { names: { 'app/db': 'other' } });
  expect(again.secrets.map(({ to, action }) => [to.name, action])).toEqual([
    ['other', 'create'],
    ['app-web', 'skip'],
    ['free', 'create'],
    ['waits', 'skip'],
  ]);
});

test('a version is added to a secret that is there', () => {
  const plan = edit(PLAN, { actions: { taken: 'add-version' } });
  expect(plan.secrets[2]).toMatchObject({
    action: 'add-version',
    verdict: 'changed',
    edited: ['action'],
    steps: [{ op: 'CreateSecretVersion' }],
  });
});

test('what somebody left behind does not hold the gate up', () => {
  const lossy = buildPlan({
    ...INPUT,
    inventory: { ...INPUT.inventory, secrets: SECRETS.slice(0, 1).map((secret) => ({ ...secret, isRotating: true })) },
  });
  expect(checkGate(lossy, NOW).isOpen).toBe(false);
  const edited = changed(lossy, { actions: { 'app/db': 'skip' } });
  const secrets = SECRETS.slice(0, 1).map((secret) => ({ ...secret, isRotating: true }));
  const input = inputOfPlan(edited, { ...INPUT.inventory, secrets }, STATE, NOW);
  expect(checkGate(editPlan(edited, input, 'a.plan.json'), NOW).isOpen).toBe(true);
});

describe('an edit is rejected in one line', () => {
  test.each<readonly [string, Changes, RegExp]>([
    ['a name that is none', { names: { 'app/db': 'a b' } }, /^"a b" is no name that huawei takes: give another$/],
    ['a dot where they are refused', { names: { 'app/db': 'a.b' } }, /^"a\.b" is no name/],
    ['a name of another', { names: { 'app/db': 'app-web' } }, /^two secrets would be called "app-web": give one/],
    ['creating what is there', { actions: { taken: 'create' } }, /^the action of "taken" cannot be create: it is ref/],
    ['adding to nothing', { actions: { 'app/db': 'add-version' } }, /cannot be add-version: the target has no such/],
    ['moving what is refused', { actions: { waits: 'create' } }, /^the action of "waits" cannot be create: it is ref/],
  ])('%s', (_, changes, message) => {
    expect(() => edit(PLAN, changes)).toThrow(message);
  });

  test('other sources, and a secret that is none of the plan', () => {
    const others = { ...INPUT.inventory, secrets: SECRETS.slice(1) };
    expect(() => editPlan(PLAN, inputOfPlan(PLAN, others, STATE, NOW), 'a.plan.json')).toThrow(
      'a.plan.json is the plan of other sources than these: make the plan anew',
    );
    const [first, ...rest] = PLAN.secrets;
    const input = inputOfPlan(PLAN, INPUT.inventory, STATE, NOW);
    const less = { ...PLAN, secrets: rest };
    expect(() => editPlan(less, input, 'a.plan.json')).toThrow(/^a\.plan\.json lacks secrets of the plan/);
    const odd = { ...PLAN, secrets: [{ ...first, id: 's9999' } as PlanFile['secrets'][number], ...rest] };
    expect(() => editPlan(odd, input, 'a.plan.json')).toThrow(/"app\/db" is no secret of the plan/);
  });
});
