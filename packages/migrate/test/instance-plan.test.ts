import { expect, test } from '@jest/globals';

import { type InventorySecret, NO_DETAILS, type SourceKey } from '../src/model/inventory.ts';
import { buildInstancePlan, NO_INSTANCE_FACTS } from '../src/plan-file/build-instance-plan.ts';
import { configFrom } from '../src/plan-file/config.ts';
import { checkGate } from '../src/plan-file/gate.ts';
import { readPlan } from '../src/plan-file/read-plan.ts';
import { planText } from '../src/plan-file/build-plan.ts';
import { reportOf } from '../src/report/report.ts';
import { instanceBatchesOf } from '../src/run/instance-batches.ts';
import { NOW, secretOf } from './vectors.ts';

const KEY: SourceKey = {
  id: 'key-1',
  aliases: [],
  spec: 'Aliyun_AES_256',
  isImported: false,
  rotationDays: null,
  pendingDays: null,
  instance: 'kst-1',
  versions: 1,
  hasMaterial: false,
  hasCiphertexts: true,
};
const plain = (name: string) =>
  secretOf({ name, kind: 'generic', versions: [{ id: 'v1', value: 'x', labels: ['CURRENT'] }] });
const inside = (name: string) => ({ ...plain(name), details: { ...NO_DETAILS, instance: 'kst-1' } });

function inventoryOf(secrets: readonly InventorySecret[], keys: readonly SourceKey[], from = '1/cn-hangzhou') {
  return { dialect: 'aliyun', address: from, secrets, keys } as const;
}

function planOf(
  secrets: readonly ReturnType<typeof plain>[],
  { facts = {}, keys = [KEY], from = '1/cn-hangzhou', existing = [] as ReturnType<typeof inside>[] } = {},
) {
  return buildInstancePlan({
    inventory: inventoryOf(secrets, keys, from),
    address: '1/cn-hangzhou/kst-1',
    existing: { secrets: existing, keys: [] },
    facts: { ...NO_INSTANCE_FACTS, ...facts },
    waivers: [],
    maxLoss: 'changed',
    now: NOW,
  });
}

const aspects = (plan: ReturnType<typeof planOf>) =>
  plan.secrets.map(({ findings }) => findings.map(({ rule }) => rule.slice('K1-K3-'.length)));

test('secrets go in batches of 50, and those in an instance stay out of it', () => {
  const names = Array.from({ length: 51 }, (_, at) => `s${String(at).padStart(2, '0')}`);
  const plan = planOf([...names.map(plain), inside('there')]);
  expect(plan.secrets).toHaveLength(51);
  expect(plan.secrets.map(({ steps }) => steps[0]?.batch)).toEqual([...Array<number>(50).fill(1), 2]);
  expect(aspects(plan)[0]).toEqual(['BATCH']);
  expect(readPlan(planText(plan), 'a')).toEqual(plan);
  const report = reportOf(plan, checkGate(plan, NOW));
  expect(report.headline).toContain('51 secrets aliyun:1/cn-hangzhou → aliyun:1/cn-hangzhou/kst-1: 51 kept');
  expect(report.always.map(({ rule }) => rule)).toEqual(['K1-K3-TF-INSTANCE', 'K1-K3-FREEZE']);
});

test('keys that are in no instance go first, in batches of 50, and their secrets after them', () => {
  const shared = Array.from({ length: 51 }, (_, at) => ({
    ...KEY,
    ...{ id: `k${String(at).padStart(2, '0')}`, aliases: at === 0 ? ['app'] : [], instance: null },
  }));
  const secret = { ...plain('a'), key: { id: 'k50', alias: null } };
  const plan = planOf([secret], { keys: [KEY, ...shared.toReversed()] });
  expect(plan.keys).toHaveLength(51);
  expect(plan.keys?.[0]).toEqual({
    from: { id: 'k00', spec: 'Aliyun_AES_256', aliases: ['app'] },
    to: { spec: 'Aliyun_AES_256', batch: 1 },
    verdict: 'kept',
    findings: [expect.objectContaining({ rule: 'K1-K3-BATCH' })],
  });
  expect(plan.keys?.map(({ to }) => to?.batch)).toEqual([...Array<number>(50).fill(1), 2]);
  expect(aspects(plan)).toEqual([[]]);
  expect(readPlan(planText(plan), 'a')).toEqual(plan);
  const { keyBatches } = instanceBatchesOf(plan, inventoryOf([secret], [KEY, ...shared]));
  expect(keyBatches.map((batch) => batch.map(({ id }) => id))).toEqual([
    shared.slice(0, 50).map(({ id }) => id),
    ['k50'],
  ]);
  expect(() => instanceBatchesOf(plan, inventoryOf([secret], [KEY]))).toThrow(/the key k00 is no longer/);
});

test('keys that the console does not move are told, with the secrets that they seal', () => {
  const shared = { ...KEY, instance: null };
  const keys = [
    { ...shared, id: 'imported', isImported: true },
    { ...shared, id: 'rotated', versions: 2 },
    { ...shared, id: 'x' },
    { ...shared, id: 'y' },
  ];
  const secrets = keys.map(({ id }) => ({ ...plain(id), key: { id, alias: null } }));
  const plan = planOf(secrets, { keys, facts: { keys_free: 3 } });
  const rules = plan.keys?.map(({ to, findings }) => [to?.batch ?? null, ...findings.map(({ rule }) => rule)]);
  expect(rules).toEqual([[null, 'K1-K3-KEY-KIND'], [null, 'K1-K3-KEY-KIND'], [1], [null, 'K1-K3-QUOTA']]);
  expect(aspects(plan)).toEqual([['KEY-FIRST', 'KEY-KIND'], ['KEY-FIRST', 'KEY-KIND'], [], ['KEY-FIRST']]);
  const elsewhere = planOf([], { keys: [{ ...shared, id: 'x' }], from: '1/cn-shanghai' });
  expect(elsewhere.keys?.[0]?.findings.map(({ rule }) => rule)).toEqual(['K1-K3-REGION']);
});

test('what the console would refuse is told before', () => {
  const sealed = { ...plain('b'), key: { id: 'key-2', alias: null } };
  const imported = { ...plain('c'), key: { id: 'key-3', alias: null } };
  const keys = [KEY, { ...KEY, id: 'key-2', instance: 'kst-2' }, { ...KEY, id: 'key-3', isImported: true }];
  const plan = planOf(
    [{ ...plain('a'), isRotating: true }, sealed, imported, { ...plain('d'), key: { id: 'key-1', alias: null } }],
    {
      keys,
      existing: [inside('d')],
      facts: { secrets_free: 3, image: '2.8.10', gateway: 'dedicated', app_uses: ['ReEncrypt'] },
    },
  );
  expect(aspects(plan)).toEqual([
    ['API', 'ENDPOINT', 'IMAGE', 'ROTATION-ON'],
    ['API', 'ENDPOINT', 'IMAGE', 'KEY-FIRST'],
    ['API', 'ENDPOINT', 'IMAGE', 'KEY-KIND'],
    ['API', 'DUP-NAME', 'ENDPOINT', 'IMAGE', 'QUOTA'],
  ]);
  expect(plan.secrets.every(({ action, steps }) => action === 'skip' && steps.length === 0)).toBe(true);
  expect(aspects(planOf([plain('a')], { from: '1/cn-shanghai' }))).toEqual([['REGION']]);
});

test('facts of an instance stand in the configuration', () => {
  const { instance } = configFrom({ instance: { image: '2.9.0', gateway: 'dedicated' } }, 'm.yaml');
  expect(instance).toEqual({ image: '2.9.0', gateway: 'dedicated' });
  expect(() => configFrom({ instance: { gateway: 'own' } }, 'm.yaml')).toThrow(/instance\.gateway does not fit/);
});
