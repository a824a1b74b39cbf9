import type { DialectRecord, Services } from '@dragoman/core';

import type { DueSource } from './due.ts';

/** How many records of a kind are worked on before the other kinds are looked at again. */
const BATCH = 200;

const NO_DEADLINE = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 3_600_000;

/** How long after a failure something is tried again, doubled with every failure up to an hour. */
const RETRY_MS = 30_000;

/** Dialect records of one kind, each of which falls due. One whose job fails is rescheduled. */
export function recordSource(
  services: Services,
  kind: string,
  job: (record: DialectRecord) => Promise<void>,
  onError: (where: string, error: unknown) => void,
): DueSource {
  return {
    name: kind,
    async next() {
      const [first] = await services.resources.listDue(kind, NO_DEADLINE, 1);
      return first === undefined || first.dueAt === null ? null : { at: first.dueAt, what: kind };
    },
    async upcoming(limit) {
      const due = await services.resources.listDue(kind, NO_DEADLINE, limit);
      return due.map(({ dueAt, id, vault }) => ({ at: dueAt ?? NO_DEADLINE, what: kind, subject: id, vault }));
    },
    async run({ at }) {
      const due = await services.resources.listDue(kind, at, BATCH);
      const now = services.clock.now();
      for (const record of due) {
        await job(record).catch(async (error: unknown) => {
          onError(`${kind} ${record.id}`, error);
          await reschedule(services, record);
        });
      }
      return due.length === 0 ? [] : [{ at: now, what: kind, count: due.length }];
    },
  };
}

async function reschedule({ resources, clock }: Services, record: DialectRecord): Promise<void> {
  const dueAt = clock.now() + Math.min(RETRY_MS * 2 ** Math.min(record.revision - 1, 7), HOUR_MS);
  await resources.commit({ ...record, dueAt, revision: record.revision + 1 }, record.revision);
}
