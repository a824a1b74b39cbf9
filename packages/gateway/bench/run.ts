/**
 * `npm run bench`: CPU time of signed reads of one value through each door against bare `node:http`, interleaved in one
 * run, then the time to ready and the memory. Loopback only; it ends by itself after about two minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { huaweiClient } from '../test/support/huawei.ts';
import { INSTANCE_SETTINGS, instanceRead } from './instance-read.ts';
import { median } from './pairs/statistics.ts';
import { progress } from './progress.ts';
import { type Cost, measureReads, READ_ROUNDS, READS_A_ROUND } from './reads.ts';
import { recordedReads, type RecordedRequest, SECRET } from './recorded.ts';
import { type ServerProcess, startBareServer, startGatewayProcess } from './servers.ts';

const STARTS = 9;
/** At an instance each read verifies a signature of RSA. */
const BARS = { ofBare: 0.45, instanceOfBare: 0.15, readyMs: 300, residentMb: 120 };

const directory = mkdtempSync(join(tmpdir(), 'dragoman-bench-'));
try {
  await bench(join(directory, 'data'));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function bench(dataDir: string): Promise<void> {
  const gateway = await startGatewayProcess(dataDir, undefined, INSTANCE_SETTINGS);
  const bare = await startBareServer();
  const { secret } = (await huaweiClient(gateway.url).call('POST', 'secrets', {
    name: SECRET.name,
    secret_string: SECRET.value,
  })) as { secret: { id: string } };
  const { residentMb: idleMb } = await gateway.usage();
  const reads = await recordedReads(secret.id.replaceAll('-', ''));
  const atInstance = await instanceRead(gateway.url, SECRET.value);
  await benchReads(gateway, bare, [...reads, atInstance], atInstance);
  const { residentMb: loadedMb } = await gateway.usage();
  await Promise.all([gateway.stop(), bare.stop()]);
  await benchStarts(dataDir);
  print(
    `Resident memory: ${idleMb.toFixed(0)} MB when ready, ${loadedMb.toFixed(0)} MB after the load ` +
      `(bar: ${BARS.residentMb})${mark(loadedMb <= BARS.residentMb)}`,
  );
}

async function benchReads(
  gateway: ServerProcess,
  bare: ServerProcess,
  reads: readonly RecordedRequest[],
  atInstance: RecordedRequest,
): Promise<void> {
  const costs = await measureReads(gateway, bare, reads);
  print(
    `CPU time of a signed read of one value, µs, least and median of ${READ_ROUNDS} rounds of ${READS_A_ROUND}, ` +
      'interleaved with bare node:http that is sent the same:',
  );
  for (const { name, own, bare: yardstick, ofBare } of costs) {
    const bar = name === atInstance.name ? BARS.instanceOfBare : BARS.ofBare;
    print(
      `  ${name.padEnd(34)} ${costText(own)}   bare ${costText(yardstick)}   ` +
        `${ofBare.toFixed(2)} of bare${mark(ofBare >= bar)}`,
    );
  }
}

function costText({ least, median: middle }: Cost): string {
  return `${least.toFixed(1).padStart(5)} ${middle.toFixed(1).padStart(5)}`;
}

async function benchStarts(dataDir: string): Promise<void> {
  const times: number[] = [];
  for (let count = 0; count < STARTS; count += 1) {
    progress(`start ${count + 1} of ${STARTS}`);
    const gateway = await startGatewayProcess(dataDir);
    times.push(gateway.readyMs);
    await gateway.stop();
  }
  progress(null);
  print(
    `Start to ready: ${median(times).toFixed(0)} ms, median of ${STARTS} starts on an existing data directory ` +
      `(bar: ${BARS.readyMs})${mark(median(times) <= BARS.readyMs)}`,
  );
}

function mark(met: boolean): string {
  return met ? '' : '   BELOW THE BAR';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
