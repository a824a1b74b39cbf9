import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { type CliProcess, INSTALLED_CLI, runCli, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;
let running: CliProcess;

beforeEach(() => {
  scratch = scratchDirectory();
});
afterEach(async () => {
  running.child.kill('SIGKILL');
  await running.exit();
  scratch.remove();
});

/** Starts what is installed, and waits until it answers. */
async function start(caches: string, env: Record<string, string> = {}): Promise<void> {
  const args = ['start', '--port', '0', '--json', '--memory'];
  running = runCli(args, { cwd: scratch.path, env: { XDG_CACHE_HOME: caches, ...env }, script: INSTALLED_CLI });
  const { url } = JSON.parse(await running.firstLine()) as { url: string };
  expect((await fetch(`${url}/_dragoman/ready`)).status).toBe(200);
}

it('keeps what was compiled for a start in the cache directory of the user, however it ends', async () => {
  const caches = join(scratch.path, 'caches');
  await start(caches);
  running.child.kill('SIGKILL');
  await running.exit();
  const compiled = readdirSync(join(caches, 'dragoman', 'compiled'), { recursive: true, withFileTypes: true });
  expect(compiled.filter((entry) => entry.isFile()).length).toBeGreaterThan(2);
});

it('keeps nothing where Node is told so', async () => {
  await start(join(scratch.path, 'caches'), { NODE_DISABLE_COMPILE_CACHE: '1' });
  expect(readdirSync(scratch.path)).toEqual([]);
});

it('starts all the same where nothing can be kept', async () => {
  const caches = join(scratch.path, 'a-file');
  writeFileSync(caches, '');
  await start(caches);
  expect(running.stderr()).toBe('');
});
