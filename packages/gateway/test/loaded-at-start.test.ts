import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { huaweiClient } from './support/huawei.ts';
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

/** Runs a start with a script that is loaded before it; answers what the script wrote into the file. */
async function started(script: (file: string) => string, use?: (url: string) => Promise<unknown>): Promise<string[]> {
  const [list, preload] = [join(scratch.path, 'loaded.json'), join(scratch.path, 'list-loaded.cjs')];
  writeFileSync(preload, script(JSON.stringify(list)));
  const running = runCli(['start', '--port', '0', '--json', '--data-dir', join(scratch.path, 'data')], {
    cwd: scratch.path,
    env: { NODE_OPTIONS: `--require ${preload}`, XDG_CACHE_HOME: join(scratch.path, 'caches') },
  });
  const { url } = JSON.parse(await running.firstLine()) as { url: string };
  await use?.(url);
  running.child.kill('SIGTERM');
  expect(await running.exit()).toBe(0);
  return JSON.parse(readFileSync(list, 'utf8')) as string[];
}

it('of Node is what a start needs, and no more', async () => {
  const loaded = await started(
    (file) =>
      `process.on('exit', () => require('node:fs').writeFileSync(${file}, JSON.stringify(process.moduleLoadList)));`,
  );
  expect(loaded).toContain('NativeModule http');
  const isLoaded = (name: string): boolean => loaded.includes(`NativeModule ${name}`);
  expect(NOT_NEEDED.filter(isLoaded)).toEqual([]);
});

/** Writes the built files of the program that were loaded. */
const listParts = (file: string): string => `
const loaded = [];
require('node:module').registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
process.on('exit', () => require('node:fs').writeFileSync(${file}, JSON.stringify(loaded)));`;

/** Our sources that went into built files. */
function sourcesOf(urls: readonly string[]): string[] {
  const parts = urls.filter((url) => url.includes('/gateway/dist/')).map((url) => fileURLToPath(url));
  return parts.flatMap((part) => (JSON.parse(readFileSync(`${part}.map`, 'utf8')) as { sources: string[] }).sources);
}

/** The code of the doors: what answers, in each dialect, and what only its operations use. */
const OF_DOORS = /\/(adapter-[a-z]+|huawei-platform)\/src\/(dialect\.ts|operations\/|explain|auth\/)/;

it('of the program is what a start needs, and the doors with the first request', async () => {
  const atStart = sourcesOf(await started(listParts));
  expect(atStart.some((source) => source.endsWith('src/start-gateway.ts'))).toBe(true);
  expect(atStart.filter((source) => OF_DOORS.test(source))).toEqual([]);
  const afterRequest = sourcesOf(await started(listParts, (url) => huaweiClient(url).call('GET', 'secrets')));
  for (const adapter of ['huawei', 'aliyun', 'bk']) {
    expect(afterRequest.some((source) => source.endsWith(`adapter-${adapter}/src/dialect.ts`))).toBe(true);
  }
});
