/**
 * The n-th disk call of a data directory's first start, its writes, a snapshot, a replacement of everything and its
 * close is the last one, or fails; and so for the start that brings an old database to the newest schema, and for a new
 * certificate authority. `LONG=1` takes every n; otherwise some of each, evenly.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { problemsAfter, runDirectory, runDriver, type Scenario } from './disk-calls.ts';
import { fitsKept, keptDirectory, OLD_VERSIONS } from './kept-directories.ts';
import { count } from './results.ts';
import { countCalls, FAULTS, sampleOf } from './strace.ts';

const isLong = process.env['LONG'] === '1';

/** The files that are written as a whole; of other writes of a process nothing is to be seen. */
const wholeFiles = (directory: string): string[] =>
  ['root.key.new', '.gitignore', 'snapshots/.kept.tmp'].map((name) => join(directory, name));

/** Kinds of calls, and how many of them the bounded form takes. */
const KINDS: readonly (readonly [calls: string, bounded: number])[] = [
  ['pwrite64', 5],
  ['fsync,fdatasync', 5],
  ['write', 2],
  ['ftruncate', 1],
  ['rename', 2],
  ['unlink', 2],
];

const directories: ReturnType<typeof runDirectory>[] = [];
after(() => {
  for (const directory of directories) directory.remove();
});

function newDirectory(): string {
  const directory = runDirectory();
  directories.push(directory);
  return join(directory.path, 'data');
}

/** Runs every sampled n of a kind of calls. */
async function failAll(
  { scenario, calls, bounded, row }: { scenario: Scenario; calls: string; bounded: number; row: string },
  prepare: (directory: string) => void,
  problems: (directory: string, answered: readonly string[]) => Promise<string[]>,
): Promise<void> {
  const paths = (directory: string) => (calls === 'write' ? { paths: wholeFiles(directory) } : {});
  const counted = newDirectory();
  prepare(counted);
  const { trace } = await runDriver(scenario, counted, { calls, ...paths(counted) });
  const total = countCalls(trace, calls);
  assert.ok(total >= 1, `${scenario} makes no ${calls}`);
  for (const at of sampleOf(total, bounded))
    for (const fault of FAULTS) {
      const run = async (n: number): Promise<void> => {
        const directory = newDirectory();
        prepare(directory);
        const traced = { calls, fault, at: n, ...paths(directory) };
        const { answered, stderr, wasReached } = await runDriver(scenario, directory, traced);
        // One run may make a call fewer than another.
        if (!wasReached && n > Math.max(1, at - 3)) return run(n - 1);
        const where = `${scenario}: ${calls} ${fault} at ${n} of ${total}, answered ${answered.join(', ')}\n${stderr}`;
        assert.ok(wasReached, `never met: ${where}`);
        assert.deepEqual(await problems(directory, answered), [], where);
        count(row, 'right');
      };
      await run(at);
    }
}

for (const [calls, bounded] of KINDS)
  test(`first start, writes, snapshot, replacement, close: ${calls}`, () =>
    failAll({ scenario: 'write', calls, bounded, row: 'disk-calls' }, () => undefined, problemsAfter));

for (const version of isLong ? OLD_VERSIONS : [OLD_VERSIONS[0] ?? 0, OLD_VERSIONS.at(-1) ?? 0])
  for (const calls of ['pwrite64', 'fsync,fdatasync'])
    test(`upgrade from version ${version}: ${calls}`, () =>
      failAll(
        { scenario: 'open', calls, bounded: 2, row: 'upgrade' },
        (directory) => {
          mkdirSync(directory);
          for (const [name, content] of keptDirectory(version))
            writeFileSync(join(directory, name), content, { mode: 0o600 });
        },
        (directory, answered) => problemsAfter(directory, answered, fitsKept),
      ));

for (const [calls, bounded] of [
  ['link', 2],
  ['unlink', 1],
  ['fsync,fdatasync', 2],
] as const)
  test(`first certificate authority: ${calls}`, () =>
    failAll(
      { scenario: 'authority', calls, bounded, row: 'authority' },
      () => undefined,
      async (directory, answered) => {
        const kept = existsSync(join(directory, 'ca.pem')) ? readFileSync(join(directory, 'ca.pem'), 'utf8') : null;
        const next = await runDriver('authority', directory, { calls: 'link' });
        const problems = next.answered.includes('authority') ? [] : [`the next start fails: ${next.stderr}`];
        if (answered.includes('authority') && kept === null) problems.push('an answered authority is gone');
        if (kept !== null && kept !== readFileSync(join(directory, 'ca.pem'), 'utf8')) problems.push('it is another');
        return problems;
      },
    ));
