import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** As far as the young generation may grow, in bytes: enough that collections are rare, little beside what the process takes anyway. */
const YOUNG_BYTES = 8 * 1024 * 1024;

/**
 * Keeps the memory small under load. A request leaves nothing behind, so a heap that grows freely doubles the resident memory for
 * little speed; and what others take goes to the allocator, which does not give it back: the middle one of V8's compilers, whose
 * code the last one replaces, 10 to 25 MB, and threads that help with collections as short as these, 7 MB.
 * V8 takes its limits when the process starts; these flags it asks at each collection and compilation.
 */
export function keepMemorySmall(): void {
  for (const flag of ['--no-maglev', '--no-parallel-scavenge', '--heap-growing-percent=40']) setFlagsFromString(flag);
  let mayGrow = true;
  const observer = new PerformanceObserver(() => {
    const isSmall = youngBytes() < YOUNG_BYTES;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  });
  observer.observe({ entryTypes: ['gc'] });
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
}
