/**
 * `npm run bench -- cluster [rounds]`: the CPU time of a signed read in the process of a gateway: over a file, over
 * PostgreSQL by one gateway, and by two of which each is asked half. The three take turns in short rounds, so that what
 * else the machine does meets all of them; then by one and by two at once at a fixed rate at each, and reads at 500 a
 * second over both, for how long they take.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import autocannon from 'autocannon';

import { startPostgres } from '../../../test/postgres-server.ts';
import { huaweiClient } from '../test/support/huawei.ts';
import { type LoadGenerator, loadGenerator } from './pairs/load.ts';
import { recordedReads, type RecordedRequest, SECRET } from './recorded.ts';
import { type ServerProcess, startGatewayProcess } from './servers.ts';

const READS = 1_000;
/** At each gateway: until then its code is still compiled. */
const WARM_UP_READS = 8_000;
const RATE = 500;
const RATE_SECONDS = 15;
/** Of one gateway by itself, and of both at once, in turn. */
const RATE_ROUNDS = 5;
const ROUND_SECONDS = 4;
const BARS = { overFile: 2.5, ofTwo: 1.1, p99Ms: 10 };

const rounds = Number(process.argv[2] ?? 15);
const directory = mkdtempSync(join(tmpdir(), 'dragoman-cluster-bench-'));
const postgres = await startPostgres();
const started: ServerProcess[] = [];
try {
  const file = await start('file');
  const one = await start('one', await postgres.makeDatabase());
  const shared = await postgres.makeDatabase();
  const two = [await start('two-a', shared), await start('two-b', shared)];
  const [read] = await recordedReads('');
  if (read === undefined) throw new Error('no read was recorded');
  await compare(read, [[file], [one], two]);
  await compareAtRate(read, one, two);
  const { p99s } = await readAtRate(read, two, RATE_SECONDS);
  for (const [at, p99] of p99s.entries())
    print(`p99 at ${RATE}/s, gateway ${at + 1}: ${p99} ms${mark(p99 <= BARS.p99Ms)}`);
} finally {
  for (const gateway of started) await gateway.stop();
  await postgres.remove();
  rmSync(directory, { recursive: true, force: true });
}

async function start(name: string, database?: string): Promise<ServerProcess> {
  const store = { DRAGOMAN_STORE_URL: database, DRAGOMAN_ROOT_KEY: '7'.repeat(64) };
  const settings = { DRAGOMAN_LOG_REQUESTS: 'none', ...(database !== undefined && store) };
  const gateway = await startGatewayProcess(join(directory, name), undefined, settings);
  started.push(gateway);
  // The second of two finds it there.
  await huaweiClient(gateway.url)
    .call('POST', 'secrets', { name: SECRET.name, secret_string: SECRET.value })
    .catch(() => undefined);
  return gateway;
}

interface Loaded {
  readonly gateway: ServerProcess;
  readonly load: LoadGenerator;
}

async function compare(read: RecordedRequest, gateways: readonly (readonly ServerProcess[])[]): Promise<void> {
  const sides = gateways.map((side) => side.map((gateway) => ({ gateway, load: loadGenerator(gateway.url) })));
  for (const side of sides) await microsOf(read, side, WARM_UP_READS);
  const micros: number[][] = sides.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, side] of sides.entries()) micros[at]?.push(await microsOf(read, side, READS));
  const [overFile = 0, byOne = 0, byTwo = 0] = micros.map(median);
  for (const { load } of sides.flat()) load.close();
  print(`CPU time of a signed read, median of ${rounds} rounds of ${READS}: over a file ${overFile.toFixed(0)} µs`);
  const times = byOne / overFile;
  print(`over PostgreSQL ${byOne.toFixed(0)} µs, ${times.toFixed(2)} ×${mark(times <= BARS.overFile)}`);
  const growth = byTwo / byOne;
  print(`by two gateways ${byTwo.toFixed(0)} µs, ${growth.toFixed(2)} × of one${mark(growth <= BARS.ofTwo)}`);
}

/**
 * The CPU time of a read, of all gateways of a side, one after the other: the fewer reads come at once, the more each
 * costs, at any gateway.
 */
async function microsOf(read: RecordedRequest, side: readonly Loaded[], reads: number): Promise<number> {
  let micros = 0;
  for (const { gateway, load } of side) {
    const before = (await gateway.usage()).cpuMicros;
    await load.send(read, reads);
    micros += (await gateway.usage()).cpuMicros - before;
  }
  return micros / reads / side.length;
}

/** The CPU time of a read at half the rate by one, and at the same by each of two at once. */
async function compareAtRate(read: RecordedRequest, one: ServerProcess, two: readonly ServerProcess[]): Promise<void> {
  const [single, both]: [number[], number[]] = [[], []];
  for (let round = 0; round < RATE_ROUNDS; round += 1) {
    single.push((await readAtRate(read, [one], ROUND_SECONDS)).micros);
    both.push((await readAtRate(read, two, ROUND_SECONDS)).micros);
  }
  const growth = median(both) / median(single);
  print(
    `at ${RATE / 2}/s each: by one ${median(single).toFixed(0)} µs, by two at once ${median(both).toFixed(0)} µs, ` +
      `${growth.toFixed(2)} ×${mark(growth <= BARS.ofTwo)}`,
  );
}

/** Reads at half the rate at each gateway, at all at once: the CPU time of one, and how long the slowest take. */
async function readAtRate(
  { path, headers }: RecordedRequest,
  gateways: readonly ServerProcess[],
  duration: number,
): Promise<{ readonly micros: number; readonly p99s: readonly number[] }> {
  const used = async (): Promise<number> =>
    (await Promise.all(gateways.map((gateway) => gateway.usage()))).reduce((sum, { cpuMicros }) => sum + cpuMicros, 0);
  const before = await used();
  const results = await Promise.all(
    gateways.map(({ url }) =>
      autocannon({ ...{ url: url + path, headers, connections: 8, duration, overallRate: RATE / 2 } }),
    ),
  );
  const micros = (await used()) - before;
  for (const { non2xx, errors } of results)
    if (non2xx + errors > 0) throw new Error(`${non2xx} reads were rejected, ${errors} failed`);
  const reads = results.reduce((sum, { requests }) => sum + requests.total, 0);
  return { micros: micros / reads, p99s: results.map(({ latency }) => latency.p99) };
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
