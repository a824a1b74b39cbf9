import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** As far as the young generation may grow, in bytes: enough that collections are rare, little beside what the process takes anyway. */
const YOUNG_BYTES = 8 * 1024 * 1024;

/**
 * Keeps the heap small under load. A request leaves nothing behind, so a heap that grows freely doubles the resident memory for
 * little speed. V8 takes its limits when the process starts; how fast the heap grows it asks at each collection.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
  const observer = new PerformanceObserver(() => {
    if (youngBytes() < YOUNG_BYTES) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
}
