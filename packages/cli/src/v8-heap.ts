import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * As far as the young generation may grow, in bytes: enough that collections are rare, little beside what the process
 * takes anyway.
 */
const YOUNG_BYTES = 8 * 1024 * 1024;

/** How often is looked whether it has to grow again. */
const WATCH_INTERVAL_MS = 5_000;

/** How long collections must go on to be those of a load: loading the doors or the control API takes less. */
const BURST_MS = 500;

/**
 * Keeps the memory small under load. A request leaves nothing behind, so a heap that grows freely doubles the resident
 * memory for little speed; and what others take goes to the allocator, which does not give it back: the middle one of
 * V8's compilers, whose code the last one replaces, 10 to 25 MB, and threads that help with collections as short as
 * these, 7 MB.
 * V8 takes its limits when the process starts; these flags it asks at each collection and compilation.
 */
export function tuneHeap(): void {
  for (const flag of ['--no-maglev', '--no-parallel-scavenge', '--heap-growing-percent=40']) setFlagsFromString(flag);
  // Starting is one long turn of the event loop: nobody could end its growth.
  setGrowth(1);
  let burstBegan = -Infinity;
  const observer = new PerformanceObserver(() => {
    const now = performance.now();
    if (now - burstBegan > WATCH_INTERVAL_MS) burstBegan = now;
    const mayGrow = !isGrown() && now - burstBegan > BURST_MS;
    if (isGrown()) observer.disconnect();
    setGrowth(mayGrow ? 2 : 1);
  });
  const watch = (): void => {
    if (!isGrown()) observer.observe({ entryTypes: ['gc'] });
  };
  watch();
  // Hearing of a collection costs some tenths of what it takes; V8 makes the space smaller when it has been idle.
  setInterval(watch, WATCH_INTERVAL_MS).unref();
}

/** By how much the young generation may grow at its next collection. */
function setGrowth(factor: 1 | 2): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

function isGrown(): boolean {
  return youngBytes() >= YOUNG_BYTES;
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
}
