/**
 * `npm run bench -- secrets [many]`: CPU time of the gateway's process over a file for a signed read, an insert, a
 * page and a count at the doors, with 100 secrets and with `many` (1,000,000), in turn. Nothing is remembered at either
 * size: every slice of reads begins with an insert, which makes the store forget all that it remembered, and reads each
 * secret once. With a million it takes some minutes and 2 GB of disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openApiCaller } from '../test/support/aliyun.ts';
import { type HuaweiClient, huaweiClient } from '../test/support/huawei.ts';
import { fillDataDirectory, nameOf } from './many-secrets.ts';
import { median } from './pairs/statistics.ts';
import { progress } from './progress.ts';
import { SECRET } from './recorded.ts';
import { type ServerProcess, startGatewayProcess } from './servers.ts';

const FEW = 100;
const many = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 16;
/** As many as there are secrets at the smaller size, so that each is read once. */
const SLICE = 90;
/** Shares no factor with powers of ten: every secret is visited once before one is visited again. */
const STRIDE = 7_919;
const PAGE = 50;

/** An account of Huawei's has 200 secrets; the quota is still asked for with each insert. */
const UNLIMITED = { DRAGOMAN_DOORS_HUAWEI_SECRET_QUOTA: '100000000' };

/** How much more each may cost with many secrets. */
const BARS: Readonly<Record<string, number>> = { read: 1.3, insert: 1.3, page: 2.5, count: 1.3 };

interface Measured {
  readonly count: number;
  readonly gateway: ServerProcess;
  readonly huawei: HuaweiClient;
  readonly aliyun: ReturnType<typeof openApiCaller>;
  next: number;
  visited: number;
  /** By operation, microseconds of each round. */
  readonly costs: Map<string, number[]>;
}

const OPERATIONS: Readonly<Record<string, (at: Measured) => Promise<unknown>>> = {
  read: (at) => at.huawei.call('GET', `secrets/${nameOf(someOf(at))}/versions/latest`),
  insert: (at) => insert(at),
  page: (at) => at.huawei.call('GET', 'secrets', undefined, { limit: PAGE, marker: nameOf(someOf(at)) }),
  count: (at) => at.aliyun('ListSecrets', { PageSize: '1' }),
};

const directory = mkdtempSync(join(tmpdir(), 'dragoman-secrets-'));
const measured: Measured[] = [];
try {
  for (const count of [FEW, many]) measured.push(await begin(count));
  // What V8 compiles is compiled before anything counts.
  for (let round = -2; round <= ROUNDS; round += 1) {
    progress(`round ${round} of ${ROUNDS}`);
    for (const operation of Object.keys(OPERATIONS)) for (const at of measured) await measure(at, operation, round > 0);
  }
  progress(null);
  for (const operation of Object.keys(OPERATIONS)) print(rowOf(operation));
} finally {
  for (const { gateway } of measured) await gateway.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function begin(count: number): Promise<Measured> {
  const dataDir = join(directory, String(count));
  progress(`filling with ${count}`);
  await fillDataDirectory(dataDir, count);
  const gateway = await startGatewayProcess(dataDir, undefined, UNLIMITED);
  const aliyun = openApiCaller(new URL(gateway.url).host);
  return { count, gateway, huawei: huaweiClient(gateway.url), aliyun, next: 0, visited: 0, costs: new Map() };
}

async function measure(at: Measured, operation: string, counts: boolean): Promise<void> {
  await insert(at);
  const before = await at.gateway.usage();
  for (let call = 0; call < SLICE; call += 1) await OPERATIONS[operation]?.(at);
  const { cpuMicros } = await at.gateway.usage();
  if (!counts) return;
  at.costs.set(operation, [...(at.costs.get(operation) ?? []), (cpuMicros - before.cpuMicros) / SLICE]);
}

async function insert(at: Measured): Promise<void> {
  await at.huawei.call('POST', 'secrets', { name: `new-${(at.next += 1)}`, secret_string: SECRET.value });
}

function someOf(at: Measured): number {
  return ((at.visited += 1) * STRIDE) % at.count;
}

function rowOf(operation: string): string {
  const cells = measured.map(({ costs }) => {
    const times = costs.get(operation) ?? [];
    return { least: Math.min(...times), median: median(times) };
  });
  const [few = { least: 0, median: 0 }, lots = few] = cells;
  const growth = lots.least / few.least;
  const verdict = growth <= (BARS[operation] ?? Infinity) ? '' : '   BELOW THE BAR';
  const texts = [few.least, lots.least, few.median, lots.median].map((micros) => micros.toFixed(0).padStart(6));
  const [least, middle] = [texts.slice(0, 2).join(''), texts.slice(2).join('')];
  return `${operation.padEnd(8)} least${least} µs, median${middle} µs  ${growth.toFixed(2)} ×${verdict}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
