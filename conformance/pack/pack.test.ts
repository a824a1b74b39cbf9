import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run, startGatewayBy } from '../support/commands.ts';
import { assertConsole } from '../support/console-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GATEWAY = join(ROOT, 'packages', 'gateway');
const MANIFEST = JSON.parse(readFileSync(join(GATEWAY, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: Record<string, string>;
};

const MEGABYTE = 1024 * 1024;

/** What `npm install` fetches of the gateway itself: doors, rules of migration, console, catalogue of facts. */
const PACKED_MOST = 2 * MEGABYTE;

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-pack-'));
const folder = join(scratch, 'empty');
const installed = join(folder, 'node_modules', '@dragoman', 'gateway');
let tarball: string;

before(async () => {
  await run({ cwd: GATEWAY }, 'npm', 'pack', '--pack-destination', scratch);
  tarball = join(scratch, String(readdirSync(scratch).find((file) => file.endsWith('.tgz'))));
  mkdirSync(folder);
  await run({ cwd: folder }, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
});

after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test('the tarball holds the program, the library, its declarations and the licences', async () => {
  const files = (await run({ cwd: scratch }, 'tar', '-tzf', tarball))
    .split('\n')
    .map((file) => file.replace('package/', ''));
  const parts = files.filter((file) => /^dist\/part-.+\.js$/.test(file));
  assert.deepEqual(files.filter((file) => !parts.includes(file)).sort(), [
    'LICENSE',
    'README.md',
    'bin/dragoman',
    'bin/dragoman.mjs',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/cli.js',
    'dist/index.cjs',
    'dist/index.d.cts',
    'dist/index.d.ts',
    'dist/index.js',
    'package.json',
  ]);
  assert.ok(parts.length > 0 && parts.length <= 60, `${parts.length} parts`);
  assert.ok(statSync(tarball).size < PACKED_MOST, `${statSync(tarball).size} bytes packed`);
});

test('no page gives a command that fetches what is not published', async () => {
  const pages = (await run({ cwd: ROOT }, 'git', 'ls-files', '*.md', 'llms.txt')).split('\n');
  const wanting = pages.filter((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const fetches = /npx (--yes )?@dragoman|npm (install|i|add) [^\n]*@dragoman\/|pnpm add [^\n]*@dragoman|docker pull/;
    return fetches.test(text) || (text.includes('npx dragoman ') && !text.includes('.tgz'));
  });
  assert.deepEqual(wanting, []);
});

test('it depends on what its files import and on the types that they mention, and on nothing else', () => {
  const dist = join(installed, 'dist');
  const code = readdirSync(dist)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(dist, file), 'utf8'))
    .join('\n');
  const imports = [...code.matchAll(/^import (?:[^;'"]+ from )?"([^".][^"]*)";$|\bimport\("([^".][^"]*)"\)/gm)].map(
    ([, still, late]) => String(still ?? late),
  );
  assert.deepEqual(
    ['@types/node', ...new Set(imports.filter((name) => !isBuiltin(name)))].sort(),
    Object.keys(MANIFEST.dependencies).sort(),
  );
});

test('it brings few packages with it', () => {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8')) as {
    readonly packages: object;
  };
  assert.ok(Object.keys(packages).length <= 5, Object.keys(packages).join(' '));
});

test('npx dragoman --version', async () => {
  assert.equal(await run({ cwd: folder }, 'npx', 'dragoman', '--version'), MANIFEST.version);
});

test('an older Node is told so', async () => {
  const asOld = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.11.0' } });";
  const started = run(
    { cwd: folder },
    'node',
    '--import',
    `data:text/javascript,${encodeURIComponent(asOld)}`,
    'node_modules/.bin/dragoman',
    '--version',
  );
  await assert.rejects(
    started,
    new RegExp(`dragoman needs Node ${MANIFEST.engines.node.replace('>=', '')} or newer: this is 22.11.0`),
  );
});

test('npx dragoman start serves an official client, and stops', async () => {
  const gateway = await startGatewayBy(
    { cwd: folder },
    'npx',
    'dragoman',
    'start',
    '--memory',
    '--port',
    '0',
    '--json',
  );
  try {
    const answer = await fetch(`${gateway.url}/_dragoman/health`);
    assert.equal(answer.status, 200);
    await assertConsole(gateway.url);
    const client = aliyunClient(gateway.url);
    await client.request('CreateSecret', { SecretName: 'packed', VersionId: '1', SecretData: 'from a package' });
    assert.equal((await client.request('GetSecretValue', { SecretName: 'packed' }))['SecretData'], 'from a package');
  } finally {
    assert.equal(await gateway.stop(), 0);
  }
});

test('the example of its README runs', async () => {
  const [, example] = /```js\n(.+?)```/s.exec(readFileSync(join(installed, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'example.mjs'), String(example));
  assert.match(await run({ cwd: folder }, 'node', 'example.mjs'), /status: 'up'/);
});

test('its declarations stand on their own, for ES modules and CommonJS', async () => {
  const program = `
import { controlClient, lineEventLog, loadSettings, startGateway } from '@dragoman/gateway';
import type { ControlClient, Gateway, Settings } from '@dragoman/gateway';
const settings: Settings = await loadSettings({ flags: { memory: 'true' }, env: {}, file: null });
const eventLog = lineEventLog((line: string) => line);
const gateway: Gateway = await startGateway({ settings: { ...settings, port: 0 }, eventLog });
// @ts-expect-error -- a port is a number, so the settings are typed
const wrong: Settings = { ...settings, port: 'none' };
const client: ControlClient = controlClient({ url: gateway.url });
export const { ready }: { readonly ready: boolean } = await client.ready();
// @ts-expect-error -- there is no such call
export const none: unknown = client.none;
`;
  writeFileSync(join(folder, 'program.mts'), program);
  writeFileSync(
    join(folder, 'program.cts'),
    `import gateway = require('@dragoman/gateway');
const started: Promise<gateway.Gateway> = gateway.startGateway({} as gateway.GatewayParts);
export const url: Promise<string> = started.then((gateway) => gateway.url);
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
    'nodenext',
  ];
  await run({ cwd: folder }, 'node', tsc, ...flags, 'program.mts', 'program.cts');
});

test('a Jest suite in CommonJS can require it', async () => {
  writeFileSync(
    join(folder, 'jest.test.js'),
    `
const { lineEventLog, loadSettings, startGateway } = require('@dragoman/gateway');
test('starts', async () => {
  const settings = await loadSettings({ flags: { memory: 'true', port: '0' }, env: {}, file: null });
  const gateway = await startGateway({ settings, eventLog: lineEventLog(() => {}) });
  expect((await fetch(gateway.url + '/_dragoman/health')).status).toBe(200);
  await gateway.close();
});
`,
  );
  await run(
    { cwd: folder },
    'node',
    join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--rootDir',
    folder,
    '--config',
    '{}',
  );
});

/** Alibaba Cloud's client for Node, as far as it is used here. */
interface RpcClient {
  request(action: string, parameters: Record<string, string>): Promise<Record<string, unknown>>;
}

function aliyunClient(endpoint: string): RpcClient {
  const Client = createRequire(join(GATEWAY, 'package.json'))('@alicloud/pop-core') as new (
    options: object,
  ) => RpcClient;
  const identity = { accessKeyId: 'DRAGOMANDEV000000001', accessKeySecret: 'DragomanDevelopmentSecretKeyNotForCloud0' };
  return new Client({ endpoint, apiVersion: '2016-01-20', ...identity });
}
