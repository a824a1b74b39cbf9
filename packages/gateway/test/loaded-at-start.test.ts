import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { runCli, scratchDirectory } from './support/process.ts';

/** Parts of Node that take milliseconds and megabytes, and that a start has no use for. */
const NOT_NEEDED = [
  'fs/promises',
  'https',
  'internal/deps/undici/undici',
  'timers/promises',
  'tls',
  'worker_threads',
  'zlib',
];

let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(() => {
  scratch = scratchDirectory();
});
afterAll(() => {
  scratch.remove();
});

it('of Node is what a start needs, and no more', async () => {
  const [list, script] = [join(scratch.path, 'loaded.json'), join(scratch.path, 'list-loaded.cjs')];
  const write = `require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList))`;
  writeFileSync(script, `process.on('exit', () => ${write});`);
  const running = runCli(['start', '--port', '0', '--json', '--data-dir', join(scratch.path, 'data')], {
    cwd: scratch.path,
    env: { NODE_OPTIONS: `--require ${script}`, XDG_CACHE_HOME: join(scratch.path, 'caches') },
  });
  await running.firstLine();
  running.child.kill('SIGTERM');
  expect(await running.exit()).toBe(0);
  const loaded = JSON.parse(readFileSync(list, 'utf8')) as string[];
  expect(loaded).toContain('NativeModule http');
  const isLoaded = (name: string): boolean => loaded.includes(`NativeModule ${name}`);
  expect(NOT_NEEDED.filter(isLoaded)).toEqual([]);
});
