import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { builtInProbes, PROBE_SETTINGS } from '../../packages/conform/src/probes/probes.ts';
import { startFuzzed } from './gateway.ts';
import { fuzzRound, summary } from './round.ts';

/** How many requests in all, and how many minutes at most; a run that was ended goes on where it was. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_000_000);
const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 30);
const A_ROUND = 10_000;
/** Those that CI sends every day have the seed 1. */
const FIRST_SEED = 2;
const MEMORY_MB = 100;
const CACHE = new URL('../../.cache/fuzz/', import.meta.url);
const PROGRESS = new URL('progress.json', CACHE);

interface LongRun {
  readonly rounds: number;
  readonly sent: number;
  /** One line for each request that was answered wrongly. */
  readonly found: readonly string[];
}

const NOTHING: LongRun = { rounds: 0, sent: 0, found: [] };

async function run(): Promise<boolean> {
  mkdirSync(CACHE, { recursive: true });
  let progress = existsSync(PROGRESS) ? (JSON.parse(readFileSync(PROGRESS, 'utf8')) as LongRun) : NOTHING;
  const probes = builtInProbes();
  const gateway = await startFuzzed(PROBE_SETTINGS);
  const deadline = Date.now() + MINUTES * 60_000;
  try {
    let firstBytes: number | undefined;
    while (progress.sent < REQUESTS && Date.now() < deadline) {
      const round = { requests: A_ROUND, seed: FIRST_SEED + progress.rounds };
      const { sent, failures } = await fuzzRound(gateway.url, probes, round);
      const { longestMs, heapBytes } = await gateway.watched();
      firstBytes ??= heapBytes;
      const found = [...progress.found, ...failures.map(summary)];
      progress = { rounds: progress.rounds + 1, sent: progress.sent + sent, found };
      writeFileSync(PROGRESS, JSON.stringify(progress));
      const grownMb = Math.round((heapBytes - firstBytes) / 1_024 ** 2);
      const measured = `the event loop at most ${Math.round(longestMs)} ms without a break, ${grownMb} MB more`;
      console.log(`${progress.sent} of ${REQUESTS} requests, ${found.length} answered wrongly; ${measured}`);
      if (grownMb > MEMORY_MB) throw new Error(`${grownMb} MB more are alive than after the first round`);
      if (gateway.log().includes('value of a')) throw new Error('a value is in the log');
    }
  } finally {
    await gateway.stop();
  }
  for (const line of progress.found) console.log(line);
  return progress.found.length === 0;
}

const isRight = await run();
console.log(isRight ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exitCode = isRight ? 0 : 1;
