import { OUTBOX_KIND, type DialectRecord, type Services, eventIn, runDue } from '@dragoman/core';
import type { BackgroundWorker } from '@dragoman/protocol-kit';

/** Does everything that is due, until nothing is: what the gateway's scheduler does, without its timer. */
export async function doWhatIsDue(services: Services, work: BackgroundWorker): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    const now = services.clock.now();
    const events = await services.resources.listDue(OUTBOX_KIND, now, 100);
    for (const resource of events) await dispatchEvent(services, work, resource);
    const secrets = await services.secrets.listDue(now, 1);
    for (const secret of secrets)
      await runDue(services, secret, now, (error) => {
        throw error;
      });
    let jobs = 0;
    for (const [kind, job] of Object.entries(work.jobs)) {
      const due = await services.resources.listDue(kind, now, 100);
      for (const resource of due) await job(services, resource);
      jobs += due.length;
    }
    if (events.length + secrets.length + jobs === 0) return;
  }
  throw new Error('something stays due');
}

async function dispatchEvent(services: Services, work: BackgroundWorker, resource: DialectRecord): Promise<void> {
  const event = eventIn(resource);
  if (work.isSubscribed(event)) await work.handle(services, event, resource.id);
  await services.resources.remove(resource.vault, resource.kind, resource.id, resource.revision);
}
