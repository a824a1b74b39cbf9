/**
 * `npm run bench`: signed reads of one value through each door against bare `node:http`, interleaved in one run,
 * then the time to ready and the memory. Loopback only; it ends by itself after about a minute and a half.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { huaweiClient } from '../test/support/huawei.ts';
import { INSTANCE_SETTINGS, instanceRead } from './instance-read.ts';
import { progress } from './progress.ts';
import { recordedReads, type RecordedRequest, SECRET } from './recorded.ts';
import { type ServerProcess, startBareServer, startGatewayProcess } from './servers.ts';

const ROUNDS = 7;
const SECONDS = 2;
const CONNECTIONS = 16;
const STARTS = 9;
/** At an instance each read verifies a signature of RSA. */
const BARS = { ratio: 0.2, instanceRatio: 0.15, readyMs: 300, residentMb: 120 };

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
  const targets = [
    { name: 'bare node:http', url: bare.url, request: null },
    ...reads.map((request) => ({ name: request.name, url: gateway.url, request })),
  ];
  const rates = new Map<string, number[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await measure(target.url, target.request, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const target of targets) {
      progress(`round ${round + 1} of ${ROUNDS}: ${target.name}`);
      rates.get(target.name)?.push(await measure(target.url, target.request, SECONDS));
    }
  }
  progress(null);
  const yardstick = median(rates.get('bare node:http') ?? []);
  print(
    `Signed reads of one value, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${SECONDS} s, interleaved:`,
  );
  for (const [name, values] of rates) {
    const ratio = median(values) / yardstick;
    const bar = name === atInstance.name ? BARS.instanceRatio : BARS.ratio;
    print(
      `  ${name.padEnd(34)} ${median(values).toFixed(0).padStart(7)} /s   ` +
        `${ratio.toFixed(2)} of bare${mark(ratio >= bar)}`,
    );
  }
}

/** Requests a second; any answer but 200 ends the run, for it would measure something else. */
async function measure(url: string, request: RecordedRequest | null, duration: number): Promise<number> {
  const given =
    request === null ? {} : { method: request.method as 'GET', headers: request.headers, body: request.body };
  const result = await autocannon({ url: url + (request?.path ?? '/'), connections: CONNECTIONS, duration, ...given });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${request?.name ?? 'bare'}: ${result.non2xx} rejected, ${result.errors} failed`);
  return result.requests.total / result.duration;
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

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function mark(met: boolean): string {
  return met ? '' : '   BELOW THE BAR';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
