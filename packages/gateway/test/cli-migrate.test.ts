import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { runToEnd, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;
beforeEach(() => {
  scratch = scratchDirectory();
  const attributes = {
    secret_name: 'app/db',
    secret_data: 'planted-value-4711',
    secret_type: 'Generic',
    version_id: 'v1',
    version_stages: ['ACSCurrent'],
  };
  const resources = [{ mode: 'managed', type: 'alicloud_kms_secret', instances: [{ attributes }] }];
  const state = { version: 4, terraform_version: '1.8.5', resources };
  writeFileSync(join(scratch.path, 'terraform.tfstate'), JSON.stringify(state));
  writeFileSync(join(scratch.path, 'm.yaml'), "to: huawei\nrename:\n  - match: '^app/(.*)$'\n    to: 'app.$1'\n");
});
afterEach(() => scratch.remove());

const migrate = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', ...args], { cwd: scratch.path, url: 'http://127.0.0.1:9' });

test('an inventory lists what a source tells', async () => {
  const { code, out } = await migrate('inventory', 'terraform.tfstate', '--with-values');
  expect(code).toBe(0);
  expect(out).toMatch(/app\/db +generic +enabled +unknown +0 +read/);
});

test('a plan is written and exits by what it found, and its report reads', async () => {
  const made = await migrate('plan', 'terraform.tfstate', '--to', 'huawei', '--with-values', '--out', 'a.plan.json');
  expect(made.code).toBe(2);
  expect(made.out).toContain('1 secrets aliyun → huawei: 0 kept, 1 changed, 0 lost, 0 refused · gate changed: passed');
  expect(readFileSync(join(scratch.path, 'a.plan.json'), 'utf8')).not.toContain('planted');
  const markdown = await migrate('report', 'a.plan.json', '--format', 'markdown');
  expect(markdown.code).toBe(0);
  expect(markdown.out).toContain('| app/db | app-db | create | changed | NAME-CHARSET |');
  const json = await migrate('report', 'a.plan.json', '--json');
  expect(json.out).toBe(readFileSync(join(scratch.path, 'a.plan.json'), 'utf8'));
});

test.each([
  ['text', 'app/db → app-db  改变  NAME-CHARSET'],
  ['markdown', '| app/db | app-db | 创建 | 改变 | NAME-CHARSET |'],
  ['html', '<td>app/db</td><td>app-db</td><td>创建</td><td>改变</td>'],
  ['junit', '<testcase classname="ALI-HW" name="app/db" time="0.000"/>'],
  ['sarif', '"ruleId": "ALI-HW-NAME-CHARSET"'],
])('a plan is reported as %s', async (format, expected) => {
  await migrate('plan', 'terraform.tfstate', '--to', 'huawei', '--with-values', '--out', 'a.plan.json');
  const { code, out } = await migrate('report', 'a.plan.json', '--format', format, '--lang', 'zh');
  expect(code).toBe(0);
  expect(out).toContain(expected);
  expect(out).not.toContain('planted');
});

test('a gate that is broken exits 3, and nothing to do 0', async () => {
  expect((await migrate('plan', 'terraform.tfstate', '--config', 'm.yaml', '--max-loss', 'kept')).code).toBe(3);
  writeFileSync(join(scratch.path, 'none.yaml'), "to: huawei\nselect: { names: ['other'] }\n");
  expect((await migrate('plan', 'terraform.tfstate', '--config', 'none.yaml')).code).toBe(0);
});

test('what the target has already is refused', async () => {
  writeFileSync(join(scratch.path, 'there.json'), JSON.stringify({ secrets: [{ name: 'app.db', state: 'ENABLED' }] }));
  const { code, out } = await migrate(
    ...['plan', 'terraform.tfstate', '--config', 'm.yaml', '--existing', 'there.json'],
  );
  expect(code).toBe(3);
  expect(out).toMatch(/app\/db +app\.db +refused +NAME-CHARSET, NAME-DOT, NAME-TAKEN/);
});

test.each([
  [['inventory', 'nowhere.json'], 'dragoman: nowhere.json does not exist: give the path of a file\n'],
  [
    ['plan', 'terraform.tfstate', '--to', 'aws'],
    'dragoman: --to: give huawei, aliyun or bk, and after a colon the address\n',
  ],
  [['plan', 'terraform.tfstate', '--to', 'aliyun'], 'dragoman: --to aliyun: the secrets are there already\n'],
  [
    ['plan', 'terraform.tfstate', '--to', 'huawei', '--since', 'a.progress.jsonl'],
    'dragoman: a.plan.json does not exist\n',
  ],
  [
    ['plan', 'terraform.tfstate', '--to', 'huawei', '--out', 'nowhere/p.json'],
    'dragoman: nowhere/p.json cannot be written (ENOENT)\n',
  ],
  [['plan', 'terraform.tfstate', '--edit', 'm.yaml'], 'dragoman: m.yaml is no plan: it is no JSON\n'],
  [
    ['report', 'terraform.tfstate'],
    'dragoman: terraform.tfstate is no plan: it does not say format dragoman-migration-plan/1\n',
  ],
])('%j is told in one line, and nothing is written', async (args, message) => {
  const { code, out, err } = await migrate(
    ...(args[0] === 'plan' ? ['plan', '--out', 'p.json', ...args.slice(1)] : args),
  );
  expect({ code, out, err }).toEqual({ code: 1, out: '', err: message });
  expect(existsSync(join(scratch.path, 'p.json'))).toBe(false);
});

test('a plan that was edited is checked, signed and written in its place', async () => {
  const path = join(scratch.path, 'a.plan.json');
  await migrate('plan', 'terraform.tfstate', '--to', 'huawei', '--with-values', '--out', 'a.plan.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"to":{"name":"app-db"}', '"to":{"name":"database"}'));
  expect((await migrate('report', 'a.plan.json')).err).toMatch(/was changed since it was made/);
  const edited = await migrate('plan', 'terraform.tfstate', '--edit', 'a.plan.json');
  expect(edited).toMatchObject({ code: 2, err: '' });
  expect(edited.out).toMatch(/app\/db +database +changed/);
  expect(readFileSync(path, 'utf8')).toContain('"edited":["name"]');
  expect(readFileSync(path, 'utf8')).toMatch(/"fp":"[0-9a-f]{64}"/);
  expect((await migrate('report', 'a.plan.json')).code).toBe(0);
});

test('a plan into an instance of KMS', async () => {
  writeFileSync(join(scratch.path, 'k.yaml'), 'instance: { image: 2.8.0 }\n');
  const to = 'aliyun:1000000000000001/cn-hangzhou/kst-1';
  const { code, out } = await migrate('plan', 'terraform.tfstate', '--to', to, '--config', 'k.yaml');
  expect(code).toBe(2);
  expect(out).toContain('1 secrets aliyun → aliyun:1000000000000001/cn-hangzhou/kst-1: 1 kept');
  expect(out).toMatch(/app\/db +app\/db +kept +IMAGE/);
});

test('exit codes as secretsync has them', async () => {
  const style = ['--exit-style', 'secretsync'];
  expect((await migrate('plan', 'terraform.tfstate', '--to', 'huawei', ...style)).code).toBe(1);
  expect(await migrate('plan', 'nowhere', '--to', 'huawei', ...style)).toMatchObject({
    code: 2,
    err: 'dragoman: nowhere does not exist: give the path of a file\n',
  });
});
