import type { DueSource } from '../../src/background/due.ts';
import { Scheduler, type SchedulerParts } from '../../src/background/scheduler.ts';

/** A scheduler over these sources that has started. */
export function startedScheduler({ sources, ...parts }: SchedulerParts & { readonly sources: readonly DueSource[] }) {
  const scheduler = new Scheduler(parts);
  scheduler.start(sources);
  return scheduler;
}
