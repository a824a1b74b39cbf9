import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { builtInProbes, PROBE_SETTINGS } from '../../packages/conform/src/probes/probes.ts';
import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { toldBy } from './marked.ts';
import { fuzzRound, summary } from './round.ts';

/** How many requests in all, and how many minutes at most; a run that was ended goes on where it was. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_000_000);
const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 60);
/** How many are fuzzed at once, each with a seed of its own: a gateway takes longer for a request than to make one. */
const GATEWAYS = Number(process.env['FUZZ_GATEWAYS'] ?? 2);
const A_ROUND = 20_000;
/** Those that CI sends every day have the seed 1. */
const FIRST_SEED = 2;
const MEMORY_MB = 100;
const CACHE = new URL('../../.cache/fuzz/', import.meta.url);
const PROGRESS = new URL('progress.json', CACHE);

interface LongRun {
  /** Each had the seed after that of the one before. */
  readonly rounds: number;
  readonly sent: number;
  /** One line for each request that was answered wrongly. */
  readonly found: readonly string[];
  /** For how long requests were sent, in seconds. */
  readonly seconds: number;
  /** The longest span of work of an event loop, in milliseconds of CPU time. */
  readonly longestMs: number;
  /** How much more was alive than after the first round of the same gateway, at most. */
  readonly grownMb: number;
}

const NOTHING: LongRun = { rounds: 0, sent: 0, found: [], seconds: 0, longestMs: 0, grownMb: 0 };

interface Fuzzing {
  readonly gateway: FuzzedGateway;
  firstBytes?: number;
}

/** What one round adds. */
type Round = Omit<LongRun, 'rounds' | 'seconds'>;

const probes = builtInProbes();

async function roundAt(fuzzing: Fuzzing, seed: number): Promise<Round> {
  const { gateway } = fuzzing;
  const { sent, failures } = await fuzzRound(gateway.url, probes, { requests: A_ROUND, seed });
  const { longestMs, heapBytes } = await gateway.watched();
  fuzzing.firstBytes ??= heapBytes;
  const grownMb = Math.round((heapBytes - fuzzing.firstBytes) / 1_024 ** 2);
  if (grownMb > MEMORY_MB) throw new Error(`${grownMb} MB more are alive than after the first round`);
  return { sent, found: [...failures.map(summary), ...(await wrongIn(gateway))], longestMs, grownMb };
}

/** Values in the log and the metrics, and errors of the gateway's own. Journals went with their sandboxes. */
async function wrongIn(gateway: FuzzedGateway): Promise<string[]> {
  const metrics = await (await fetch(`${gateway.url}/_dragoman/metrics`)).text();
  const isWrong = /outcome="error"/.test(metrics) || gateway.log().includes('internal error');
  return [...(await toldBy(gateway)), ...(isWrong ? ["there was an error of the gateway's own"] : [])];
}

function added(progress: LongRun, rounds: readonly Round[], seconds: number): LongRun {
  return {
    rounds: progress.rounds + rounds.length,
    sent: rounds.reduce((sum, { sent }) => sum + sent, progress.sent),
    found: [...new Set([...progress.found, ...rounds.flatMap(({ found }) => found)])],
    seconds: progress.seconds + seconds,
    longestMs: Math.round(Math.max(progress.longestMs, ...rounds.map(({ longestMs }) => longestMs))),
    grownMb: Math.max(progress.grownMb, ...rounds.map(({ grownMb }) => grownMb)),
  };
}

async function run(): Promise<boolean> {
  mkdirSync(CACHE, { recursive: true });
  const kept = existsSync(PROGRESS) ? (JSON.parse(readFileSync(PROGRESS, 'utf8')) as Partial<LongRun>) : {};
  let progress: LongRun = { ...NOTHING, ...kept };
  const starting = Array.from({ length: GATEWAYS }, () => startFuzzed(PROBE_SETTINGS));
  const fuzzed: Fuzzing[] = (await Promise.all(starting)).map((gateway) => ({ gateway }));
  const deadline = Date.now() + MINUTES * 60_000;
  try {
    while (progress.sent < REQUESTS && Date.now() < deadline) {
      const { rounds } = progress;
      const started = Date.now();
      const done = await Promise.all(fuzzed.map((each, at) => roundAt(each, FIRST_SEED + rounds + at)));
      progress = added(progress, done, (Date.now() - started) / 1_000);
      writeFileSync(PROGRESS, JSON.stringify(progress));
      console.log(told(progress));
    }
  } finally {
    await Promise.all(fuzzed.map(({ gateway }) => gateway.stop()));
  }
  for (const line of progress.found) console.log(line);
  return progress.found.length === 0;
}

function told({ rounds, sent, found, seconds, longestMs, grownMb }: LongRun): string {
  return (
    `${sent} of ${REQUESTS} requests in ${Math.round(seconds)} s, seeds ${FIRST_SEED} to ${FIRST_SEED + rounds - 1}, ` +
    `${found.length} answered wrongly; an event loop at most ${longestMs} ms without a break, ${grownMb} MB more`
  );
}

const isRight = await run();
console.log(isRight ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exitCode = isRight ? 0 : 1;
