import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = ['gateway', 'testing'].map((name) => join(ROOT, 'packages', name));
const SUITES = join(ROOT, 'packages', 'testing', 'test', 'suites');
const NODE_TEST = ['--test', '--test-reporter=tap'];

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-pack-testing-'));
const folder = join(scratch, 'project');
const installed = join(folder, 'node_modules', '@dragoman', 'testing');

before(async () => {
  for (const folder of PACKAGES) await run({ cwd: folder }, 'npm', 'pack', '--pack-destination', scratch);
  const tarballs = readdirSync(scratch)
    .filter((file) => file.endsWith('.tgz'))
    .map((file) => join(scratch, file));
  mkdirSync(folder);
  await run(
    { cwd: folder },
    'npm',
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    ...tarballs,
    '@alicloud/pop-core@1.8.0',
  );
  cpSync(SUITES, folder, { recursive: true });
});

after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test('the test helper packs without tests and sources', () => {
  assert.deepEqual(readdirSync(installed).sort(), ['LICENSE', 'README.md', 'dist', 'package.json']);
  for (const file of ['index.js', 'index.cjs', 'index.d.ts', 'index.d.cts'])
    assert.ok(existsSync(join(installed, 'dist', file)), file);
});

test('the example of its README runs', async () => {
  const [, example] = /```js\n(.+?)```/s.exec(readFileSync(join(installed, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'example.mjs'), String(example));
  assert.match(await run({ cwd: folder }, 'node', ...NODE_TEST, 'example.mjs'), /^# pass 4$/m);
});

test('suites of node:test import and require it', async () => {
  assert.match(
    await run({ cwd: folder }, 'node', ...NODE_TEST, 'node-test.test.mjs', 'node-test.test.cjs'),
    /^# pass 4$/m,
  );
});

test('its declarations stand, for ES modules and CommonJS', async () => {
  writeFileSync(
    join(folder, 'program.mts'),
    `
import { type Dragoman, type Sandbox, startDragoman } from '@dragoman/testing';
const dragoman: Dragoman = await startDragoman({
  settings: { doors: { bk: { job_version: '3.11' } } },
  seeds: { secrets: [{ name: 'db', value: 'x' }] },
});
const sandbox: Sandbox = await dragoman.sandbox();
await sandbox.assertRequests({ operation: 'GetSecretValue' });
await sandbox.assertRequests({ door: 'aliyun', times: { exactly: 0 } });
// @ts-expect-error -- there is no such setting
await startDragoman({ settings: { prt: 1 } });
// @ts-expect-error -- no door has such an operation
await sandbox.assertRequests({ operation: 'GetSecretValu' });
// @ts-expect-error -- a number of times is a number
await sandbox.assertRequests({ times: { exactly: 'once' } });
`,
  );
  writeFileSync(
    join(folder, 'program.cts'),
    `import testing = require('@dragoman/testing');
export const url: Promise<string> = testing.startDragoman().then((dragoman) => dragoman.url);
`,
  );
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const flags = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    'false',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2024',
    '--module',
    'node16',
  ];
  await run({ cwd: folder }, 'node', tsc, ...flags, 'program.mts', 'program.cts');
});
