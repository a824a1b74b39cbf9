import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fuzzControl } from './control-round.ts';
import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { shownIn, toldBy } from './marked.ts';

const REQUESTS = Number(process.env['FUZZ_CONTROL'] ?? 3_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed({});
});
after(() => gateway.stop());

test(`${REQUESTS} calls of the control API are answered in its shapes, by no 5xx, and show no value`, async () => {
  const { calls, done, wrong } = await fuzzControl(gateway, REQUESTS, SEED);
  assert.ok(calls > 40, `only ${calls} calls are in the document`);
  assert.deepEqual(wrong, []);
  assert.ok(done > REQUESTS / 10, `only ${done} of them could be done`);
  assert.ok(gateway.lives());
});

test('none of them was an error of the gateway’s own', () => {
  assert.ok(!gateway.log().includes('internal error'), gateway.log().slice(0, 500));
});

test('none of their values is in the log, the metrics, the journal or an explanation', async () => {
  assert.deepEqual([...(await toldBy(gateway)), ...(await shownIn(gateway.url))], []);
});
