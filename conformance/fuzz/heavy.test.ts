import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import type { RawRequest } from '../../packages/conform/src/doors/door.ts';
import { openSandbox, probedGateway } from '../../packages/conform/src/probes/probe-sandbox.ts';
import { openTransport } from '../../packages/conform/src/record/transport.ts';
import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { heavyRequests } from './heavy.ts';

const MACHINE = { now: () => Date.now(), newNonce: () => randomUUID() };
/** How long one request may keep the event loop, in milliseconds of CPU time. */
const STALL_MS = 250;
/** How often one that took longer is sent again: the machine's other work makes a processor slower, never faster. */
const TRIES = 4;

let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed({});
});
after(() => gateway.stop());

test('no request of allowed size keeps the event loop for 250 ms', async () => {
  const { target, close } = await openSandbox(probedGateway(gateway.url), 'huawei', MACHINE);
  const [aliyun, bk] = [
    await openSandbox(probedGateway(gateway.url), 'aliyun', MACHINE),
    await openSandbox(probedGateway(gateway.url), 'bk', MACHINE),
  ];
  const keys = { huawei: target.caller.keys, aliyun: aliyun.target.caller.keys, bk: bk.target.caller.keys };
  const transport = openTransport(gateway.url);
  const slow: string[] = [];
  let longest = 0;
  try {
    for (const heavy of heavyRequests(keys, transport.host)) {
      const taken = await leastMs(() => heavy.make());
      longest = Math.max(longest, taken);
      if (taken >= STALL_MS) slow.push(`${heavy.name}: ${Math.round(taken)} ms`);
    }
  } finally {
    transport.close();
    await Promise.all([close(), aliyun.close(), bk.close()]);
  }
  console.log(`the longest took ${Math.round(longest)} ms of the event loop`);
  assert.deepEqual(slow, []);

  /** `null` where the connection ended: what cannot be read to its end may be cut off. */
  async function statusOf(request: RawRequest): Promise<number | null> {
    try {
      return (await transport.send(request)).status;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
      return null;
    }
  }

  async function leastMs(make: () => RawRequest): Promise<number> {
    let least = Infinity;
    for (let n = 0; n < TRIES && least >= STALL_MS; n += 1) {
      const request = make();
      await gateway.watched();
      const status = await statusOf(request);
      const { longestMs } = await gateway.watched();
      assert.ok(status === null || status < 500, `the status is ${status}`);
      least = Math.min(least, longestMs);
    }
    return least;
  }
});

test('no explanation of a rejected request of allowed size keeps the event loop for 250 ms', async () => {
  for (const query of [`x=${'+'.repeat(31_000)}`, Array.from({ length: 4_000 }, (_, at) => `k${at}=1`).join('&')]) {
    const id = await rejectedAtHuawei(query);
    let least = Infinity;
    for (let n = 0; n < TRIES && least >= STALL_MS; n += 1) {
      await gateway.watched();
      const answer = await fetch(`${gateway.url}/_dragoman/journal/${id}/explain`);
      assert.equal(answer.status, 200);
      await answer.arrayBuffer();
      least = Math.min(least, (await gateway.watched()).longestMs);
    }
    assert.ok(least < STALL_MS, `${query.slice(0, 10)}… took ${least} ms`);
  }
});

/** Sends a query under a wrong signature. @returns by what id the journal knows the request */
async function rejectedAtHuawei(query: string): Promise<string> {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const answer = await fetch(`${gateway.url}/v1/d7a60a00000000000000000000000001/secrets?${query}`, {
    headers: {
      'X-Sdk-Date': time,
      Authorization:
        'SDK-HMAC-SHA256 Access=DRAGOMANDEV000000001, SignedHeaders=host;x-sdk-date, ' + `Signature=${'0'.repeat(64)}`,
    },
  });
  assert.equal(answer.status, 401);
  await answer.arrayBuffer();
  const id = answer.headers.get('x-request-id');
  assert.ok(id !== null);
  return id;
}

test('the gateway outlives them', () => {
  assert.ok(gateway.lives());
});

test('what they were about is not kept', async () => {
  const { heapBytes } = await gateway.watched();
  assert.ok(heapBytes < 120 * 1_024 ** 2, `${Math.round(heapBytes / 1_024 ** 2)} MB are alive`);
});
