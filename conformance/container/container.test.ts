/** The files for containers as they are read: linted, and held to the specifications of others. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { parse } from 'yaml';

import { run } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOOLS = fileURLToPath(new URL('.venv/bin', import.meta.url));

const manifest = JSON.parse(read('package.json')) as { readonly version: string };
const compose = parse(read('compose.yaml')) as { readonly services: { readonly dragoman: Record<string, unknown> } };

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-container-'));

after(() => {
  rmSync(scratch, { recursive: true, force: true });
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
  assert.deepEqual(dragoman['ports'], ['${DRAGOMAN_PUBLISH:-127.0.0.1:4600}:4600']);
  assert.deepEqual(dragoman['volumes'], ['data:/data']);
  assert.equal(dragoman['read_only'], true);
  assert.deepEqual(dragoman['cap_drop'], ['ALL']);
  assert.deepEqual(dragoman['security_opt'], ['no-new-privileges:true']);
});

test('the Testcontainers recipe fits the types of Testcontainers', async () => {
  const folder = scratch;
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

test('the pipelines of docs/ci.md are what GitHub and GitLab describe', { skip: withoutTools() }, async () => {
  const pipelines = [...read('docs/ci.md').matchAll(/```yaml\n(.+?)```/gs)].map(([, text]) => String(text));
  const schemas = ['vendor.github-workflows', 'vendor.github-workflows', 'vendor.gitlab-ci'];
  assert.equal(pipelines.length, schemas.length);
  for (const [at, text] of pipelines.entries()) {
    const file = join(scratch, `pipeline-${at}.yaml`);
    writeFileSync(file, text);
    await run({ cwd: scratch }, join(TOOLS, 'check-jsonschema'), '--builtin-schema', String(schemas[at]), file);
  }
});

test('the Jenkinsfile of docs/ci.md is what Groovy reads', { skip: withoutJava() }, async () => {
  const folder = join(scratch, 'jenkins');
  mkdirSync(folder);
  const [, text] = /```groovy\n(.+?)```/s.exec(read('docs/ci.md')) ?? assert.fail('no Jenkinsfile');
  await run({ cwd: scratch }, 'npm', 'install', '--no-audit', '--no-fund', 'npm-groovy-lint@18.0.0');
  const lint = (jenkinsfile: string): Promise<string> => {
    writeFileSync(join(folder, 'Jenkinsfile'), jenkinsfile);
    return run({ cwd: scratch }, 'npx', 'npm-groovy-lint', '--noserver', '--failon', 'error', '--path', folder);
  };
  await lint(String(text));
  await assert.rejects(lint(String(text).replace('steps {', 'steps [')), /NglParseError/);
});

test('the version stands in the image and in compose.yaml', () => {
  assert.match(read('Dockerfile'), new RegExp(`image\\.version="${manifest.version}"`));
  assert.equal(compose.services.dragoman['image'], `dragoman:${manifest.version}`);
});

function withoutJava(): string | false {
  return spawnSync('java', ['-version']).error === undefined ? false : 'Java is missing';
}

function withoutTools(): string | false {
  return existsSync(join(TOOLS, 'check-jsonschema')) ? false : 'Python is missing';
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
