import { join } from 'node:path';

import { huaweiClient } from '../../test/support/huawei.ts';
import { type RecordedRequest, SECRET, recordedReads } from '../recorded.ts';
import { type ServerProcess, startGatewayProcess } from '../servers.ts';
import type { Build } from './builds.ts';
import { type LoadGenerator, loadGenerator } from './load.ts';

/** What one build took in one round, by the metric's name. */
export type Measured = ReadonlyMap<string, number>;

/** A build with its data directory, in which the secret is that the reads ask for. */
export interface Subject {
  readonly build: Build;
  readonly dataDir: string;
  readonly credentialId: string;
}

/** Of each read before it is measured: what V8 compiles meanwhile is compiled once. */
const WARM_UP = 6_000;
/**
 * The builds take turns after each slice, so that what else the machine does meanwhile falls on both; and the reads do,
 * so that what a process does once in thousands of requests (a collection of the old generation takes as long as 400
 * reads) does not fall on the same read in each round.
 */
const SLICES = 20;
const SLICE = 200;

/** How many of each read a round measures. */
export const READS_A_ROUND = SLICES * SLICE;

/** Makes the data directory that every start of the build finds. */
export async function prepare(build: Build, directory: string, name: string): Promise<Subject> {
  const dataDir = join(directory, name);
  const gateway = await startGatewayProcess(dataDir, build.cli);
  try {
    const { secret } = (await huaweiClient(gateway.url).call('POST', 'secrets', {
      name: SECRET.name,
      secret_string: SECRET.value,
    })) as { secret: { id: string } };
    return { build, dataDir, credentialId: secret.id.replaceAll('-', '') };
  } finally {
    await gateway.stop();
  }
}

/**
 * Starts a gateway of each build and measures both, slice by slice in turn. New processes each round: what one process
 * happens to be like (its memory's layout, what it compiled when) would else be taken for the build.
 * @returns what each took, in the order of the subjects
 */
export async function measureRound(subjects: readonly Subject[], signal: AbortSignal): Promise<Measured[]> {
  const runs: Run[] = [];
  try {
    for (const subject of subjects) runs.push(await startRun(subject));
    for (const run of runs) await warmUp(run, signal);
    for (let slice = 0; slice < SLICES; slice += 1)
      await measureReads(slice % 2 === 0 ? runs : runs.toReversed(), signal);
    for (const { gateway, measured } of runs)
      measured.set('resident after the reads, MB', (await gateway.usage()).residentMb);
  } finally {
    await Promise.all(runs.map(endRun));
  }
  return runs.map(({ measured }) => measured);
}

interface Run {
  readonly gateway: ServerProcess;
  readonly load: LoadGenerator;
  readonly reads: readonly RecordedRequest[];
  readonly measured: Map<string, number>;
}

async function startRun({ build, dataDir, credentialId }: Subject): Promise<Run> {
  const gateway = await startGatewayProcess(dataDir, build.cli, build.settings);
  const { cpuMicros, residentMb } = await gateway.usage();
  const measured = new Map([
    ['start to ready, ms', gateway.readyMs],
    ['start to ready, CPU ms', cpuMicros / 1000],
    ['resident when ready, MB', residentMb],
  ]);
  return { gateway, load: loadGenerator(gateway.url), reads: await recordedReads(credentialId), measured };
}

async function endRun({ gateway, load }: Run): Promise<void> {
  load.close();
  await gateway.stop();
}

async function warmUp({ load, reads }: Run, signal: AbortSignal): Promise<void> {
  for (const read of reads) {
    await load.send(read, WARM_UP);
    signal.throwIfAborted();
  }
}

async function measureReads(runs: readonly Run[], signal: AbortSignal): Promise<void> {
  for (const at of runs[0]?.reads.keys() ?? []) {
    for (const run of runs) await measureSlice(run, at);
    signal.throwIfAborted();
  }
}

/** Adds a slice's share to the round's CPU time for a request. */
async function measureSlice({ gateway, load, reads, measured }: Run, at: number): Promise<void> {
  const read = reads[at] as RecordedRequest;
  const before = await gateway.usage();
  await load.send(read, SLICE);
  const { cpuMicros } = await gateway.usage();
  const metric = `${read.name}, CPU µs`;
  measured.set(metric, (measured.get(metric) ?? 0) + (cpuMicros - before.cpuMicros) / READS_A_ROUND);
}
