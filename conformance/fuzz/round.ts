import { mkdirSync, writeFileSync } from 'node:fs';

import { probedGateway } from '../../packages/conform/src/probes/probe-sandbox.ts';
import type { Probe } from '../../packages/conform/src/probes/probe.ts';
import { randomFrom } from './random.ts';
import { type Failure, fuzzOperation, type Fuzzed } from './requests.ts';

const AT_ONCE = 6;
const FOUND = new URL('../../.cache/fuzz/', import.meta.url);

/**
 * Sends changed requests of every operation. What is answered wrongly is written to .cache/fuzz, as small as it could
 * be made.
 * @param requests about how many @param seed decides which
 */
export async function fuzzRound(
  url: string,
  probes: readonly Probe[],
  { requests, seed }: { readonly requests: number; readonly seed: number },
): Promise<Fuzzed> {
  const amount = Math.ceil(requests / probes.length);
  const queue = probes.entries();
  const done: Fuzzed[] = [];
  const work = async (): Promise<void> => {
    for (const [at, probe] of queue)
      done.push(await fuzzOperation(probedGateway(url), probe, { amount, random: randomFrom(seed * 100_003 + at) }));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const failures = done.flatMap((each) => each.failures);
  keep(failures, seed);
  return { sent: done.reduce((sum, each) => sum + each.sent, 0), failures };
}

/** Each is written where it can be looked at; one that is mended goes to `kept/`. */
function keep(failures: readonly Failure[], seed: number): void {
  if (failures.length === 0) return;
  mkdirSync(FOUND, { recursive: true });
  for (const [at, failure] of failures.entries())
    writeFileSync(
      new URL(`${failure.door}-${failure.operation.replace(/\W/g, '_')}-${seed}-${at}.json`, FOUND),
      JSON.stringify(failure),
    );
}

export function summary({ door, operation, mutations, wrong }: Failure): string {
  return `${door} ${operation}: ${wrong} ${JSON.stringify(mutations).slice(0, 300)}`;
}
