import { describe, expect, test } from '@jest/globals';

import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { buildPlan, planText } from '../src/plan-file/build-plan.ts';
import { configFrom, selectSecrets } from '../src/plan-file/config.ts';
import { profileWith } from '../src/plan-file/profile.ts';
import { readPlan } from '../src/plan-file/read-plan.ts';
import { checkGate } from '../src/plan-file/gate.ts';
import { EMPTY_TARGET } from '../src/planner/target-state.ts';
import { markdownOf } from '../src/report/markdown.ts';
import { reportOf } from '../src/report/report.ts';
import { openSources, readSources } from '../src/sources/read-sources.ts';
import { fingerprintOf } from '../src/values/fingerprint.ts';
import { NOW } from './vectors.ts';
import { PLANTED, file, HUAWEI_ATTRIBUTES, ALIYUN_ATTRIBUTES, STATES } from './support/described-states.ts';

describe.each(Object.entries(STATES))('%s', (_, state) => {
  test('has secrets of Huawei without their values', async () => {
    const inventory = await readSources([state('huaweicloud_csms_secret', HUAWEI_ATTRIBUTES)], null, {
      withValues: true,
    });
    expect(inventory.secrets).toMatchObject([
      {
        name: 'orders',
        id: HUAWEI_ATTRIBUTES.secret_id,
        kind: 'generic',
        description: 'of the shop',
        state: 'enabled',
        versions: [{ id: 'v2', labels: ['CURRENT'], expiresAt: null, value: { state: 'missing' } }],
        tags: { team: 'a' },
        details: { events: 1, project: null },
        completeness: 'current-only',
        updatedAt: null,
      },
    ]);
    expect(JSON.stringify(inventory)).not.toContain(HUAWEI_ATTRIBUTES.secret_text);
  });

  test('is completed by what the CLI tells', async () => {
    const { secret_id: id, name } = HUAWEI_ATTRIBUTES;
    const answer = { id, name, description: 'of the shop', auto_rotation: true, update_time: 1_700_000_000_000 };
    const files = [
      state('huaweicloud_csms_secret', HUAWEI_ATTRIBUTES),
      file('h', { secret: { ...answer, event_subscriptions: ['rotated'] } }),
    ];
    expect((await readSources(files, null, { withValues: false })).secrets).toMatchObject([
      { name, isRotating: true, tags: { team: 'a' }, updatedAt: 1_700_000_000_000 },
    ]);
  });

  test('has a value where a data source read it', async () => {
    const data = { secret_name: 'orders', version: 'v2', secret_text: PLANTED, status: ['SYSCURRENT'] };
    const files = [
      state('huaweicloud_csms_secret', HUAWEI_ATTRIBUTES),
      { ...state('huaweicloud_csms_secret_version', data, 'data'), path: 'data' },
    ];
    for (const order of [files, files.toReversed()]) {
      const { secrets } = await readSources(order, null, { withValues: true });
      expect(secrets[0]?.versions).toMatchObject([{ id: 'v2', value: { state: 'read', traits: { bytes: 18 } } }]);
    }
  });

  test('has secrets of Alibaba Cloud', async () => {
    const source = state('alicloud_kms_secret', ALIYUN_ATTRIBUTES);
    const inventory = await readSources([source], null, { withValues: false });
    expect(inventory).toMatchObject({
      dialect: 'aliyun',
      address: '1000000000000001/cn-hangzhou',
      secrets: [
        {
          name: 'app/db',
          key: { id: 'key-1' },
          versions: [{ id: 'b1', labels: ['CURRENT', 'blue'], value: { state: 'unread' } }],
          details: { instance: 'kst-1', policy: true, customData: false },
        },
      ],
    });
    expect(JSON.stringify(await readSources([source], null, { withValues: true }))).not.toContain(PLANTED);
  });
});

const DESCRIBED = {
  Arn: 'acs:kms:cn-hangzhou:1000000000000001:secret/app',
  SecretName: 'app',
  SecretType: 'Rds',
  AutomaticRotation: 'Enabled',
  ExtendedConfig: JSON.stringify({ SecretSubType: 'SingleUser', CustomData: { a: 'b' } }),
  Tags: { Tag: [{ TagKey: 'team', TagValue: 'a' }] },
};
const VERSION_IDS = {
  SecretName: 'app',
  VersionIds: {
    VersionId: [
      { VersionId: 'two', CreateTime: '2026-11-02T00:00:00Z', VersionStages: { VersionStage: ['ACSCurrent'] } },
      { VersionId: 'one', CreateTime: '2026-11-01T00:00:00Z', VersionStages: { VersionStage: ['ACSPrevious'] } },
    ],
  },
};
const VALUE = {
  SecretName: 'app',
  VersionId: 'two',
  SecretData: PLANTED,
  VersionStages: { VersionStage: ['ACSCurrent'] },
};

test('answers of the CLI of Alibaba Cloud, one a line or in files of their own', async () => {
  const files = [file('a', DESCRIBED), file('b', VERSION_IDS), file('c', VALUE)];
  const inventory = await readSources(files, null, { withValues: true });
  expect(await readSources([file('all', DESCRIBED, VERSION_IDS, VALUE)], null, { withValues: true })).toEqual(
    inventory,
  );
  expect(inventory.secrets).toMatchObject([
    {
      name: 'app',
      kind: 'managed:Rds',
      isRotating: true,
      tags: { team: 'a' },
      details: { customData: true },
      completeness: 'whole',
      versions: [
        { id: 'one', labels: ['PREVIOUS'], value: { state: 'unread' } },
        { id: 'two', labels: ['CURRENT'], value: { state: 'read' } },
      ],
    },
  ]);
});

test('answers of KooCLI', async () => {
  const secret = { id: 'u1', name: 'orders', state: 'ENABLED', kms_key_id: 'k1', update_time: 1_700_000_000_000 };
  const versions = ['v9', 'v10'].map((id, at) => ({
    id,
    secret_name: 'orders',
    create_time: 1_700_000_000_000,
    version_stages: at === 1 ? ['SYSCURRENT'] : ['SYSPENDING'],
    expire_time: at === 1 ? 1_800_000_000_000 : null,
  }));
  const [inventory] = [
    await readSources(
      [file('h', { secret }, { tags: [{ key: 'a', value: 'b' }] }, { version_metadatas: versions })],
      null,
      {
        withValues: false,
      },
    ),
  ];
  expect(inventory.secrets).toMatchObject([
    {
      id: 'u1',
      key: { id: 'k1' },
      tags: { a: 'b' },
      completeness: 'whole',
      versions: [
        { id: 'v9', labels: ['PENDING'] },
        { id: 'v10', labels: ['CURRENT'], expiresAt: 1_800_000_000_000 },
      ],
    },
  ]);
});

const JOB_LIST = {
  code: 0,
  data: {
    data: [
      { id: 'c1', name: 'jump', type: 'USERNAME_PASSWORD', description: '', value1: 'root', lastModifyTime: 1_700 },
      { id: 'c2', name: 'jump', type: 'PASSWORD', description: 'old', value1: '******', lastModifyTime: 1_701 },
    ],
  },
};

test("the list of JOB's console, where names may be the same", async () => {
  expect((await readSources([file('job', JOB_LIST)], null, { withValues: true })).secrets).toMatchObject([
    { name: 'jump', id: 'c1', kind: 'credential:USERNAME_PASSWORD', versions: [{ value: { state: 'missing' } }] },
    { name: 'jump', id: 'c2', kind: 'credential:PASSWORD', description: 'old' },
  ]);
});

test.each([
  ['no JSON', { path: 'x', text: '{' }, /^x:1 is no JSON$/],
  ['an empty file', { path: 'x', text: '' }, /^x is empty$/],
  ['something else', file('x', { hello: 1 }), /^x is no source: give a Terraform state/],
  ['a state of another version', file('x', { version: 3, terraform_version: '0.11' }), /^x is a state of version 3: /],
  ['a plan of Terraform', file('x', { format_version: '1.2', planned_values: {} }), /^x is no state: /],
  ['tags of nobody', file('x', { tags: [] }), /^x: an answer of ListSecretTags does not say whose/],
  [
    'a type that JOB has not',
    file('x', { data: { data: [{ name: 'a', type: 'SSH', value1: '' }] } }),
    /"a" has a type/,
  ],
  ['a secret without a version', STATES['a state file']('alicloud_kms_secret', { secret_name: 'a' }), /no version_id/],
])('%s is rejected in one line', async (_, source, message) => {
  await expect(readSources([source], null, { withValues: true })).rejects.toThrow(message);
});

test('a contradiction names both files', async () => {
  const files = [file('a', DESCRIBED), file('b', { ...DESCRIBED, SecretType: 'Generic' })];
  await expect(readSources(files, null, { withValues: false })).rejects.toThrow(
    'a and b differ on kind of "app": give one of them',
  );
  const moved = { ...VALUE, VersionId: 'one' };
  await expect(readSources([file('a', VERSION_IDS), file('b', moved)], null, { withValues: false })).rejects.toThrow(
    'a and b differ on the version with CURRENT of "app"',
  );
});

test('secrets of two services need --as', async () => {
  const files = [file('a', DESCRIBED), file('b', JOB_LIST)];
  await expect(readSources(files, null, { withValues: false })).rejects.toThrow(
    /^secrets of aliyun and bk were given: say --as/,
  );
  expect((await readSources(files, 'bk', { withValues: false })).secrets).toHaveLength(2);
});

test('a plan of a state does not speak of versions that it does not tell, and its report reads', async () => {
  const inventory = await readSources([STATES['a state file']('alicloud_kms_secret', ALIYUN_ATTRIBUTES)], null, {
    withValues: true,
  });
  const plan = buildPlan({
    inventory: selectSecrets(inventory, configFrom({ select: { names: ['app/*'] } }, 'm.yaml').select),
    target: { dialect: 'huawei', address: '', profile: profileWith('huawei', []), state: EMPTY_TARGET },
    options: DEFAULT_OPTIONS,
    keys: { 'key-1': 'default' },
    rename: [],
    waivers: [],
    maxLoss: 'lost',
    requireValues: false,
    now: NOW,
  });
  expect(planText(plan)).not.toContain(PLANTED);
  const report = reportOf(plan, checkGate(plan, NOW));
  expect(report.headline).toBe(
    '1 secrets aliyun:1000000000000001/cn-hangzhou → huawei: 0 kept, 0 changed, 1 lost, 0 refused · gate lost: passed',
  );
  expect(report.rows).toEqual([
    {
      name: 'app/db',
      target: 'app-db',
      action: 'create',
      verdict: 'lost',
      rules: ['ACCESS', 'INSTANCE', 'KEY', 'NAME-CHARSET', 'TAG-CHARSET'],
    },
  ]);
  expect(report.notes).toContain('1 secrets: versions and labels are unknown in this source of aliyun');
  expect(markdownOf(report)).toContain(
    '| app/db | app-db | create | lost | ACCESS, INSTANCE, KEY, NAME-CHARSET, TAG-CHARSET |',
  );
});

test('a configuration and an assumption that do not fit are told in one line', () => {
  expect(() => configFrom({ option: {} }, 'm.yaml')).toThrow(/^m\.yaml: option is unknown.*options/);
  expect(() => profileWith('huawei', ['huawei.size=1'])).toThrow(/^--assume huawei\.size=1: give/);
  expect(profileWith('huawei', ['huawei.value_bytes=65536', 'aliyun.versions=3'])).toMatchObject({
    value_bytes: 65_536,
    versions: 20,
  });
});

test('a plan with values has their size, shape and fingerprint, and no value', async () => {
  const key = new Uint8Array(32);
  const inventory = await readSources([file('all', DESCRIBED, VERSION_IDS, VALUE)], null, {
    withValues: true,
    fingerprintKey: key,
  });
  const plan = buildPlan({
    inventory,
    target: { dialect: 'huawei', address: '', profile: profileWith('huawei', []), state: EMPTY_TARGET },
    options: DEFAULT_OPTIONS,
    keys: {},
    rename: [],
    waivers: [],
    maxLoss: 'lost',
    requireValues: false,
    now: NOW,
  });
  expect(plan.secrets[0]?.values).toEqual([
    { version: 'two', type: 'text', size: '≤64', shape: 'text', fp: fingerprintOf(key, 'text', PLANTED) },
  ]);
  expect(readPlan(planText(plan), 'a.plan.json')).toEqual(plan);
});

test('a value is read when it is asked for, and must be the same in every file', async () => {
  const opened = await openSources([file('a', VERSION_IDS, VALUE)], null, { withValues: false });
  const ref = { name: 'app', id: null, version: 'two' };
  expect(await opened.values.valueOf(ref)).toEqual({ type: 'text', data: PLANTED });
  expect(await opened.values.valueOf({ ...ref, version: 'one' })).toBeNull();
  const other = file('b', { ...VALUE, SecretData: 'planted-value-4712' });
  await expect(readSources([file('a', VALUE), other], null, { withValues: true })).rejects.toThrow(
    'a and b differ on the value of two of "app": give one of them',
  );
});
