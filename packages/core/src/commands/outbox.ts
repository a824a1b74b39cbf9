import type { DialectRecord } from '../model/dialect-record.ts';
import type { Happening, SecretEvent } from '../model/secret-event.ts';
import type { Json, Secret } from '../model/secret.ts';
import type { Services } from '../services.ts';

type EventServices = Pick<Services, 'events' | 'ids'>;

/** The kind of resource that a wanted event is written down as, due at once, until everybody has heard of it. */
export const OUTBOX_KIND = 'core.secret-event';

/** What happened to the secret, as resources for the operation that makes it happen; what nobody wants is left out. */
export function toOutbox(
  services: EventServices,
  secret: Secret,
  happenings: readonly Happening[],
  at: number,
): DialectRecord[] {
  return happenings
    .map((happening): SecretEvent => ({ ...happening, at, secret }))
    .filter((event) => services.events.isSubscribed(event))
    .map((event) => ({
      vault: secret.vault,
      kind: OUTBOX_KIND,
      id: services.ids.uuid(),
      body: event as unknown as Json,
      createdAt: at,
      dueAt: at,
      revision: 1,
    }));
}

/** The event that a resource of {@link OUTBOX_KIND} holds. */
export function eventIn(resource: DialectRecord): SecretEvent {
  return resource.body as unknown as SecretEvent;
}
