import { type LoadGenerator, loadGenerator } from './pairs/load.ts';
import { median } from './pairs/statistics.ts';
import { progress } from './progress.ts';
import type { RecordedRequest } from './recorded.ts';
import type { ServerProcess } from './servers.ts';

/** Of each read before it is measured: what V8 compiles meanwhile is compiled once. */
const WARM_UP = 8_000;
export const READ_ROUNDS = 32;
export const READS_A_ROUND = 400;

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
  const [own, yardstick] = [measured(gateway), measured(bare)];
  try {
    for (const read of reads) for (const { load } of [own, yardstick]) await load.send(read, WARM_UP);
    for (let round = 1; round <= READ_ROUNDS; round += 1) {
      progress(`round ${round} of ${READ_ROUNDS}`);
      for (const read of reads) for (const server of [own, yardstick]) await measure(server, read);
    }
  } finally {
    own.load.close();
    yardstick.load.close();
  }
  progress(null);
  return reads.map(({ name }) => costOf(name, own.times.get(name) ?? [], yardstick.times.get(name) ?? []));
}

interface Measured {
  readonly server: ServerProcess;
  readonly load: LoadGenerator;
  /** By the name of the read. */
  readonly times: Map<string, number[]>;
}

function measured(server: ServerProcess): Measured {
  return { server, load: loadGenerator(server.url), times: new Map() };
}

async function measure({ server, load, times }: Measured, read: RecordedRequest): Promise<void> {
  const before = await server.usage();
  await load.send(read, READS_A_ROUND);
  const { cpuMicros } = await server.usage();
  times.set(read.name, [...(times.get(read.name) ?? []), (cpuMicros - before.cpuMicros) / READS_A_ROUND]);
}

function costOf(name: string, own: readonly number[], bare: readonly number[]): ReadCost {
  const costs = [own, bare].map((times): Cost => ({ least: Math.min(...times), median: median(times) }));
  const [ofOwn, ofBare] = costs as [Cost, Cost];
  return { name, own: ofOwn, bare: ofBare, ofBare: ofBare.least / ofOwn.least };
}
