/**
 * `npm run bench -- permissions [rounds]`: signed reads of an identity that states no rights, with `permissions` off
 * and with `enforce`, in turn: what the feature costs whoever does not use it. Loopback only. The exit code is 1 when
 * anything costs more.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Build, presentBuild } from './pairs/builds.ts';
import { compareRounds, LEGEND, tableOf } from './pairs/report.ts';
import { type Measured, measureRound, prepare, READS_A_ROUND } from './pairs/rounds.ts';
import { progress } from './progress.ts';

const DEFAULT_ROUNDS = 8;
const MODES = ['off', 'enforce'] as const;

const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
const build = await presentBuild();
const [off, enforce] = MODES.map((mode): Build => ({
  ...build,
  name: mode,
  settings: { DRAGOMAN_PERMISSIONS: mode },
})) as [Build, Build];
const directory = mkdtempSync(join(tmpdir(), 'dragoman-permissions-'));
try {
  const first = await prepare(off, directory, off.name);
  const second = await prepare(enforce, directory, enforce.name);
  const { signal } = new AbortController();
  const measured: [Measured, Measured][] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Round ${round} of ${rounds}`);
    const subjects = round % 2 === 0 ? [second, first] : [first, second];
    const results = (await measureRound(subjects, signal)) as [Measured, Measured];
    measured.push(round % 2 === 0 ? [results[1], results[0]] : results);
  }
  progress(null);
  const lines = compareRounds(measured);
  const note = `${rounds} rounds, ${READS_A_ROUND} of each read a round. ${LEGEND}`;
  process.stdout.write(`${tableOf(lines, MODES)}\n${note}\n`);
  process.exitCode = lines.every(({ notWorse }) => notWorse) ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
