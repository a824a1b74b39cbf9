import type { Services } from '@dragoman/core';
import type { BackgroundWorker } from '@dragoman/protocol-kit';

import type { DueSource } from './due.ts';
import { keySource } from './key-source.ts';
import { outboxSource } from './outbox.ts';
import { recordSource } from './record-source.ts';
import { secretSource } from './secret-source.ts';

/** Everything that falls due in an environment. */
export function dueSources(
  services: Services,
  workers: readonly BackgroundWorker[],
  onError: (where: string, error: unknown) => void,
): DueSource[] {
  const jobs = workers.flatMap((worker) => Object.entries(worker.jobs));
  return [
    outboxSource(services, workers, onError),
    secretSource(services, onError),
    keySource(services),
    ...jobs.map(([kind, job]) => recordSource(services, kind, (record) => job(services, record), onError)),
  ];
}
