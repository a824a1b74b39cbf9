import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { openSources, readSources, type SourceFile } from '../src/sources/read-sources.ts';

const directory = mkdtempSync(join(tmpdir(), 'manifest-'));
const path = join(directory, 'm.yaml');
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function manifest(text: string): SourceFile {
  return { path, text: `format: dragoman-migration/1\n${text}` };
}

const WHOLE = manifest(`
from: aliyun:1000000000000001/cn-hangzhou
secrets:
  - name: app/db
    kind: managed:Rds
    description: of the shop
    key: alias/app
    tags: { team: pay }
    rotation: { on: true }
    own: { policy: true, custom_data: true }
    versions:
      - { id: one, labels: [PREVIOUS] }
      - { id: two, labels: [CURRENT, blue], value: planted-value-4711, expires_at: 2027-01-01T00:00:00Z }
keys:
  - { id: key-1, aliases: [alias/app, other], spec: Aliyun_AES_256, origin: external, rotation_days: 30 }
`);

test('a manifest tells what an inventory has', async () => {
  const { inventory, values } = await openSources([WHOLE], null, { withValues: false });
  expect(inventory).toMatchObject({
    dialect: 'aliyun',
    address: '1000000000000001/cn-hangzhou',
    keys: [{ id: 'key-1', aliases: ['app', 'other'], spec: 'Aliyun_AES_256', isImported: true, rotationDays: 30 }],
    secrets: [
      {
        name: 'app/db',
        kind: 'managed:Rds',
        description: 'of the shop',
        key: { id: 'key-1', alias: 'app', otherAliases: ['other'] },
        tags: { team: 'pay' },
        isRotating: true,
        details: { policy: true, customData: true },
        completeness: 'whole',
        versions: [
          { id: 'one', labels: ['PREVIOUS'], value: { state: 'missing' } },
          { id: 'two', labels: ['CURRENT', 'blue'], expiresAt: Date.UTC(2027, 0), value: { state: 'unread' } },
        ],
      },
    ],
  });
  expect(await values.valueOf({ name: 'app/db', id: null, version: 'two' })).toEqual({
    type: 'text',
    data: 'planted-value-4711',
  });
});

describe('a value may be', () => {
  const valueOf = async (given: string) => {
    const source = manifest(`from: huawei\nsecrets:\n  - name: a\n    ${given}\n`);
    const { values } = await openSources([source], null, { withValues: false });
    return values.valueOf({ name: 'a', id: null, version: 'v1' });
  };
  writeFileSync(join(directory, 'value'), 'planted\n');
  writeFileSync(join(directory, 'bytes'), Buffer.from([255, 0]));

  test.each([
    ['in it', 'value: planted', { type: 'text', data: 'planted' }],
    ['in Base64', 'binary: AAEC/w==', { type: 'binary', data: 'AAEC/w==' }],
    ['in a file, to the byte', 'value_from: { file: value }', { type: 'text', data: 'planted\n' }],
    ['printed', 'value_from: { exec: [sh, -c, echo planted] }', { type: 'text', data: 'planted' }],
    [
      'in a file of bytes',
      'versions: [{ id: v1, type: binary, value_from: { file: bytes } }]',
      { type: 'binary', data: '/wA=' },
    ],
    ['nowhere', 'description: x', null],
  ])('%s', async (_, given, value) => {
    expect(await valueOf(given)).toEqual(value);
  });

  test('in a variable', async () => {
    process.env['PLANTED_IN_A_TEST'] = 'planted';
    expect(await valueOf('value_from: { env: PLANTED_IN_A_TEST }')).toEqual({ type: 'text', data: 'planted' });
    delete process.env['PLANTED_IN_A_TEST'];
  });

  test('read from a descriptor, as often as it is asked for', async () => {
    const fd = openSync(join(directory, 'value'), 'r');
    const source = manifest(`from: huawei\nsecrets: [{ name: a, value_from: { fd: ${fd} } }]`);
    const { values } = await openSources([source], null, { withValues: true });
    expect(await values.valueOf({ name: 'a', id: null, version: 'v1' })).toEqual({ type: 'text', data: 'planted\n' });
  });

  test.each([
    ['value_from: { env: NOT_SET_ANYWHERE }', /m\.yaml: secrets\.0: the variable NOT_SET_ANYWHERE is not set/],
    ['value_from: { file: nowhere }', /m\.yaml: secrets\.0: nowhere cannot be read \(ENOENT\)/],
    ['value_from: { file: bytes }', /m\.yaml: secrets\.0: the value is no UTF-8: say type: binary/],
    ['value_from: { exec: [sh, -c, "echo planted; exit 3"] }', /m\.yaml: secrets\.0: sh ended with 3$/],
    ['value_from: { exec: [no-such-program] }', /m\.yaml: secrets\.0: no-such-program could not be run \(ENOENT\)$/],
  ])('no: %s', async (given, message) => {
    const error: unknown = await valueOf(given).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(message);
    expect(JSON.stringify(error)).not.toContain('planted');
  });
});

test.each([
  ['another version of it', { path, text: 'format: dragoman-migration/2\nsecrets: []' }, /is a manifest of another/],
  ['a part that is unknown', manifest('from: huawei\nsecrets: [{ nam: a }]'), /m\.yaml: secrets\.0\.nam is unknown/],
  ['nobody’s secrets', manifest('secrets: [{ name: a }]'), /does not say whose secrets: give from, or --as/],
  [
    'two values',
    manifest('from: bk\nsecrets: [{ name: a, value: x, binary: AA== }]'),
    /secrets\.0 has several values: give value, binary or value_from/,
  ],
  [
    'a value beside versions',
    manifest('from: bk\nsecrets: [{ name: a, value: x, versions: [{ id: v1 }] }]'),
    /secrets\.0 has versions and a value beside them/,
  ],
  ['no Base64', manifest('from: bk\nsecrets: [{ name: a, binary: "planted!" }]'), /secrets\.0\.binary is no Base64/],
  [
    'a type that does not fit',
    manifest('from: bk\nsecrets: [{ name: a, versions: [{ id: v1, type: binary, value: x }] }]'),
    /versions\.0 is binary with a value of the other type/,
  ],
  ['no time', manifest('from: bk\nsecrets: [{ name: a, deletion_at: soon }]'), /secrets\.0\.deletion_at = "soon"/],
  [
    'times of some versions',
    manifest('from: bk\nsecrets: [{ name: a, versions: [{ id: x, created_at: 1 }, { id: y }] }]'),
    /secrets\.0 has versions with created_at and without/,
  ],
  ['no YAML', manifest('secrets: [}'), /m\.yaml:2 is no YAML/],
])('%s is rejected in one line', async (_, source, message) => {
  const error: unknown = await readSources([source], null, { withValues: true }).catch((caught: unknown) => caught);
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).not.toMatch(/\n|planted/);
});

test('a manifest completes another source with values', async () => {
  const state = {
    path: 't.tfstate',
    text: JSON.stringify({
      version: 4,
      terraform_version: '1.8.5',
      resources: [
        {
          mode: 'managed',
          type: 'huaweicloud_csms_secret',
          instances: [
            {
              attributes: {
                secret_id: 'u1',
                name: 'orders',
                secret_type: 'COMMON',
                latest_version: 'v2',
                version_stages: ['SYSCURRENT'],
                status: 'ENABLED',
                kms_key_id: 'k1',
              },
            },
          ],
        },
        {
          mode: 'managed',
          type: 'huaweicloud_kms_key',
          instances: [
            {
              attributes: {
                id: 'k1',
                key_id: 'k1',
                key_alias: 'orders',
                key_algorithm: 'AES_256',
                origin: 'kms',
                rotation_enabled: true,
                rotation_interval: 90,
                pending_days: '7',
              },
            },
          ],
        },
        {
          mode: 'managed',
          type: 'huaweicloud_kms_alias',
          instances: [{ attributes: { key_id: 'k1', alias: 'alias/second' } }],
        },
      ],
    }),
  };
  const values = manifest(
    'from: huawei\nsecrets: [{ name: orders, completeness: current-only, versions: [{ id: v2, value: planted }] }]',
  );
  for (const sources of [
    [state, values],
    [values, state],
  ]) {
    const inventory = await readSources(sources, null, { withValues: true });
    expect(inventory).toMatchObject({
      secrets: [
        {
          id: 'u1',
          key: { id: 'k1', alias: 'alias/second', otherAliases: ['orders'] },
          completeness: 'current-only',
          versions: [{ id: 'v2', labels: ['CURRENT'], value: { state: 'read' } }],
        },
      ],
      keys: [{ id: 'k1', spec: 'AES_256', isImported: false, rotationDays: 90, pendingDays: 7 }],
    });
  }
});

test('keys of Alibaba Cloud from a state, and a contradiction on one of them', async () => {
  const resource = (type: string, attributes: object) => ({ mode: 'managed', type, instances: [{ attributes }] });
  const state = (name: string, spec: string) => ({
    path: name,
    text: JSON.stringify({
      version: 4,
      terraform_version: '1.8.5',
      resources: [
        resource('alicloud_kms_key', {
          id: 'key-1',
          key_spec: spec,
          origin: 'EXTERNAL',
          automatic_rotation: 'Enabled',
          rotation_interval: '604800s',
          pending_window_in_days: 30,
          dkms_instance_id: 'kst-1',
        }),
        resource('alicloud_kms_alias', { id: 'alias/app', alias_name: 'alias/app', key_id: 'key-1' }),
      ],
    }),
  });
  const secret = manifest('from: aliyun\nsecrets: [{ name: a, key: key-1 }]');
  const inventory = await readSources([state('t', 'Aliyun_SM4'), secret], null, { withValues: false });
  expect(inventory.keys).toEqual([
    {
      id: 'key-1',
      aliases: ['app'],
      spec: 'Aliyun_SM4',
      isImported: true,
      rotationDays: 7,
      pendingDays: 30,
      instance: 'kst-1',
      versions: null,
      hasMaterial: false,
      hasCiphertexts: true,
    },
  ]);
  expect(inventory.secrets[0]?.key).toEqual({ id: 'key-1', alias: 'app' });
  const both = [state('t', 'Aliyun_SM4'), state('u', 'Aliyun_AES_256'), secret];
  await expect(readSources(both, null, { withValues: false })).rejects.toThrow(
    't and u differ on spec of the key "key-1": give one of them',
  );
});

test.each([
  ['packed', 'PK\u0003\u0004…'],
  ['encrypted', '\u0018\u0001\u0019\u0024\u0009\u0018\u0013\u0010…'],
  ['unpacked', JSON.stringify({ id: 'x', templateInfo: [], planDetailInfoMap: {} })],
])('an export of JOB, %s, has no credentials', async (_, text) => {
  await expect(readSources([{ path: 'a.jobexport', text }], null, { withValues: true })).rejects.toThrow(
    /^a\.jobexport is an export of JOB, .*credentials are not in it\. Give/,
  );
});
