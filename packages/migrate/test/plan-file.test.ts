import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { buildPlan, checksumOf, planPieces, planText } from '../src/plan-file/build-plan.ts';
import { canonicalJson, canonicalPieces } from '../src/plan-file/canonical-json.ts';
import { checkGate } from '../src/plan-file/gate.ts';
import { planKeyOf, planKeyPath } from '../src/plan-file/plan-key.ts';
import { readPlan } from '../src/plan-file/read-plan.ts';
import type { PlanFile, Waiver } from '../src/plan-file/schema.ts';
import { EMPTY_TARGET } from '../src/planner/target-state.ts';
import { fingerprintOf } from '../src/values/fingerprint.ts';
import { NOW, secretOf, type VectorSecret, VECTORS } from './vectors.ts';

const SECRET: VectorSecret = {
  name: 'app.db',
  kind: 'generic',
  versions: [
    { id: 'v1', value: 'not-a-secret-1', labels: ['PREVIOUS', 'blue'], expires: '+30d' },
    { id: 'v2', value: 'not-a-secret-2', labels: ['CURRENT'] },
  ],
  tags: { team: 'a' },
};

function planOf(parts: Partial<Parameters<typeof buildPlan>[0]> = {}, secret: VectorSecret = SECRET): PlanFile {
  return buildPlan({
    inventory: { dialect: 'huawei', address: 'd7a6', secrets: [secretOf(secret)] },
    target: { dialect: 'aliyun', address: '1/cn-hangzhou', profile: PROFILES.aliyun, state: EMPTY_TARGET },
    options: DEFAULT_OPTIONS,
    keys: {},
    rename: [],
    waivers: [],
    maxLoss: 'changed',
    requireValues: false,
    now: NOW,
    ...parts,
  });
}

test('steps write the current version last, then labels', () => {
  const [secret] = planOf().secrets;
  expect(secret?.steps).toEqual([
    { id: 's0001.1', op: 'CreateSecret', version: 'v1→v1', tags: 1 },
    { id: 's0001.2', op: 'PutSecretValue', version: 'v2→v2' },
    { id: 's0001.3', op: 'UpdateSecretVersionStage', label: 'blue', to: 'v1' },
  ]);
});

test('steps at Huawei and at BlueKing', () => {
  const huawei = { dialect: 'huawei', address: '', profile: PROFILES.huawei, state: EMPTY_TARGET } as const;
  const inventory = { dialect: 'aliyun', address: '', secrets: [secretOf(SECRET)] } as const;
  expect(planOf({ inventory, target: huawei }).secrets[0]?.steps.map(({ op }) => op)).toEqual([
    'CreateSecret',
    'CreateSecretVersion',
    'UpdateSecretStage',
    'BatchCreateOrDeleteTags',
  ]);
  const bk = { dialect: 'bk', address: '', profile: PROFILES.bk, state: EMPTY_TARGET } as const;
  expect(planOf({ target: bk }).secrets[0]?.steps).toEqual([
    { id: 's0001.1', op: 'create_credential', version: 'v2→v1', type: 'SECRET_KEY' },
  ]);
});

test('a rename rule comes before the rules of the target', () => {
  const plan = planOf({ rename: [{ match: '^app[.](.*)$', to: 'prod/$1' }] });
  expect(plan.secrets[0]?.to.name).toBe('prod/db');
});

test('a finding names its rule, the page of the vendor and what can be done', () => {
  expect(planOf().secrets[0]?.findings).toEqual([
    {
      rule: 'HW-ALI-VERSION-EXPIRY',
      verdict: 'lost',
      why: 'a version has an expire_time, which the target does not know',
      propose: 'watch it elsewhere, or waive the rule',
      page: 'https://support.huaweicloud.com/intl/en-us/api-dew/CreateSecretVersion.html',
    },
  ]);
});

describe('the gate', () => {
  const waiver: Waiver = { rule: '*-VERSION-EXPIRY', secret: 'app*', reason: 'nobody reads it', until: '2026-11-30' };

  test('is broken by what is worse than it allows', () => {
    expect(checkGate(planOf(), NOW)).toMatchObject({ isOpen: false, waived: [] });
    expect(checkGate(planOf({ maxLoss: 'lost' }), NOW).isOpen).toBe(true);
  });

  test('lets through what a waiver accepts, until its day is over', () => {
    const plan = planOf({ waivers: [waiver] });
    expect(checkGate(plan, NOW)).toMatchObject({ isOpen: true, waived: [{ secret: 'app.db' }] });
    expect(checkGate(plan, NOW + 86_400_000).isOpen).toBe(false);
  });

  test('a waiver of another secret or rule changes nothing', () => {
    for (const other of [{ secret: 'app' }, { rule: 'VERSION-EXPIRY' }])
      expect(checkGate(planOf({ waivers: [{ ...waiver, ...other }] }), NOW).isOpen).toBe(false);
  });

  test('asks for values where they are required', () => {
    const secret = secretOf({ ...SECRET, versions: [{ id: 'v1', value: 'x', labels: ['CURRENT'] }] });
    const unread = { ...secret, versions: secret.versions.map((version) => ({ ...version, value: UNREAD })) };
    const inventory = { dialect: 'huawei', address: '', secrets: [unread] } as const;
    expect(checkGate(planOf({ inventory }), NOW)).toMatchObject({ isOpen: true, unread: 0 });
    expect(checkGate(planOf({ inventory, requireValues: true }), NOW)).toMatchObject({ isOpen: false, unread: 1 });
  });
});

const UNREAD = { state: 'unread' } as const;

describe('a plan is rejected in one line', () => {
  const text = planText(planOf());
  test.each([
    ['cut off', text.slice(0, 100), 'a.plan.json is no plan: it is no JSON'],
    ['something else', '{}', 'a.plan.json is no plan: it does not say format dragoman-migration-plan/1'],
    ['changed', text.replace('1/cn-hangzhou', '2/cn-hangzhou'), /^a\.plan\.json was changed since it was made/],
    ['with an unknown verdict', text.replace('"verdict":"lost"', '"verdict":"fine"'), /^a\.plan\.json: secrets\.0\./],
    ['of other rules', withChecksum({ ...planOf(), rules: '2025-01-01' }), /^a\.plan\.json is of the rules of 2025/],
  ])('%s', (_, given, message) => {
    expect(() => readPlan(given, 'a.plan.json')).toThrow(message);
  });
});

function withChecksum(whole: PlanFile): string {
  const { checksum: old, ...plan } = whole;
  const checksum = checksumOf(plan);
  expect(checksum).not.toBe(old);
  return planText({ ...plan, checksum });
}

test.each([
  ['a name that its cloud does not take', { name: 'a b' }, /"a b" cannot come from huawei: .* name/],
  ['too many versions', { versions: many(21) }, /cannot come from huawei: .* 20 versions/],
  ['a stage on two versions', { versions: many(2, ['x']) }, /cannot come from huawei: a stage is on two versions/],
])('%s is rejected by its name', (_, parts, message) => {
  expect(() => planOf({}, { ...SECRET, ...parts })).toThrow(message);
});

function many(count: number, labels: readonly string[] = []): VectorSecret['versions'] {
  return Array.from({ length: count }, (_, at) => ({ id: `v${at + 1}`, value: 'x', labels }));
}

test.each(VECTORS.fingerprints.cases)('the fingerprint of a $type value', ({ type, value, fp }) => {
  expect(fingerprintOf(Buffer.from(VECTORS.fingerprints.key_hex, 'hex'), type, value)).toBe(fp);
});

test('10,000 secrets with 5 versions are planned within 10 seconds', () => {
  const versions = many(5).map((version, at) => ({ ...version, labels: at === 4 ? ['CURRENT'] : [] }));
  const secrets = Array.from({ length: 10_000 }, (_, at) => secretOf({ name: `s-${at}`, kind: 'generic', versions }));
  const started = performance.now();
  expect(planOf({ inventory: { dialect: 'huawei', address: '', secrets } }).secrets).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});

describe('the key of a plan', () => {
  const directory = mkdtempSync(join(tmpdir(), 'plan-key-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test('is made once beside the plan, for its owner alone', () => {
    const path = join(directory, 'move.plan.json');
    const { key, save } = planKeyOf(path);
    expect(key).toHaveLength(32);
    save();
    planKeyOf(path).save();
    expect(Buffer.from(planKeyOf(path).key).equals(key)).toBe(true);
    expect(planKeyPath(path)).toBe(join(directory, 'move.plan.key'));
    expect(statSync(planKeyPath(path)).mode & 0o777).toBe(0o600);
  });

  test('is no other file', () => {
    writeFileSync(join(directory, 'other.plan.key'), 'too short');
    expect(() => planKeyOf(join(directory, 'other.plan.json'))).toThrow(/other\.plan\.key is no key of a plan/);
    expect(() => {
      planKeyOf(join(directory, 'nowhere', 'a.plan.json')).save();
    }).toThrow(/a\.plan\.key cannot be written/);
  });
});

test('the pieces of a plan are its text', () => {
  const plan = planOf();
  expect([...planPieces(plan)].join('')).toBe(planText(plan));
  for (const value of [[], {}, [[]], { a: {} }, null, { b: undefined, a: [1, { c: 'x' }] }])
    expect([...canonicalPieces(value)].join('')).toBe(canonicalJson(value));
});
