/*
 * Loaded into the gateway that is fuzzed (`--import`). Measures the longest span of work that the event loop did
 * without a break by the CPU time of its thread: what else runs on the machine makes none longer, and waiting is none.
 * Answers over the channel of its parent: `{ longestMs, heapBytes }` since it was last asked.
 */
import { setImmediate } from 'node:timers';

let [started, longest] = [cpuMicroseconds(), 0];

function cpuMicroseconds() {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

// Runs once in each turn of the loop, and keeps it neither alive nor awake.
function turn() {
  const now = cpuMicroseconds();
  longest = Math.max(longest, now - started);
  started = now;
  setImmediate(turn).unref();
}
setImmediate(turn).unref();

process.on('message', () => {
  globalThis.gc?.();
  process.send({ longestMs: longest / 1_000, heapBytes: process.memoryUsage().heapUsed });
  // What the collection took is not the gateway's.
  [started, longest] = [cpuMicroseconds(), 0];
});
process.channel?.unref();
