import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { probedGateway } from '../../packages/conform/src/probes/probe-sandbox.ts';
import { builtInProbes, PROBE_SETTINGS } from '../../packages/conform/src/probes/probes.ts';
import { randomFrom } from './random.ts';
import { type Failure, fuzzOperation, type Fuzzed, sendAgain } from './requests.ts';
import { startFuzzed, type FuzzedGateway } from './gateway.ts';

/** How many requests, and from which seed: a longer run is had with `FUZZ_REQUESTS=1000000`. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const AT_ONCE = 6;
/** What V8 may not have given back yet, in megabytes. */
const MEMORY_MB = 150;
const KEPT = new URL('kept/', import.meta.url);
const FOUND = new URL('../../.cache/fuzz/', import.meta.url);

const probes = builtInProbes().filter(({ door }) => door !== 'aliyun-instance');
let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed(PROBE_SETTINGS);
});
after(() => gateway.stop());

test('what once was answered wrongly is answered in its vendor’s shape', async () => {
  for (const file of readdirSync(KEPT).filter((name) => name.endsWith('.json'))) {
    const kept = JSON.parse(readFileSync(new URL(file, KEPT), 'utf8')) as Failure;
    const probe = probes.find(({ door, operation }) => door === kept.door && operation === kept.operation);
    assert.ok(probe, `${file} is of an operation that no probe asks`);
    assert.equal(await sendAgain(probedGateway(gateway.url), probe, kept), null, file);
  }
});

test(`${REQUESTS} changed requests of every operation are answered in their vendors' shapes, by no 5xx`, async () => {
  const amount = Math.ceil(REQUESTS / probes.length);
  const before = gateway.residentMb();
  const queue = probes.entries();
  const done: Fuzzed[] = [];
  const work = async (): Promise<void> => {
    for (const [at, probe] of queue)
      done.push(
        await fuzzOperation(probedGateway(gateway.url), probe, { amount, random: randomFrom(SEED * 100_003 + at) }),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const failures = done.flatMap((each) => each.failures);
  keep(failures);
  const sent = done.reduce((sum, each) => sum + each.sent, 0);
  console.log(`${sent} requests, ${failures.length} answered wrongly, ${gateway.residentMb() - before} MB more`);
  assert.deepEqual(failures.map(summary), []);
  assert.ok(sent > REQUESTS * 0.8, `only ${sent} could be sent`);
  assert.ok(gateway.residentMb() - before < MEMORY_MB, 'memory grows');
});

test('nothing of it ended in an error of the gateway’s own', async () => {
  const metrics = await (await fetch(`${gateway.url}/_dragoman/metrics`)).text();
  assert.match(metrics, /outcome="rejected"/);
  assert.doesNotMatch(metrics, /outcome="error"/);
});

test('a value that was put down is in no line of the log', () => {
  assert.ok(!gateway.log().includes('value of a'));
});

/** Each is written where it can be looked at; one that is mended goes to `kept/`. */
function keep(failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  mkdirSync(FOUND, { recursive: true });
  for (const [at, failure] of failures.entries())
    writeFileSync(
      new URL(`${failure.door}-${failure.operation.replace(/\W/g, '_')}-${at}.json`, FOUND),
      JSON.stringify(failure),
    );
}

function summary({ door, operation, mutations, wrong }: Failure): string {
  return `${door} ${operation}: ${wrong} ${JSON.stringify(mutations).slice(0, 300)}`;
}
