/**
 * `npm run bench -- pairs <git-ref> [--rounds <n>] [--json]`: builds the commit beside this checkout and measures both
 * in turn: CPU time of signed reads at each door, start to ready, resident memory. Loopback only; it ends by itself
 * and leaves nothing behind. The exit code is 1 when something became worse (or the measurement failed), 2 when the
 * arguments are not understood, 3 when it was stopped.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { type Build, buildCommit, commitOf, presentBuild } from './pairs/builds.ts';
import { LEGEND, compareRounds, tableOf } from './pairs/report.ts';
import { type Measured, READS_A_ROUND, measureRound, prepare } from './pairs/rounds.ts';

const MIN_ROUNDS = 16;
const MAX_ROUNDS = 100;
const LIMIT_MS = 30 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: String(MIN_ROUNDS) }, json: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const [ref] = positionals;
if (ref === undefined || positionals.length > 1) usageError('name one commit to compare with');
if (!Number.isInteger(rounds) || rounds < MIN_ROUNDS || rounds > MAX_ROUNDS)
  usageError(`--rounds takes ${MIN_ROUNDS} to ${MAX_ROUNDS}`);
const commit = await commitOf(ref).catch(() => usageError(`git knows no commit "${ref}"`));

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort(new Error(`stopped by ${signal}`));
  });
const limit = setTimeout(() => {
  stopping.abort(new Error(`not done after ${LIMIT_MS / 60_000} minutes`));
}, LIMIT_MS);
const directory = mkdtempSync(join(tmpdir(), 'dragoman-pairs-'));
try {
  process.exitCode = (await comparison()) ? 0 : 1;
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  progress(String(stopping.signal.reason));
  process.exitCode = 3;
} finally {
  clearTimeout(limit);
  rmSync(directory, { recursive: true, force: true });
}

async function comparison(): Promise<boolean> {
  progress(`Building ${commit} in ${directory} …`);
  const before = await buildCommit(commit, join(directory, 'checkout'), stopping.signal);
  try {
    const after = await presentBuild();
    const lines = compareRounds(await measureRounds(before, after));
    const text = values.json
      ? JSON.stringify({ before: before.name, after: after.name, rounds, readsARound: READS_A_ROUND, lines }, null, 2)
      : `${tableOf(lines, [before.name, after.name])}\n` +
        `${rounds} rounds, ${READS_A_ROUND} of each read a round. ${LEGEND}`;
    process.stdout.write(`${text}\n`);
    return lines.every(({ notWorse }) => notWorse);
  } finally {
    await before.remove();
  }
}

async function measureRounds(before: Build, after: Build): Promise<[Measured, Measured][]> {
  const first = await prepare(before, directory, 'before');
  const second = await prepare(after, directory, 'after');
  const measured: [Measured, Measured][] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`Round ${round} of ${rounds}`);
    if (round % 2 === 0) {
      const [later, earlier] = await measureRound([second, first], stopping.signal);
      measured.push([earlier as Measured, later as Measured]);
    } else {
      measured.push((await measureRound([first, second], stopping.signal)) as [Measured, Measured]);
    }
  }
  return measured;
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function usageError(message: string): never {
  progress(`${message}\nusage: npm run bench -- pairs <git-ref> [--rounds <n>] [--json]`);
  process.exit(2);
}
