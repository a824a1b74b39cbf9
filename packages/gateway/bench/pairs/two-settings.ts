import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { progress } from '../progress.ts';
import { type Build, presentBuild } from './builds.ts';
import { compareRounds, LEGEND, tableOf } from './report.ts';
import { type Measured, measureRound, prepare, READS_A_ROUND } from './rounds.ts';
import { MIN_PAIRS } from './statistics.ts';

/** What the build is started with, by its name in the table. */
type TwoSettings = readonly [name: string, settings: NodeJS.ProcessEnv][];

/**
 * Measures the present build with one setting and with another, in turn, as the comparison of two commits does, and
 * prints the table. Loopback only.
 * @param given how many rounds, as the command was told
 * @returns what the table says, metric by metric; ends the process with 2 for fewer rounds than an interval needs
 */
export async function compareSettings(both: TwoSettings, given: string): Promise<ReturnType<typeof compareRounds>> {
  const rounds = Number(given);
  if (!Number.isInteger(rounds) || rounds < MIN_PAIRS) {
    process.stderr.write(`give ${MIN_PAIRS} rounds or more, not ${given}\n`);
    process.exit(2);
  }
  const build = await presentBuild();
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-settings-'));
  try {
    const [first, second] = await Promise.all(
      both.map(([name, settings]) => prepare({ ...build, name, settings } satisfies Build, directory, name)),
    );
    if (first === undefined || second === undefined) throw new Error('two settings are compared');
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
    process.stdout.write(`${tableOf(lines, [first.build.name, second.build.name])}\n${note}\n`);
    return lines;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
