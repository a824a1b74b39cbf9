/**
 * The n-th disk call of a data directory's first start, its writes, a snapshot, a replacement of everything and its
 * close is the last one, or fails; and so for the start that brings an old database to the newest schema, and for a new
 * certificate authority. `LONG=1` takes every n; otherwise some of each, evenly.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { problemsAfter, runDirectory, runDriver, type Scenario } from './disk-calls.ts';
import { fitsKept, keptDirectory, OLD_VERSIONS } from './kept-directories.ts';
import { isLong, makeRuns } from './runs.ts';
import { countCalls, FAULTS, sampleOf } from './strace.ts';

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

interface Failing {
  readonly scenario: Scenario;
  readonly calls: string;
  readonly bounded: number;
  /** Of the table. */
  readonly row: string;
  /** Tells runs of one scenario apart. */
  readonly title?: string;
}

/** Runs every sampled n of a kind of calls. */
async function failAll(
  { scenario, calls, bounded, row, title = scenario }: Failing,
  prepare: (directory: string) => void,
  problems: (directory: string, answered: readonly string[]) => Promise<string[]>,
): Promise<void> {
  const paths = (directory: string) => (calls === 'write' ? { paths: wholeFiles(directory) } : {});
  const runIn = async <Result>(work: (directory: string) => Promise<Result>): Promise<Result> => {
    const directory = runDirectory();
    const data = join(directory.path, 'data');
    prepare(data);
    return work(data).finally(() => {
      directory.remove();
    });
  };
  const { trace } = await runIn((data) => runDriver(scenario, data, { calls, ...paths(data) }));
  const total = countCalls(trace, calls);
  assert.ok(total >= 1, `${scenario} makes no ${calls}`);
  const failAt = async (fault: (typeof FAULTS)[number], at: number, least = at - 3): Promise<void> => {
    const wasReached = await runIn(async (data) => {
      const ran = await runDriver(scenario, data, { calls, fault, at, ...paths(data) });
      const where = `at ${at} of ${total}, answered ${ran.answered.join(', ')}\n${ran.stderr}`;
      if (ran.wasReached) assert.deepEqual(await problems(data, ran.answered), [], where);
      return ran.wasReached;
    });
    // One run may make a call fewer than another.
    if (wasReached) return;
    assert.ok(at > Math.max(1, least), `never met: ${at} of ${total}`);
    return failAt(fault, at - 1, least);
  };
  const runs = sampleOf(total, bounded).flatMap((at) =>
    FAULTS.map((fault) => ({ name: `${title} ${calls} ${fault} ${at}`, given: () => failAt(fault, at) })),
  );
  await makeRuns(row, runs, (run) => run());
}

for (const [calls, bounded] of KINDS)
  test(`first start, writes, snapshot, replacement, close: ${calls}`, () =>
    failAll({ scenario: 'write', calls, bounded, row: 'disk-calls' }, () => undefined, problemsAfter));

for (const version of isLong ? OLD_VERSIONS : [OLD_VERSIONS[0] ?? 0, OLD_VERSIONS.at(-1) ?? 0])
  for (const calls of ['pwrite64', 'fsync,fdatasync'])
    test(`upgrade from version ${version}: ${calls}`, () =>
      failAll(
        { scenario: 'open', calls, bounded: 2, row: 'upgrade', title: `version ${version}` },
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
