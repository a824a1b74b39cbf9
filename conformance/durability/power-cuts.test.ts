/**
 * The disk calls of a first start, its writes, a snapshot, a replacement of everything and its close are recorded, and
 * those of an upgrade and of a new certificate authority. Then a power cut comes before each sync and after each
 * answer: of what was not synced everything is lost, or nothing, or what came last, or only names, or only contents, or
 * pages by chance. Each directory that is left is opened. `LONG=1` takes every part and more chances.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { loadSettings } from '../../packages/gateway/src/config/load.ts';
import { authorityOf } from '../../packages/server/src/index.ts';
import { problemsAfter, runDirectory, runDriver, type Scenario } from './disk-calls.ts';
import { DiskModel } from './disk-model.ts';
import { fitsKept, keptDirectory, OLD_VERSIONS } from './kept-directories.ts';
import { cutEverywhereIn } from './power-cuts.ts';
import { RECORDED_CALLS, recordedCalls } from './recorded-calls.ts';
import { count } from './results.ts';
import { isLong } from './runs.ts';

interface PowerCuts {
  readonly scenario: Scenario;
  /** What is in the data directory before, by name. */
  readonly before?: ReadonlyMap<string, Buffer>;
  readonly problems: (directory: string, answered: readonly string[]) => Promise<string[]>;
}

/** Records a run, and looks at each directory that a power cut in it could leave. */
async function cutEverywhere({ scenario, before = new Map(), problems }: PowerCuts): Promise<string> {
  const directory = runDirectory();
  try {
    const [root, target] = [join(directory.path, 'data'), join(directory.path, 'left')];
    const disk = new DiskModel();
    if (before.size > 0) {
      mkdirSync(root);
      disk.begin(root, 'directory');
    }
    for (const [name, content] of before) {
      writeFileSync(join(root, name), content, { mode: 0o600 });
      disk.begin(join(root, name), content);
    }
    const { trace, answered } = await runDriver(scenario, root, { calls: RECORDED_CALLS, whole: true });
    const calls = recordedCalls(trace, root);
    const lines = calls.flatMap((call) => (call.kind === 'answered' ? [call.line] : []));
    assert.ok(lines.length > 0);
    assert.deepEqual(lines, answered);
    const found: string[] = [];
    const states = await cutEverywhereIn(calls, { root, target, disk }, async (done, at) => {
      const here = await problems(target, done).catch((error: unknown) => [`no start: ${String(error)}`]);
      found.push(...here.map((problem) => `call ${at}, answered ${done.at(-1) ?? 'nothing'}: ${problem}`));
    });
    assert.deepEqual(found, []);
    count('power-cuts', 'right', states);
    return `${calls.length} calls, ${states} directories`;
  } finally {
    directory.remove();
  }
}

test('power cuts in a first start, writes, a snapshot, a replacement and a close', async (context) => {
  context.diagnostic(await cutEverywhere({ scenario: 'write', problems: problemsAfter }));
});

for (const version of isLong ? OLD_VERSIONS : OLD_VERSIONS.slice(0, 1))
  test(`power cuts in an upgrade from version ${version}`, async (context) => {
    const problems: PowerCuts['problems'] = (directory, answered) => problemsAfter(directory, answered, fitsKept);
    context.diagnostic(await cutEverywhere({ scenario: 'open', before: keptDirectory(version), problems }));
  });

test('power cuts in the making of a certificate authority', async (context) => {
  const problems: PowerCuts['problems'] = async (directory, answered) => {
    const path = join(directory, 'ca.pem');
    const kept = existsSync(path) ? readFileSync(path, 'utf8') : null;
    const settings = await loadSettings({ flags: { 'data-dir': directory }, env: {}, file: null });
    const { certificate } = await authorityOf(settings);
    return [
      ...(answered.length > 0 && kept === null ? ['an answered authority is gone'] : []),
      ...(kept !== null && kept !== certificate ? ['it is another'] : []),
    ];
  };
  context.diagnostic(await cutEverywhere({ scenario: 'authority', problems }));
});
