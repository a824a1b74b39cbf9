import { describe, expect, test } from '@jest/globals';

import type { Dialect } from '../src/model/direction.ts';
import type { PlanFile } from '../src/plan-file/schema.ts';
import { codeAt, meaningOf } from '../src/replay/errors.ts';
import { CODE_LANGUAGES, codeHint } from '../src/replay/hints.ts';
import { noteText } from '../src/replay/notes.ts';
import { recordedCalls, recordedCallsIn } from '../src/replay/read-journal.ts';
import type { RecordedCall } from '../src/replay/recorded-call.ts';
import { replayReportOf } from '../src/replay/replay-report.ts';
import { replayMarkdown, replayText } from '../src/replay/replay-text.ts';
import { namesOfPlan, rewrite } from '../src/replay/rewrite.ts';
import { estateOf } from './support/estate.ts';
import { planOf } from './support/move.ts';

const PLANS: Readonly<Record<string, PlanFile>> = Object.fromEntries(
  (['huawei', 'aliyun'] as const).flatMap((source) =>
    (['huawei', 'aliyun', 'bk'] as const)
      .filter((target) => target !== source)
      .map((target) => [`${source}-${target}`, planOf(estateOf({ dialect: source, secrets: 20, seed: 3 }), target)]),
  ),
);

function planFrom(source: Dialect, target: Dialect): PlanFile {
  const plan = PLANS[`${source}-${target}`];
  if (plan === undefined) throw new Error('no such plan');
  return plan;
}

function callOf(door: Dialect, operation: string, parts: Partial<RecordedCall> = {}): RecordedCall {
  const nothing = { names: [], version: 'none', stage: null, flags: {}, page: {} } as const;
  return { sequence: 1, door, operation, ...nothing, outcome: 'success', code: null, ...parts };
}

/** What a call about the first secret of a plan becomes. */
function becomes(source: Dialect, target: Dialect, operation: string, parts: Partial<RecordedCall> = {}) {
  const plan = planFrom(source, target);
  const [first] = plan.secrets;
  const call = callOf(source, operation, { names: [first?.from.name ?? ''], ...parts });
  const { verdict, calls, notes } = rewrite(call, target, namesOfPlan(plan));
  return [verdict, calls.map(({ operation: name }) => name).join('+'), notes.filter((note) => note !== 'other-name')];
}

describe('Huawei at Alibaba Cloud', () => {
  test.each([
    ['ShowSecretVersion', { version: 'latest' }, 'rewritten', 'GetSecretValue', ['latest-is-current']],
    ['ShowSecretVersion', { version: 'id' }, 'rewritten', 'GetSecretValue', []],
    ['ShowSecretStage', { version: 'stage', stage: 'SYSPREVIOUS' }, 'rewritten', 'GetSecretValue', ['one-call']],
    ['ShowSecret', {}, 'rewritten', 'DescribeSecret', []],
    ['ListSecrets', { names: [] }, 'rewritten', 'ListSecrets', ['page-size']],
    ['ListSecretVersions', {}, 'rewritten', 'ListSecretVersionIds', ['with-deprecated']],
    ['CreateSecret', {}, 'rewritten', 'CreateSecret', ['make-version-id']],
    [
      'CreateSecretVersion',
      { flags: { expire_time: true } },
      'rewritten',
      'PutSecretValue',
      ['make-version-id', 'no-expiry'],
    ],
    ['UpdateSecretStage', { stage: 'SYSCURRENT' }, 'rewritten', 'UpdateSecretVersionStage', ['also-previous']],
    ['UpdateSecret', { flags: { kms_key_id: true } }, 'none', '', ['key-is-fixed']],
    ['UpdateSecret', { flags: { description: true } }, 'same', 'UpdateSecret', []],
    ['RestoreSecret', {}, 'same', 'RestoreSecret', []],
    ['DeleteSecretForSchedule', {}, 'rewritten', 'DeleteSecret', []],
    ['BatchShowSecretVersion', {}, 'rewritten', 'BatchGetSecretValue', ['twenty-at-most']],
    ['ListSecretTags', {}, 'rewritten', 'DescribeSecret', ['by-name']],
    ['DownloadSecretBlob', {}, 'none', '', ['source-alone']],
    ['KMS:CreateDatakey', {}, 'rewritten', 'GenerateDataKey', ['base64-not-hex', 'own-ciphertexts']],
  ] as const)('%s %j', (operation, parts, ...expected) => {
    expect(becomes('huawei', 'aliyun', operation, parts)).toEqual(expected);
  });
});

describe('Alibaba Cloud at Huawei', () => {
  test.each([
    ['GetSecretValue', {}, 'rewritten', 'ShowSecretVersion', ['current-is-latest']],
    [
      'GetSecretValue',
      { version: 'stage', stage: 'ACSPrevious' },
      'rewritten',
      'ShowSecretStage+ShowSecretVersion',
      ['two-calls'],
    ],
    ['DescribeSecret', { flags: { FetchTags: true } }, 'rewritten', 'ShowSecret+ListSecretTags', ['two-answers']],
    ['PutSecretValue', { version: 'id' }, 'rewritten', 'CreateSecretVersion', []],
    ['DeleteSecret', { flags: { ForceDeleteWithoutRecovery: true } }, 'rewritten', 'DeleteSecret', []],
    ['DeleteSecret', {}, 'rewritten', 'DeleteSecretForSchedule', []],
    [
      'UpdateSecretVersionStage',
      { stage: 'custom', flags: { RemoveFromVersion: true } },
      'rewritten',
      'DeleteSecretStage',
      [],
    ],
    ['ListSecrets', { names: [], flags: { Filters: true } }, 'rewritten', 'ListResourceInstances', []],
    ['SetSecretPolicy', {}, 'none', '', ['source-alone']],
  ] as const)('%s %j', (operation, parts, ...expected) => {
    const [verdict, calls, notes] = becomes('aliyun', 'huawei', operation, parts);
    expect([verdict === 'same' ? 'rewritten' : verdict, calls, notes]).toEqual(expected);
  });

  test('a version id is another where the plan changes it', () => {
    const plan = planFrom('aliyun', 'huawei');
    const changed = plan.secrets.find(({ steps }) => steps.some(({ version }) => version?.startsWith('release-')));
    const kept = plan.secrets.find(({ steps }) =>
      steps.every(({ version }) => version === undefined || version === 'v1→v1'),
    );
    const names = namesOfPlan(plan);
    const read = (name = '') =>
      rewrite(callOf('aliyun', 'GetSecretValue', { names: [name], version: 'id' }), 'huawei', names);
    expect(read(changed?.from.name)).toMatchObject({ needsVersionId: true, name: changed?.to.name });
    expect(read(kept?.from.name)).toMatchObject({ needsVersionId: false });
  });
});

test.each([
  ['ShowSecretVersion', 'none', '', ['no-values']],
  ['ListSecrets', 'none', '', ['no-list']],
  ['DeleteSecret', 'none', '', ['no-deletion']],
  ['ShowSecret', 'rewritten', 'get_credential_detail', ['by-id']],
  ['CreateSecretVersion', 'rewritten', 'update_credential', ['by-id', 'full-replace']],
] as const)('%s at JOB', (operation, ...expected) => {
  expect(becomes('huawei', 'bk', operation)).toEqual(expected);
});

test('a name goes through the plan, and one that it does not have is told', () => {
  const plan = planFrom('aliyun', 'huawei');
  const renamed = plan.secrets.find(({ from, to }) => from.name !== to.name);
  const read = (name = '') =>
    rewrite(callOf('aliyun', 'DescribeSecret', { names: [name] }), 'huawei', namesOfPlan(plan));
  expect(read(renamed?.from.name)).toMatchObject({
    notes: ['other-name'],
    calls: [{ params: { secret_name: renamed?.to.name } }],
  });
  expect(read('no/where')).toMatchObject({ notes: ['not-in-plan'], name: 'no-where' });
});

test('an error is known by its meaning', () => {
  expect(meaningOf('huawei', 'CSMS.0106')).toBe('not-found');
  expect(codeAt('aliyun', 'not-found')).toBe('Forbidden.ResourceNotFound');
  expect(codeAt('bk', 'pending-deletion')).toBeNull();
  expect(meaningOf('aliyun', 'Forbidden.NoPermission')).toBeNull();
});

describe('the report', () => {
  const plan = planFrom('huawei', 'aliyun');
  const names = plan.secrets.map(({ from }) => from.name);
  const calls = [
    ...names.map((name) => callOf('huawei', 'ShowSecretVersion', { names: [name], version: 'latest' })),
    ...[1, 2, 3].map(() => callOf('huawei', 'CreateSecretVersion', { names: [names[0] ?? ''] })),
    callOf('huawei', 'DownloadSecretBlob', { names: [names[1] ?? ''] }),
    callOf('huawei', 'ShowSecret', { names: ['gone'], outcome: 'rejected', code: 'CSMS.0106' }),
    callOf('aliyun', 'GetSecretValue', { names: [names[0] ?? ''] }),
  ];
  const report = replayReportOf(plan, calls);

  test('counts', () => {
    expect(report.totals).toEqual({ calls: 25, same: 0, rewritten: 24, needs_version_id: 3, none: 1 });
    expect(report.lines[0]).toMatchObject({ operation: 'DownloadSecretBlob', verdict: 'none' });
    expect(report.lines[1]).toMatchObject({ operation: 'CreateSecretVersion', count: 3 });
    expect(report.errors).toEqual([{ code: 'CSMS.0106', meaning: 'not-found', becomes: 'Forbidden.ResourceNotFound' }]);
  });

  test('has code in four languages for what the application does', () => {
    expect(report.hints.map(({ intent }) => intent)).toEqual(['put', 'read']);
    for (const dialect of ['huawei', 'aliyun'] as const)
      for (const intent of ['read', 'put'] as const)
        expect(Object.keys(codeHint(dialect, intent) ?? {}).toSorted()).toEqual(CODE_LANGUAGES.toSorted());
  });

  test.each([
    ['en', '25 calls: 0 as they are, 24 rewritten, 3 need a version id, 1 have no equivalent'],
    ['zh', '25 次调用：不变 0，改写 24，需要版本号 3，没有对应 1'],
  ] as const)('reads in %s', (language, totals) => {
    expect(replayText(report, language).split('\n')[0]).toBe(totals);
    const markdown = replayMarkdown(report, language);
    expect(markdown).toContain(totals);
    expect(markdown).toContain('CSMS.0106 (not-found) → Forbidden.ResourceNotFound');
    expect(markdown).toContain('`client.show_secret_version(');
    expect(markdown).toContain(noteText('latest-is-current', language));
  });
});

describe('a journal', () => {
  const entry = {
    sequence: 7,
    door: 'aliyun',
    operation: 'GetSecretValue',
    outcome: 'success',
    code: null,
    call: { names: ['a'], version: 'none', stage: null, flags: {}, page: {} },
    more: 'fields',
  };

  test('is read from an answer, and from lines', () => {
    const expected = [expect.objectContaining({ sequence: 7, names: ['a'] })];
    expect(recordedCallsIn(JSON.stringify({ entries: [entry, { ...entry, call: null }] }), 'j.json')).toEqual(expected);
    expect(recordedCallsIn(`${JSON.stringify(entry)}\n{"dropped":3}\n`, 'j.ndjson')).toEqual(expected);
  });

  test('that is none is told by its line', () => {
    expect(() => recordedCallsIn(`${JSON.stringify(entry)}\nnothing\n`, 'j')).toThrow('j:2 is no JSON');
    expect(() => recordedCalls([{ door: 'aliyun' }], 'j')).toThrow("j: entry 1 is none of the journal's");
  });
});
