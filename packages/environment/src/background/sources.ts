import { type DialectRecord, eventIn, OUTBOX_KIND, type Services } from '@dragoman/core';
import type { BackgroundWorker } from '@dragoman/protocol-kit';

import type { DueSource } from './due.ts';
import { keySource } from './key-source.ts';
import { secretSource } from './secret-source.ts';

/** What sources tell of faults with. */
type OnError = (where: string, error: unknown) => void;

/** How many things of a kind are done before the other kinds are looked at again. */
const BATCH = 200;

const NO_DEADLINE = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 3_600_000;

/** How long after a failure something is tried again, doubled with every failure up to an hour. */
const RETRY_MS = 30_000;

/** Everything that falls due in a world. */
export function dueSources(services: Services, works: readonly BackgroundWorker[], onError: OnError): DueSource[] {
  const jobs = works.flatMap((work) => Object.entries(work.jobs));
  return [
    resourceSource(services, OUTBOX_KIND, (resource) => dispatchEvent(services, works, resource), onError),
    secretSource(services, onError),
    keySource(services),
    ...jobs.map(([kind, job]) => resourceSource(services, kind, job, onError)),
  ];
}

/** Resources of one kind. A chore that fails is put off. */
function resourceSource(
  services: Services,
  kind: string,
  job: (resource: DialectRecord) => Promise<void>,
  onError: OnError,
): DueSource {
  return {
    name: kind,
    async next() {
      const [first] = await services.resources.listDue(kind, NO_DEADLINE, 1);
      return first === undefined || first.dueAt === null ? null : { at: first.dueAt, what: kind };
    },
    async run({ at }) {
      const due = await services.resources.listDue(kind, at, BATCH);
      const now = services.clock.now();
      for (const resource of due) {
        await job(resource).catch(async (error: unknown) => {
          onError(`${kind} ${resource.id}`, error);
          await reschedule(services, resource);
        });
      }
      return due.length === 0 ? [] : [{ at: now, what: kind, count: due.length }];
    },
  };
}

async function reschedule({ resources, clock }: Services, resource: DialectRecord): Promise<void> {
  const dueAt = clock.now() + Math.min(RETRY_MS * 2 ** Math.min(resource.revision - 1, 7), HOUR_MS);
  await resources.commit({ ...resource, dueAt, revision: resource.revision + 1 }, resource.revision);
}

/** Hands an event on to everybody who wants it; it goes when all have heard of it. */
async function dispatchEvent(
  { resources }: Services,
  works: readonly BackgroundWorker[],
  resource: DialectRecord,
): Promise<void> {
  const event = eventIn(resource);
  for (const work of works) if (work.isSubscribed(event)) await work.handle(event, resource.id);
  await resources.remove(resource.vault, resource.kind, resource.id, resource.revision);
}
