import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { type FuzzedGateway, startFuzzed } from './gateway.ts';
import { randomFrom } from './random.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const BURSTS = Number(process.env['FUZZ_BURSTS'] ?? 2_000);
const IDLE = 10_000;
const SLOW = 1_000;
/** How long the others may keep the event loop from a well-behaved neighbour, in milliseconds of CPU time. */
const STALL_MS = 250;
/** How often it may be tried: the machine's other work makes a processor slower, never faster. */
const TRIES = 3;
/** Files of this process and of the gateway beside the connections between them. */
const OTHER_FILES = 200;

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
  await keepsNobodyOut(async () => {
    for (let burst = 0; burst < BURSTS; burst += 1) await send(burstOf(random));
    await served();
  });
});

test(`${IDLE} connections that say nothing are held, and keep nobody out`, async () => {
  const idle = Math.min(IDLE, openFilesLimit() - OTHER_FILES);
  if (idle < IDLE) console.log(`ONLY ${idle} OF ${IDLE} CONNECTIONS: no more files may be open here (ulimit -n)`);
  assert.ok(idle >= 500, `only ${idle} connections can be opened here`);
  await keepsNobodyOut(async () => {
    const sockets = await openedAll(idle);
    try {
      assert.ok(gateway.openFiles() >= idle, `only ${gateway.openFiles()} are open at the gateway`);
      for (let n = 0; n < 20; n += 1) await served();
      assert.equal(sockets.filter((socket) => socket.readyState === 'open').length, idle);
    } finally {
      await closed(sockets);
    }
  });
});

test(`${SLOW} clients that send a byte at a time are held, and keep nobody out`, async () => {
  const slow = Math.min(SLOW, openFilesLimit() - OTHER_FILES);
  if (slow < SLOW) console.log(`ONLY ${slow} OF ${SLOW} SLOW CLIENTS: no more files may be open here (ulimit -n)`);
  await keepsNobodyOut(async () => {
    const sockets = await openedAll(slow);
    try {
      for (let at = 0; at < 20; at += 1) {
        for (const socket of sockets) socket.write(REQUEST[at] ?? '');
        await served();
      }
      assert.equal(sockets.filter((socket) => socket.readyState === 'open').length, slow);
    } finally {
      await closed(sockets);
    }
  });
});

/** Does something, again if need be, until no span of work of the gateway was too long for a neighbour. */
async function keepsNobodyOut(happens: () => Promise<void>): Promise<void> {
  let least = Infinity;
  for (let n = 0; n < TRIES && least >= STALL_MS; n += 1) {
    await gateway.watched();
    await happens();
    least = Math.min(least, (await gateway.watched()).longestMs);
  }
  console.log(`the event loop was kept for at most ${Math.round(least)} ms`);
  assert.ok(least < STALL_MS, `the event loop was kept for ${Math.round(least)} ms`);
}

/** How many files a process may hold here: the gateway is started with the same limit. */
function openFilesLimit(): number {
  return Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
}

/** Every one of them is taken. */
async function openedAll(count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  // The queue of connections that nobody took yet is the system's, and short.
  while (sockets.length < count) {
    const some = await Promise.all(Array.from({ length: Math.min(200, count - sockets.length) }, () => opened()));
    sockets.push(...some.filter((socket) => socket !== null));
    assert.ok(!some.includes(null), `after ${sockets.length} connections no more are taken`);
  }
  return sockets;
}

/** Ends connections. The gateway knows once it answers the next client. */
async function closed(sockets: readonly Socket[]): Promise<void> {
  for (const socket of sockets) socket.destroy();
  await served();
}

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

/** A client who behaves is answered. */
async function served(): Promise<void> {
  const answer = await fetch(`${gateway.url}/_dragoman/health`, { signal: AbortSignal.timeout(60_000) });
  assert.equal(answer.status, 200);
  await answer.arrayBuffer();
}
