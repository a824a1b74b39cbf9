import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

import { type CommandContext, run, startGatewayBy } from '../support/commands.ts';
import { type Stage, buildStages, envOf, placed } from './stages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOOLS = fileURLToPath(new URL('.venv/bin', import.meta.url));
const TOKEN = 'token-of-the-container-suite';
const MEGABYTE = 1024 * 1024;

const manifest = JSON.parse(read('package.json')) as { readonly version: string };
const compose = parse(read('compose.yaml')) as { readonly services: { readonly dragoman: Record<string, unknown> } };

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-container-'));
let image: Stage;
/** Where and as whom the image's commands run: as its user, if this process may become that. */
let bare: CommandContext;
/** The same with what whoever starts a container gives it. */
let context: CommandContext;

before(async () => {
  chmodSync(scratch, 0o755);
  const stages = await buildStages({
    dockerfile: read('Dockerfile'),
    context: ROOT,
    dockerignore: read('.dockerignore'),
    scratch,
  });
  image = [...stages.values()].at(-1) ?? assert.fail('no stage');
  everyEntry(join(image.root, 'app'), (path, mode) => {
    chmodSync(path, mode & ~0o222);
  });
  const [uid = 0, gid = 0] = (image.facts['USER'] ?? '').split(':').map(Number);
  const user = process.getuid?.() === 0 ? { uid, gid } : {};
  if (user.uid !== undefined) chownSync(placed(image, '/data'), uid, gid);
  bare = { cwd: placed(image, image.workdir), env: { ...envOf(image), DRAGOMAN_PORT: '0' }, ...user };
  context = { ...bare, env: { ...bare.env, DRAGOMAN_CONTROL_TOKEN: TOKEN, DRAGOMAN_JSON: 'true' } };
});

after(() => {
  everyEntry(scratch, (path, mode) => {
    chmodSync(path, mode | 0o200);
  });
  rmSync(scratch, { recursive: true, force: true });
});

test('the image says what it is and runs as nobody in particular', () => {
  assert.match(image.facts['LABEL'] ?? '', new RegExp(`image\\.version="${manifest.version}"`));
  assert.match(image.facts['LABEL'] ?? '', /image\.licenses="Apache-2\.0"/);
  assert.match(image.facts['USER'] ?? '', /^[1-9]\d*:[1-9]\d*$/);
  assert.equal(image.facts['VOLUME'], image.env['DRAGOMAN_DATA_DIR']);
});

test('the image holds the installed package and little else', () => {
  assert.deepEqual(readdirSync(image.root).sort(), ['app', 'data', 'usr']);
  let bytes = 0;
  everyEntry(join(image.root, 'app'), (_path, _mode, size) => {
    bytes += size;
  });
  assert.ok(bytes < 12 * MEGABYTE, `${bytes} bytes`);
});

test('without a control token it refuses to listen for others', async () => {
  await assert.rejects(
    run(bare, ...command('ENTRYPOINT', 'CMD')),
    /others can reach that address, so set DRAGOMAN_CONTROL_TOKEN/,
  );
});

test('it starts on files that it cannot write, is healthy, keeps its state, and stops by the signal', async () => {
  const input = { name: 'kept', type: 'SECRET_KEY', credential_secret_key: 'in the volume' };
  const id = await whileUp((port) => esb(port, 'create_credential', input).then((created) => created['id']));
  const kept = await whileUp((port) => esb(port, 'get_credential_detail', { id }));
  assert.equal(kept['name'], 'kept');
  assert.equal(statSync(placed(image, '/data/dragoman.db')).uid, context.uid ?? process.getuid?.());
});

test('hadolint finds nothing in the Dockerfile', { skip: withoutTools() }, async () => {
  await run({ cwd: ROOT }, join(TOOLS, 'hadolint'), 'Dockerfile');
});

test('compose.yaml is what the Compose specification describes', { skip: withoutTools() }, async () => {
  await run({ cwd: ROOT }, join(TOOLS, 'check-jsonschema'), '--builtin-schema', 'vendor.compose-spec', 'compose.yaml');
});

test('compose.yaml gives the container no more than it needs', () => {
  const { dragoman } = compose.services;
  assert.equal(dragoman['image'], `dragoman:${manifest.version}`);
  assert.deepEqual(dragoman['ports'], [`127.0.0.1:4600:${image.facts['EXPOSE'] ?? ''}`]);
  assert.deepEqual(dragoman['volumes'], [`data:${image.facts['VOLUME'] ?? ''}`]);
  assert.equal(dragoman['read_only'], true);
  assert.deepEqual(dragoman['cap_drop'], ['ALL']);
  assert.deepEqual(dragoman['security_opt'], ['no-new-privileges:true']);
});

test('the Testcontainers recipe fits the types of Testcontainers', async () => {
  const folder = join(scratch, 'recipe');
  mkdirSync(folder);
  const [, recipe] = /```ts\n(.+?)```/s.exec(read('docs/containers.md')) ?? assert.fail('no recipe');
  writeFileSync(join(folder, 'recipe.mts'), String(recipe));
  await run(
    { cwd: folder },
    'npm',
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    'testcontainers@12.0.4',
    '@types/node@22',
  );
  const flags = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2024',
    '--module',
    'nodenext',
    '--types',
    'node',
  ];
  await run({ cwd: folder }, 'node', join(ROOT, 'node_modules/typescript/bin/tsc'), ...flags, 'recipe.mts');
});

/** The words of instructions in their exec form, which needs no shell in the image. */
function command(...keywords: string[]): [string, ...string[]] {
  const argv = keywords.flatMap(
    (keyword) => JSON.parse(/\[.*\]/.exec(image.facts[keyword] ?? '')?.[0] ?? 'null') as string[],
  );
  const [program = '', ...args] = argv.map((word) => placed(image, word));
  return [program, ...args];
}

/**
 * Starts the image's program, lets `use` call its port and stops it; its health is checked when it is up and when it is
 * down.
 */
async function whileUp<Result>(use: (port: string) => Promise<Result>): Promise<Result> {
  const gateway = await startGatewayBy(context, ...command('ENTRYPOINT', 'CMD'));
  const { port } = new URL(gateway.url);
  const probe = { ...context, env: { ...context.env, DRAGOMAN_URL: `http://127.0.0.1:${port}` } };
  let result: Result;
  try {
    await run(probe, ...command('HEALTHCHECK'));
    result = await use(port);
  } finally {
    assert.equal(await gateway.stop(image.facts['STOPSIGNAL'] as NodeJS.Signals), 0);
  }
  await assert.rejects(run(probe, ...command('HEALTHCHECK')));
  return result;
}

/** Asks as a user of ESB would: there is no signature to make. */
async function esb(port: string, call: string, input: object): Promise<Record<string, unknown>> {
  const app = {
    bk_app_code: 'dragoman',
    bk_app_secret: 'dragoman-development-app-secret',
    bk_token: 'dragoman-development-token',
  };
  const body = JSON.stringify({ ...app, bk_scope_type: 'biz', bk_scope_id: '2', ...input });
  const response = await fetch(`http://127.0.0.1:${port}/api/c/compapi/v2/jobv3/${call}/`, { method: 'POST', body });
  return ((await response.json()) as { readonly data: Record<string, unknown> }).data;
}

function everyEntry(path: string, visit: (path: string, mode: number, size: number) => void): void {
  const { mode, size } = lstatSync(path);
  const isFolder = lstatSync(path).isDirectory();
  if (!lstatSync(path).isSymbolicLink()) visit(path, mode, isFolder ? 0 : size);
  if (isFolder) for (const name of readdirSync(path)) everyEntry(join(path, name), visit);
}

function withoutTools(): string | false {
  return existsSync(join(TOOLS, 'check-jsonschema')) ? false : 'Python is missing';
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
