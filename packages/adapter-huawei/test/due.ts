import { EVENT_KIND, type Resource, type Services, eventIn, settleDue } from '@dragoman/core';
import type { DoorWork } from '@dragoman/protocol-kit';

/** Does everything that is due, until nothing is: what the gateway's scheduler does, without its timer. */
export async function doWhatIsDue(services: Services, work: DoorWork): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    const now = services.clock.now();
    const events = await services.resources.listDue(EVENT_KIND, now, 100);
    for (const resource of events) await handOn(services, work, resource);
    const secrets = await services.secrets.listDue(now, 1);
    for (const secret of secrets)
      await settleDue(services, secret, now, (error) => {
        throw error;
      });
    let chores = 0;
    for (const [kind, chore] of Object.entries(work.chores)) {
      const due = await services.resources.listDue(kind, now, 100);
      for (const resource of due) await chore(resource);
      chores += due.length;
    }
    if (events.length + secrets.length + chores === 0) return;
  }
  throw new Error('something stays due');
}

async function handOn(services: Services, work: DoorWork, resource: Resource): Promise<void> {
  const event = eventIn(resource);
  if (work.wants(event)) await work.hear(event, resource.id);
  await services.resources.remove(resource.vault, resource.kind, resource.id, resource.revision);
}
