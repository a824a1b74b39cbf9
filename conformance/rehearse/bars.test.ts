import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';
import { ValueSearch } from '../../packages/rehearse/src/leaks/value-search.ts';
import { CLI, type RehearsedGateway, startRehearsed } from './gateway.ts';

/** The whole of a rehearsal of one call, and what it may add to a request, in seconds and milliseconds. */
const MAX_SECONDS = 60;
const MAX_OVERHEAD_MS = 2;
/** A search for leaks, by the time that the process had. */
const [MIN_MB_A_SECOND, SEARCHED_MB] = [100, 256];

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const TIMED = pathOf('clients/timed.mjs');

let rehearsed: RehearsedGateway;
before(async () => {
  rehearsed = await startRehearsed();
});
after(() => rehearsed.close());

async function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  const [program = '', ...args] = command;
  const options = { cwd: rehearsed.folder, env: { ...PLAIN_ENV, ...env }, stdio: 'ignore' } as const;
  await once(spawn(program, args, options), 'exit');
}

const rehearse = (options: readonly string[], command: readonly string[]): readonly string[] => [
  ...[process.execPath, CLI, 'rehearse', 'retry', '--url', rehearsed.url, ...options, '--'],
  ...command,
];

test('every case of one call that goes on trying takes a minute at most', async () => {
  const client = [process.execPath, pathOf('../../packages/gateway/test/programs/retrying-client.mjs')];
  const file = join(rehearsed.folder, 'retry.xml');
  const options = ['--case-timeout', '20s', '--junit', file];
  const begun = performance.now();
  // The client signs nothing: its gateway takes that.
  await run(rehearse(options, [...client, 'never-gives-up']));
  const seconds = (performance.now() - begun) / 1_000;
  assert.match(readFileSync(file, 'utf8'), /still trying after 20 s/);
  assert.ok(seconds <= MAX_SECONDS, `${seconds.toFixed(1)} s`);
});

test('outside of faults a request takes two milliseconds more at most', async () => {
  const [direct, led] = [join(rehearsed.folder, 'direct'), join(rehearsed.folder, 'led')];
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'DRAGOMANDEV000000001',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'DragomanDevelopmentSecretKeyNotForCloud0',
  };
  const overheads: number[] = [];
  // The machine may have other things to do: the best of a few.
  for (let round = 0; round < 3; round += 1) {
    await run([process.execPath, TIMED, rehearsed.url, direct], env);
    const named = [process.execPath, TIMED, 'http://kms.cn-hangzhou.aliyuncs.com', led];
    await run(rehearse(['--cases', 'no-retry:InvalidParameter', '--case-timeout', '60s'], named));
    overheads.push(Number(readFileSync(led, 'utf8')) - Number(readFileSync(direct, 'utf8')));
  }
  console.log(`overhead: ${overheads.map((overhead) => overhead.toFixed(2)).join(', ')} ms a request`);
  assert.ok(Math.min(...overheads) <= MAX_OVERHEAD_MS, overheads.join(', '));
});

test('100 values are searched for in eight encodings at 100 MB a second at least', () => {
  const values = Array.from({ length: 100 }, (_, index) => {
    const value = index % 2 === 0 ? randomBytes(24) : `${randomBytes(12).toString('base64')}"<&é ${index}`;
    return { name: String(index), value };
  });
  const line = (): string => `2026-11-30 INFO ${randomUUID()} GET "/v1/secrets" ${randomBytes(9).toString('base64')}\n`;
  const chunk = Buffer.from(Array.from({ length: 1_000 }, line).join(''));
  const { push } = new ValueSearch(values).open();
  const begun = process.cpuUsage().user;
  let bytes = 0;
  while (bytes < SEARCHED_MB * 1_000_000) {
    assert.deepEqual(push(chunk), []);
    bytes += chunk.length;
  }
  const rate = bytes / (process.cpuUsage().user - begun);
  assert.ok(rate >= MIN_MB_A_SECOND, `${rate.toFixed(0)} MB/s`);
});
