import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * As far as the young generation may grow, in bytes: enough that collections are rare, little beside what the process
 * takes anyway.
 */
const YOUNG_BYTES = 8 * 1024 * 1024;

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
  let growth = 1;
  setFlagsFromString('--semi-space-growth-factor=1');
  const observer = new PerformanceObserver(() => {
    const wanted = youngBytes() < YOUNG_BYTES ? 2 : 1;
    if (wanted === growth) return;
    growth = wanted;
    setFlagsFromString(`--semi-space-growth-factor=${growth}`);
  });
  observer.observe({ entryTypes: ['gc'] });
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
}
