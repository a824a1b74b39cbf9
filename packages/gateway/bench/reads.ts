import autocannon from 'autocannon';

import { median } from './pairs/statistics.ts';
import { progress } from './progress.ts';
import type { RecordedRequest } from './recorded.ts';
import type { ServerProcess } from './servers.ts';

/** Of each read before it is measured: what V8 compiles meanwhile is compiled once. */
const WARM_UP = 8_000;
export const READ_ROUNDS = 16;
export const READS_A_ROUND = 1_200;
const CONNECTIONS = 16;

/** CPU time of a server's process for one request, in microseconds. */
export interface Cost {
  readonly least: number;
  readonly median: number;
}

/** What a signed read costs, and what bare `node:http` does to answer the very same request with a constant. */
export interface ReadCost {
  readonly name: string;
  readonly own: Cost;
  readonly bare: Cost;
  /** Of the least: what else the machine does falls on it least. */
  readonly ofBare: number;
}

/** Measures both servers in turn, read by read, so that what else the machine does falls on all alike. */
export async function measureReads(
  gateway: ServerProcess,
  bare: ServerProcess,
  reads: readonly RecordedRequest[],
): Promise<ReadCost[]> {
  const [own, yardstick] = [gateway, bare].map((server): Measured => ({ server, times: new Map() })) as [
    Measured,
    Measured,
  ];
  const sleepAgain = stayAwake();
  for (const read of reads) for (const { server } of [own, yardstick]) await send(server.url, read, WARM_UP);
  for (let round = 1; round <= READ_ROUNDS; round += 1) {
    progress(`round ${round} of ${READ_ROUNDS}`);
    for (const read of reads) for (const measured of [own, yardstick]) await measure(measured, read);
  }
  progress(null);
  sleepAgain();
  return reads.map(({ name }) => costOf(name, own.times.get(name) ?? [], yardstick.times.get(name) ?? []));
}

/**
 * Keeps the event loop of this process, which sends the requests, from waiting for events. Who wakes a client pays for
 * it: the kernel's work counts as the server's, and a slower server finds its clients asleep more often. 20 µs of bare
 * computing in each request of `node:http` cost 22 with a client that sleeps, and 20 with one that does not.
 * @returns what lets it wait again
 */
export function stayAwake(): () => void {
  let awake = true;
  const turn = (): void => {
    if (awake) setImmediate(turn);
  };
  turn();
  return () => {
    awake = false;
  };
}

interface Measured {
  readonly server: ServerProcess;
  /** By the name of the read. */
  readonly times: Map<string, number[]>;
}

async function measure({ server, times }: Measured, read: RecordedRequest): Promise<void> {
  const before = await server.usage();
  await send(server.url, read, READS_A_ROUND);
  const { cpuMicros } = await server.usage();
  times.set(read.name, [...(times.get(read.name) ?? []), (cpuMicros - before.cpuMicros) / READS_A_ROUND]);
}

/** Any answer but 200 ends the run, for it would measure something else. */
export async function send(
  url: string,
  { name, method, path, headers, body }: RecordedRequest,
  amount: number,
): Promise<void> {
  const given = { method: method as 'GET', headers, body, connections: CONNECTIONS, amount };
  const result = await autocannon({ url: url + path, ...given });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${name}: ${result.non2xx} rejected, ${result.errors} failed`);
}

function costOf(name: string, own: readonly number[], bare: readonly number[]): ReadCost {
  const costs = [own, bare].map((times): Cost => ({ least: Math.min(...times), median: median(times) }));
  const [ofOwn, ofBare] = costs as [Cost, Cost];
  return { name, own: ofOwn, bare: ofBare, ofBare: ofBare.least / ofOwn.least };
}
