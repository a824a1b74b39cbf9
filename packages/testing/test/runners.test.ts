import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const SUITES = fileURLToPath(new URL('suites', import.meta.url));
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const fromPackage = createRequire(join(PACKAGE, 'package.json'));
const fromRoot = createRequire(join(ROOT, 'package.json'));

/** A project of a user, with the built package in it. */
let project: string;

beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'dragoman-suites-')));
  cpSync(SUITES, project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{}');
  const packages = {
    '@dragoman/testing': PACKAGE,
    '@alicloud/pop-core': dirname(fromPackage.resolve('@alicloud/pop-core/package.json')),
    '@jest/globals': dirname(fromRoot.resolve('@jest/globals/package.json')),
    vitest: dirname(fromPackage.resolve('vitest/package.json')),
  };
  for (const [name, path] of Object.entries(packages)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(path, link);
  }
});
afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Runs a Node program in the project; answers what it printed, wherever. */
async function run(args: readonly string[]): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(NODE_OPTIONS|JEST_.*|NODE_TEST_CONTEXT|DRAGOMAN_.*)$/.test(name),
    ),
  );
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    cwd: project,
    env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
  }).catch((error: unknown) => {
    const { stdout: out, stderr: problems } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`it fails:\n${out}\n${problems}`);
  });
  return `${stdout}\n${stderr}`;
}

const JEST_CONFIG = JSON.stringify({
  testMatch: ['**/*.test.*'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'json'],
  transform: {},
  watchman: false,
});

function jest(file: string, ...flags: readonly string[]): Promise<string> {
  return run([
    ...flags,
    join(dirname(fromRoot.resolve('jest/package.json')), 'bin', 'jest.js'),
    '--config',
    JEST_CONFIG,
    '--rootDir',
    project,
    file,
  ]);
}

describe('the built package works in suites of', () => {
  it('Jest with ES modules', async () => {
    expect(await jest('jest-esm', '--experimental-vm-modules')).toMatch(/Tests: +2 passed, 2 total/);
  }, 60_000);

  it('Jest with CommonJS', async () => {
    expect(await jest('jest-cjs')).toMatch(/Tests: +3 passed, 3 total/);
  }, 60_000);

  it('Jest, which ends though a gateway is not closed, and shows a failed assertion as it is', async () => {
    const output = await jest('jest-unclosed').catch(String);
    expect(output).toMatch(/Tests: +1 failed, 1 passed, 2 total/);
    expect(output).toContain('fails: at least 1 × GetSecretValue of db; 0 came');
    expect(output).not.toMatch(/Expected value|did not exit/);
  }, 60_000);

  it('Vitest', async () => {
    expect(
      await run([join(dirname(fromPackage.resolve('vitest/package.json')), 'vitest.mjs'), 'run', 'vitest.test.mjs']),
    ).toMatch(/Tests +2 passed \(2\)/);
  }, 60_000);

  it.each(['node-test.test.mjs', 'node-test.test.cjs'])(
    'node:test, in %s',
    async (file) => {
      expect(await run(['--test', '--test-reporter=tap', file])).toMatch(/^# pass 2$/m);
    },
    60_000,
  );
});

it('has an example in its README that runs', async () => {
  const [, example = ''] = /^```js\n(.*?)^```/ms.exec(readFileSync(join(PACKAGE, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(project, 'example.mjs'), example);
  expect(await run(['--test', '--test-reporter=tap', 'example.mjs'])).toMatch(/^# pass 4$/m);
}, 60_000);

describe('the set-ups of the page on Node run in', () => {
  const page = readFileSync(join(ROOT, 'docs', 'testing', 'node.md'), 'utf8');
  const programs = [...page.matchAll(/^```js\n(\/\/ [\w.-]+\.mjs.*?)^```/gms)].map(([, program = '']) => program);

  /** Writes a program of the page to the file that its first line names. */
  function write(folder: string, program = ''): void {
    const [, file = ''] = /^\/\/ ([\w.-]+\.mjs)/.exec(program) ?? [];
    mkdirSync(join(project, folder), { recursive: true });
    writeFileSync(join(project, folder, file), program);
  }

  it('Vitest', async () => {
    for (const program of programs.slice(0, 2)) write('vitest-setup', program);
    const config = "export default { test: { globalSetup: 'vitest.global-setup.mjs' } };";
    writeFileSync(join(project, 'vitest-setup', 'vitest.config.mjs'), config);
    const vitest = join(dirname(fromPackage.resolve('vitest/package.json')), 'vitest.mjs');
    expect(await run([vitest, 'run', '--root', 'vitest-setup'])).toMatch(/Tests +1 passed \(1\)/);
  }, 60_000);

  it('node:test', async () => {
    for (const program of programs.slice(2)) write('node-setup', program);
    const setup = '--test-global-setup=node-setup/dragoman.setup.mjs';
    expect(await run(['--test', '--test-reporter=tap', setup, 'node-setup/any.test.mjs'])).toMatch(/^# pass 1$/m);
  }, 60_000);
});
