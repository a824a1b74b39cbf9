import { EVENT_KIND, type Resource, type Services, eventIn } from '@dragoman/core';
import type { DoorWork } from '@dragoman/protocol-kit';

import type { DueSource } from './due.ts';
import { keySource } from './key-source.ts';
import { secretSource } from './secret-source.ts';

/** What sources tell of faults with. */
type OnFault = (where: string, error: unknown) => void;

/** How many things of a kind are done before the other kinds are looked at again. */
const BATCH = 200;

const EVER = Number.MAX_SAFE_INTEGER;
const HOUR_MS = 3_600_000;

/** How long after a failure something is tried again, doubled with every failure up to an hour. */
const RETRY_MS = 30_000;

/** Everything that falls due in a world. */
export function dueSources(services: Services, works: readonly DoorWork[], onFault: OnFault): DueSource[] {
  const chores = works.flatMap((work) => Object.entries(work.chores));
  return [
    resourceSource(services, EVENT_KIND, (resource) => handOn(services, works, resource), onFault),
    secretSource(services, onFault),
    keySource(services),
    ...chores.map(([kind, chore]) => resourceSource(services, kind, chore, onFault)),
  ];
}

/** Resources of one kind. A chore that fails is put off. */
function resourceSource(
  services: Services,
  kind: string,
  chore: (resource: Resource) => Promise<void>,
  onFault: OnFault,
): DueSource {
  return {
    name: kind,
    async next() {
      const [first] = await services.resources.listDue(kind, EVER, 1);
      return first === undefined || first.dueAt === null ? null : { at: first.dueAt, what: kind };
    },
    async run({ at }) {
      const due = await services.resources.listDue(kind, at, BATCH);
      const now = services.clock.now();
      for (const resource of due) {
        await chore(resource).catch(async (error: unknown) => {
          onFault(`${kind} ${resource.id}`, error);
          await putOff(services, resource);
        });
      }
      return due.length === 0 ? [] : [{ at: now, what: kind, count: due.length }];
    },
  };
}

async function putOff({ resources, clock }: Services, resource: Resource): Promise<void> {
  const dueAt = clock.now() + Math.min(RETRY_MS * 2 ** Math.min(resource.revision - 1, 7), HOUR_MS);
  await resources.commit({ ...resource, dueAt, revision: resource.revision + 1 }, resource.revision);
}

/** Hands an event on to everybody who wants it; it goes when all have heard of it. */
async function handOn({ resources }: Services, works: readonly DoorWork[], resource: Resource): Promise<void> {
  const event = eventIn(resource);
  for (const work of works) if (work.wants(event)) await work.hear(event, resource.id);
  await resources.remove(resource.vault, resource.kind, resource.id, resource.revision);
}
