/**
 * `npm run bench -- own`: a door's own work for a signed read, from the head of the request to its answer, without what
 * Node does to write that, and how much of the heap it takes. Loopback only; it ends by itself after about a minute.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { huaweiClient } from '../test/support/huawei.ts';
import { progress } from './progress.ts';
import { send, stayAwake } from './reads.ts';
import { recordedReads, type RecordedRequest, SECRET } from './recorded.ts';
import { startGatewayProcess } from './servers.ts';

const PROBE = fileURLToPath(new URL('own-work-probe.cjs', import.meta.url));
const WARM_UP = 20_000;
const ROUNDS = 24;
/** Few, so that what else the machine does misses some rounds whole. */
const READS_A_ROUND = 400;
const BARS = { time: 9, bytes: 10_240 } as const;

type What = keyof typeof BARS;

const directory = mkdtempSync(join(tmpdir(), 'dragoman-bench-'));
const gateway = await startGatewayProcess(join(directory, 'data'), undefined, { NODE_OPTIONS: `--require ${PROBE}` });
const sleepAgain = stayAwake();
try {
  const { secret } = (await huaweiClient(gateway.url).call('POST', 'secrets', {
    name: SECRET.name,
    secret_string: SECRET.value,
  })) as { secret: { id: string } };
  const reads = await recordedReads(secret.id.replaceAll('-', ''));
  for (const read of reads) await send(gateway.url, read, WARM_UP);
  const times = await leastOf('time', reads);
  const bytes = await leastOf('bytes', reads);
  for (const { name } of reads)
    process.stdout.write(
      `${name.padEnd(34)} ${(times.get(name) ?? NaN).toFixed(1).padStart(5)} µs  ` +
        `${((bytes.get(name) ?? NaN) / 1_024).toFixed(2).padStart(5)} KB\n`,
    );
  const isMet = isBelow(times, BARS.time) && isBelow(bytes, BARS.bytes);
  process.stdout.write(
    `${isMet ? 'PASS' : 'FAIL'}: the bars are ${BARS.time} µs and ${BARS.bytes / 1_024} KB a read\n`,
  );
  process.exitCode = isMet ? 0 : 1;
} finally {
  sleepAgain();
  await gateway.stop();
  rmSync(directory, { recursive: true, force: true });
}

/** Of each read, the least of the rounds' medians. */
async function leastOf(what: What, reads: readonly RecordedRequest[]): Promise<ReadonlyMap<string, number>> {
  const least = new Map<string, number>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`${what}, round ${round} of ${ROUNDS}`);
    for (const read of reads) {
      await gateway.ask(what);
      await send(gateway.url, read, READS_A_ROUND);
      const middle = (await gateway.ask(what)) as number;
      least.set(read.name, Math.min(middle, least.get(read.name) ?? Infinity));
    }
  }
  progress(null);
  return least;
}

function isBelow(values: ReadonlyMap<string, number>, bar: number): boolean {
  return values.size > 0 && [...values.values()].every((value) => value <= bar);
}
