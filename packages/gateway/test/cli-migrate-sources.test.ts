import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const PASSPHRASE = 'a-passphrase-for-a-test';
const SEEDS = `
vaults: { team: ['bk:biz/7'] }
keys:
  - { vault: team, aliases: [orders], id: 0198f2d4-0000-4000-8000-00000000000a }
secrets:
  - vault: team
    name: orders.database
    key: orders
    versions:
      - { value: planted-value-1, created: -2d }
      - { value: planted-value-2, created: -1d, labels: [CURRENT, blue] }
  - { name: elsewhere, value: planted-value-3 }
`;

const scratch = scratchDirectory();
let gateway: TestGateway;
beforeAll(async () => {
  writeFileSync(join(scratch.path, 'seeds.yaml'), SEEDS);
  writeFileSync(join(scratch.path, 'other.yaml'), 'huawei: { ak: NOBODY, sk: nothing }\n');
  gateway = await gatewayForTest({ 'seed-file': join(scratch.path, 'seeds.yaml') });
  const exported = await controlClient({ url: gateway.url }).state.export({ passphrase: PASSPHRASE });
  writeFileSync(join(scratch.path, 'state'), exported);
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

const migrate = (args: readonly string[], env: Record<string, string> = {}): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', ...args], { cwd: scratch.path, url: gateway.url, env });

const SOURCES: readonly (readonly [string, readonly string[], Record<string, string>])[] = [
  ['a seed document', ['seeds.yaml', '--vault', 'team'], {}],
  ['a state export', ['state', '--vault', 'team'], { DRAGOMAN_PASSPHRASE: PASSPHRASE }],
  ['a vault of a running gateway', ['vault:team'], {}],
];

test.each(SOURCES)('%s is planned', async (_, source, env) => {
  const args = ['--as', 'huawei', '--to', 'aliyun', '--with-values', '--out', 'a.plan.json'];
  const unmapped = await migrate(['plan', ...source, ...args], env);
  expect(unmapped).toMatchObject({ code: 3, err: '' });
  expect(unmapped.out).toMatch(/orders\.database +orders\.database +refused +KEY-UNMAPPED/);
  expect(unmapped.out.replaceAll(/\s+/g, ' ')).toContain("keys: { 'alias/orders': default }");
  writeFileSync(join(scratch.path, 'm.yaml'), "keys: { 'alias/orders': default }\n");
  const planned = await migrate(['plan', ...source, ...args, '--config', 'm.yaml'], env);
  expect(planned).toMatchObject({ code: 2, err: '' });
  const plan = readFileSync(join(scratch.path, 'a.plan.json'), 'utf8');
  expect(JSON.parse(plan)).toMatchObject({
    secrets: [
      {
        from: { name: 'orders.database' },
        values: [
          { version: 'v1', size: '≤64', shape: 'text', fp: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
          { version: 'v2', size: '≤64' },
        ],
        steps: [{ op: 'CreateSecret' }, { op: 'PutSecretValue' }, { op: 'UpdateSecretVersionStage', label: 'blue' }],
      },
    ],
  });
  expect(plan).not.toContain('planted');
  await migrate(['plan', ...source, ...args, '--config', 'm.yaml'], env);
  const again = readFileSync(join(scratch.path, 'a.plan.json'), 'utf8');
  const withoutTime = (text: string): string => text.replaceAll(/"(checksum|made_at)":"[^"]*"/g, '');
  expect(withoutTime(again)).toBe(withoutTime(plan));
});

test.each([
  [['state', '--as', 'huawei'], 'state: the snapshot was sealed by a passphrase: give the passphrase'],
  [['seeds.yaml', '--as', 'huawei'], 'seeds.yaml holds secrets of default, team: say --vault for one'],
  [['vault:team'], 'vault:team can be seen as any of the services: give --as huawei, aliyun or bk'],
  [['vault:none', '--as', 'bk'], 'vault:none: the vault none holds no secret; those that do are default, team'],
])('%j is told in one line, and nothing is written', async (source, message) => {
  const { code, out, err } = await migrate(['plan', ...source, '--to', 'aliyun', '--with-values', '--out', 'b.json']);
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: `dragoman: ${message}\n` });
  expect(existsSync(join(scratch.path, 'b.json')) || existsSync(join(scratch.path, 'b.key'))).toBe(false);
});

test('a passphrase from a file, and a wrong one', async () => {
  writeFileSync(join(scratch.path, 'pass'), `${PASSPHRASE}\n`);
  const args = ['inventory', 'state', '--as', 'bk', '--vault', 'default', '--passphrase-file'];
  expect(await migrate([...args, 'pass'])).toMatchObject({ code: 0, err: '' });
  writeFileSync(join(scratch.path, 'wrong'), 'another-passphrase\n');
  expect((await migrate([...args, 'wrong'])).err).toMatch(
    /^dragoman: state: the snapshot was sealed by another passphrase/,
  );
});

const ALIYUN = 'aliyun:1000000000000001/cn-hangzhou';

test('a service is read over the wire where that is meant', async () => {
  const live = await migrate(['plan', ALIYUN, '--live', '--to', 'huawei', '--with-values', '--json']);
  expect(live).toMatchObject({ code: 2, err: '' });
  expect(JSON.parse(live.out)).toMatchObject({
    source: { dialect: 'aliyun', address: '1000000000000001/cn-hangzhou' },
    secrets: [{ from: { name: 'elsewhere' }, values: [{ size: '≤64' }], steps: [{ op: 'CreateSecret' }] }],
  });
  expect(live.out).not.toContain('planted');
});

test.each([
  [[ALIYUN], `${ALIYUN} would be read over the wire: give --live where you mean that`],
  [['bk:biz/2', '--live'], 'bk:biz/2: JOB lists no credentials to its clients: give the list of its console too'],
  [['aliyun:', '--live'], 'aliyun: does not exist: give the path of a file'],
  [
    ['huawei:0000', '--live', '--source-credentials', 'other.yaml'],
    'huawei:0000: huawei answered 401 APIGW.0301 to ListSecrets',
  ],
])('%j is told in one line', async (source, message) => {
  const { code, err } = await migrate(['inventory', ...source]);
  expect({ code, err: err.replace(/ \(request .*\)/, '') }).toEqual({ code: 1, err: `dragoman: ${message}\n` });
});
