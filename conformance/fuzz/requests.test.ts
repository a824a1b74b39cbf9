import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { probedGateway } from '../../packages/conform/src/probes/probe-sandbox.ts';
import { builtInProbes, PROBE_SETTINGS } from '../../packages/conform/src/probes/probes.ts';
import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { MARK } from './marked.ts';
import { type Failure, sendAgain } from './requests.ts';
import { fuzzRound, summary } from './round.ts';

/** How many requests, and from which seed: `./run --long` sends a million. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/**
 * How much more may be alive after a collection, in megabytes: the journal keeps requests up to its own bound, and what
 * was loaded and compiled for the first of them stays.
 */
const MEMORY_MB = 100;
/** Who the documented development identity is at BlueKing's ESB. */
const APP = {
  bk_app_code: 'dragoman',
  bk_app_secret: 'dragoman-development-app-secret',
  bk_token: 'dragoman-development-token',
};
const SCOPE = { bk_scope_type: 'biz', bk_scope_id: '2' };
const KEPT = new URL('kept/', import.meta.url);

const probes = builtInProbes();
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
  const before = await gateway.watched();
  const { sent, failures } = await fuzzRound(gateway.url, probes, { requests: REQUESTS, seed: SEED });
  const after = await gateway.watched();
  const grownMb = Math.round((after.heapBytes - before.heapBytes) / 1_024 ** 2);
  console.log(`${sent} requests, ${failures.length} answered wrongly, ${grownMb} MB more`);
  assert.deepEqual(failures.map(summary), []);
  assert.ok(sent > REQUESTS * 0.8, `only ${sent} could be sent`);
  assert.ok(grownMb < MEMORY_MB, `${grownMb} MB more are alive`);
});

test('nothing of it ended in an error of the gateway’s own', async () => {
  const metrics = await (await fetch(`${gateway.url}/_dragoman/metrics`)).text();
  assert.match(metrics, /outcome="rejected"/);
  assert.doesNotMatch(metrics, /outcome="error"/);
});

test('no value shows in the log, the journal, the metrics or an explanation, where its name does', async () => {
  const [name, value] = [`named-${randomUUID()}`, `marked-${randomUUID()}`];
  const credential = { ...SCOPE, name, type: 'PASSWORD' };
  const fields: readonly Readonly<Record<string, string>>[] = [
    { ...credential, credential_password: value },
    // Its name is taken.
    { ...credential, credential_password: value },
    { ...credential, credential_passwrod: value },
    { ...credential, type: 'NONE', credential_password: value },
    { ...credential, credential_password: value, bk_app_secret: 'wrong' },
  ];
  const ids: string[] = [];
  for (const body of fields) {
    const answer = await fetch(`${gateway.url}/api/c/compapi/v2/jobv3/create_credential/`, {
      method: 'POST',
      body: JSON.stringify({ ...APP, ...body }),
    });
    ids.push(((await answer.json()) as { readonly request_id: string }).request_id);
  }
  const ask = async (path: string) => (await fetch(`${gateway.url}/_dragoman${path}`)).text();
  const texts = await Promise.all(
    ['/journal?newest=true&limit=100', '/metrics', ...ids.map((id) => `/journal/${id}/explain`)].map(ask),
  );
  const everything = [gateway.log(), ...texts].join('\n');
  // That what would show the value is looked at at all: the name stands beside it in each request.
  assert.ok(texts[0]?.includes(name));
  assert.ok(!everything.includes(value));
  assert.ok(!everything.includes(MARK));
});
