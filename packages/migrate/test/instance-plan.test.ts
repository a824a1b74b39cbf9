import { expect, test } from '@jest/globals';

import { NO_DETAILS } from '../src/model/inventory.ts';
import { buildInstancePlan, NO_INSTANCE_FACTS } from '../src/plan-file/build-instance-plan.ts';
import { configFrom } from '../src/plan-file/config.ts';
import { checkGate } from '../src/plan-file/gate.ts';
import { readPlan } from '../src/plan-file/read-plan.ts';
import { planText } from '../src/plan-file/build-plan.ts';
import { reportOf } from '../src/report/report.ts';
import { NOW, secretOf } from './vectors.ts';

const KEY = {
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

function planOf(
  secrets: readonly ReturnType<typeof plain>[],
  { facts = {}, keys = [KEY], from = '1/cn-hangzhou', existing = [] as ReturnType<typeof inside>[] } = {},
) {
  return buildInstancePlan({
    inventory: { dialect: 'aliyun', address: from, secrets, keys },
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

test('what the console would refuse is told before', () => {
  const sealed = { ...plain('b'), key: { id: 'key-2', alias: null } };
  const imported = { ...plain('c'), key: { id: 'key-3', alias: null } };
  const keys = [
    KEY,
    { ...KEY, id: 'key-2', instance: null as unknown as string },
    { ...KEY, id: 'key-3', isImported: true },
  ];
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
