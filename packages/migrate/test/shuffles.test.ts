import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { DEFAULT_OPTIONS } from '../src/model/options.ts';
import { PROFILES } from '../src/model/target-profile.ts';
import { buildPlan, planText } from '../src/plan-file/build-plan.ts';
import { readSources, type SourceFile } from '../src/sources/read-sources.ts';
import { EMPTY_TARGET } from '../src/planner/target-state.ts';
import { NOW } from './vectors.ts';

const json = (path: string, document: unknown): SourceFile => ({ path, text: JSON.stringify(document) });

/** One estate in many files, each of which tells a part. */
const FILES: readonly SourceFile[] = [
  ...['app/db', 'app-db', 'App-Db', '密/x'].flatMap((name, at) => [
    json(`described-${at}`, {
      Arn: `acs:kms:cn-hangzhou:1000000000000001:secret/${name}`,
      SecretName: name,
      SecretType: 'Generic',
      EncryptionKeyId: 'key-1',
      Tags: { Tag: [{ TagKey: `t/${at}`, TagValue: 'x' }] },
    }),
    json(`versions-${at}`, {
      SecretName: name,
      VersionIds: {
        VersionId: ['one', 'two', 'three'].map((id, age) => ({
          VersionId: id,
          CreateTime: `2026-11-0${age + 1}T00:00:00Z`,
          VersionStages: { VersionStage: age === 1 ? ['ACSCurrent', 'b'] : age === 0 ? ['ACSPrevious'] : [] },
        })),
      },
    }),
    json(`value-${at}`, { SecretName: name, VersionId: 'two', SecretData: `planted-${at}` }),
  ]),
  json('keys', {
    version: 4,
    terraform_version: '1.8.5',
    resources: [
      {
        mode: 'managed',
        type: 'alicloud_kms_key',
        instances: [{ attributes: { id: 'key-1', key_spec: 'Aliyun_SM4' } }],
      },
      {
        mode: 'managed',
        type: 'alicloud_kms_alias',
        instances: [{ attributes: { alias_name: 'alias/app', key_id: 'key-1' } }],
      },
    ],
  }),
  {
    path: 'm.yaml',
    text:
      'format: dragoman-migration/1\nfrom: aliyun\nsecrets:\n' +
      '  - { name: app/db, completeness: current-only, versions: [{ id: one, value: planted-one }] }\n',
  },
];

async function planFrom(files: readonly SourceFile[]): Promise<string> {
  const inventory = await readSources(files, null, { withValues: true, fingerprintKey: new Uint8Array(32) });
  return planText(
    buildPlan({
      inventory,
      target: { dialect: 'huawei', address: '', profile: PROFILES.huawei, state: EMPTY_TARGET },
      options: DEFAULT_OPTIONS,
      keys: { 'alias/app': 'default' },
      rename: [],
      waivers: [],
      maxLoss: 'changed',
      requireValues: false,
      now: NOW,
    }),
  );
}

test('1,000 orders of the same files give the same bytes', async () => {
  const first = await planFrom(FILES);
  expect(first).toContain('app-db-');
  expect(first).not.toContain('planted');
  const shuffled = fc.shuffledSubarray([...FILES], { minLength: FILES.length, maxLength: FILES.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (files) => {
      expect(await planFrom(files)).toBe(first);
    }),
    { numRuns: 1_000 },
  );
});
