import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { randomFrom } from './random.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const BURSTS = Number(process.env['FUZZ_BURSTS'] ?? 2_000);
const IDLE = 10_000;
const SLOW = 1_000;
/** How long a well-behaved neighbour may wait, in milliseconds: generous, as the machine has other work. */
const STALL_MS = 5_000;

let gateway: FuzzedGateway;
before(async () => {
  gateway = await startFuzzed({});
});
after(() => gateway.stop());

const REQUEST =
  'POST /v1/p/secrets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}';

/** Beginnings that are no request, or half of one, or two readings of one. */
const BEGINNINGS = [
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'GET / HTTP/9.9\r\n\r\n',
  'CONNECT kms.cn-hangzhou.aliyuncs.com:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT [::1 HTTP/1.1\r\n\r\n',
  'CONNECT x:99999 HTTP/1.1\r\nHost: x\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(3_000)}\r\n`,
  'GET http://[::/ HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://%/ HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://256.256.256.256/x HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT %:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: \u0000\r\n\r\n',
  REQUEST.repeat(50),
];

test(`${BURSTS} bursts of bytes that are no request leave a gateway that answers`, async () => {
  const random = randomFrom(SEED);
  for (let burst = 0; burst < BURSTS; burst += 1) await send(burstOf(random));
  assert.ok((await answerMs()) < STALL_MS);
});

test(`${IDLE} connections that say nothing keep nobody out`, async () => {
  const sockets = await Promise.all(Array.from({ length: IDLE }, () => opened()));
  try {
    assert.ok(sockets.filter((socket) => socket !== null).length > 0);
    assert.ok((await answerMs()) < STALL_MS);
  } finally {
    for (const socket of sockets) socket?.destroy();
  }
});

test(`${SLOW} clients that send a byte at a time keep nobody out`, async () => {
  const sockets = await Promise.all(Array.from({ length: SLOW }, () => opened()));
  try {
    for (let at = 0; at < 20; at += 1) {
      for (const socket of sockets) socket?.write(REQUEST[at] ?? '');
      await setTimeout(20);
    }
    assert.ok((await answerMs()) < STALL_MS);
  } finally {
    for (const socket of sockets) socket?.destroy();
  }
});

/** A beginning, with some of its bytes others, cut somewhere or sent whole. */
function burstOf(random: ReturnType<typeof randomFrom>): Buffer {
  const bytes = Buffer.from(random.pick(BEGINNINGS), 'latin1');
  for (let n = random.below(4); n > 0; n -= 1) bytes[random.below(bytes.length)] = random.below(256);
  return random.below(3) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

/** Ends when the gateway does, or after a moment: half a request is answered by nobody. */
async function send(bytes: Buffer): Promise<void> {
  const socket = await opened();
  if (socket === null) return;
  socket.resume();
  const ended = once(socket, 'close');
  socket.end(bytes);
  await Promise.race([ended, setTimeout(30)]);
  socket.destroy();
}

/** `null` where no connection is taken any more. */
function opened(): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.on('error', () => {
      resolve(null);
    });
  });
}

/** How long a client who behaves waits for its answer, in milliseconds. */
async function answerMs(): Promise<number> {
  const before = performance.now();
  const answer = await fetch(`${gateway.url}/_dragoman/health`, { signal: AbortSignal.timeout(30_000) });
  assert.equal(answer.status, 200);
  return performance.now() - before;
}
