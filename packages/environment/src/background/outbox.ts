import { type DialectRecord, eventIn, OUTBOX_KIND, type Services } from '@dragoman/core';
import type { BackgroundWorker } from '@dragoman/protocol-kit';

import type { DueSource } from './due.ts';
import { recordSource } from './record-source.ts';

/**
 * The transactional outbox: core writes an event beside the change that makes it happen, in one commit, and here it is
 * dispatched afterwards, at least once.
 */
export function outboxSource(
  services: Services,
  workers: readonly BackgroundWorker[],
  onError: (where: string, error: unknown) => void,
): DueSource {
  return recordSource(services, OUTBOX_KIND, (record) => dispatchEvent(services, workers, record), onError);
}

/** Lets every worker that is subscribed handle an event; it leaves the outbox when all have. */
async function dispatchEvent(
  services: Services,
  workers: readonly BackgroundWorker[],
  record: DialectRecord,
): Promise<void> {
  const event = eventIn(record);
  for (const worker of workers) if (worker.isSubscribed(event)) await worker.handle(services, event, record.id);
  await services.resources.remove(record.vault, record.kind, record.id, record.revision);
}
