/**
 * `npm run bench -- soak [minutes]`: full load of signed reads on every door at once, ten minutes unless told
 * otherwise, and what the gateway's process holds meanwhile. Loopback only; it ends by itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import autocannon from 'autocannon';

import { huaweiClient } from '../test/support/huawei.ts';
import { recordedReads, type RecordedRequest, SECRET } from './recorded.ts';
import { type ServerProcess, startGatewayProcess } from './servers.ts';

/** Of each of the four reads, which are sent at the same time. */
const CONNECTIONS = 4;
/** Signatures go out of date after a quarter of an hour. */
const MAX_MINUTES = 14;
/** In the first half code is compiled and the heap finds its size: a leak shows in the second. */
const WARM_UP = 0.5;
const BARS = { residentMb: 120, growthMb: 2 };

const minutes = Math.min(Number(process.argv[2] ?? 10), MAX_MINUTES);
if (!(minutes > 0)) throw new RangeError(`"${process.argv[2] ?? ''}" is no number of minutes`);
const directory = mkdtempSync(join(tmpdir(), 'dragoman-soak-'));
try {
  const gateway = await startGatewayProcess(join(directory, 'data'));
  await soak(gateway).finally(() => gateway.stop());
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function soak(gateway: ServerProcess): Promise<void> {
  const samples = [(await gateway.usage()).residentMb];
  const { secret } = (await huaweiClient(gateway.url).call('POST', 'secrets', {
    name: SECRET.name,
    secret_string: SECRET.value,
  })) as { secret: { id: string } };
  const reads = await recordedReads(secret.id.replaceAll('-', ''));
  print(`Soak of ${minutes} minutes; ${samples[0]?.toFixed(0)} MB when ready. Resident MB at each fifth of a minute:`);
  const loads = Promise.all(reads.map((read) => load(gateway.url, read)));
  const every = 12_000;
  for (let taken = 0; taken < (minutes * 60_000) / every; taken += 1) {
    await sleep(every);
    samples.push((await gateway.usage()).residentMb);
    process.stdout.write(`${samples.at(-1)?.toFixed(0)} `);
  }
  const total = (await loads).reduce((sum, count) => sum + count, 0);
  const growth = rise(samples.slice(Math.ceil(samples.length * WARM_UP)));
  const most = Math.max(...samples);
  print(
    `\n${total} reads, ${(total / minutes / 60).toFixed(0)} a second; at most ${most.toFixed(0)} MB ` +
      `(bar: ${BARS.residentMb})${mark(most <= BARS.residentMb)}`,
  );
  print(
    `Growth in the second half, by the line of least squares: ${growth.toFixed(1)} MB ` +
      `(bar: ${BARS.growthMb})${mark(growth <= BARS.growthMb)}`,
  );
}

/** How many were answered; any answer but 200 ends the run, for it would measure something else. */
async function load(url: string, { name, method, path, headers, body }: RecordedRequest): Promise<number> {
  const result = await autocannon({
    url: url + path,
    connections: CONNECTIONS,
    duration: minutes * 60,
    method: method as 'GET',
    headers,
    body,
  });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${name}: ${result.non2xx} rejected, ${result.errors} failed, ${result.timeouts} timed out`);
  return result.requests.total;
}

/** How much the line that fits the values best rises from the first to the last. */
function rise(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const sums = values.reduce(
    (sum, value, at) => ({ over: sum.over + (at - middle) * value, under: sum.under + (at - middle) ** 2 }),
    { over: 0, under: 0 },
  );
  return (sums.over / sums.under) * (values.length - 1);
}

function mark(met: boolean): string {
  return met ? '' : '   BELOW THE BAR';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
