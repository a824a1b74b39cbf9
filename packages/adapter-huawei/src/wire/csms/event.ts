import type { DialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

/** The kind of resource that an event is kept as, under its name. */
export const EVENTS = 'huawei.event';

/** How many events a project may hold. */
export const MAX_EVENTS = 30;

/**
 * What may happen to a secret, in the service's words. The last stands in examples alone, and nobody says when it
 * happens.
 */
export const EVENT_TYPES = [
  'SECRET_VERSION_CREATED',
  'SECRET_VERSION_EXPIRED',
  'SECRET_ROTATED',
  'SECRET_DELETED',
  'SECRET_ROTATED_FAILED',
  'SECRET_VERSION_NEAR_EXPIRY',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/**
 * Where an event is told of. Whether the topic exists is not asked: the service asks it neither (CreateSecretEvent,
 * constraints).
 */
export const notificationField = Type.Object({
  target_type: Type.Literal('SMN'),
  target_id: Type.String({ pattern: '^[a-zA-Z0-9\\-._:]{1,256}$' }),
  target_name: Type.String({ pattern: '^[a-zA-Z0-9_-]{1,64}$' }),
});

export const eventTypesField = Type.Array(Type.Union(EVENT_TYPES.map((type) => Type.Literal(type))), {
  minItems: 1,
  maxItems: 12,
  uniqueItems: true,
});

export const eventStateField = Type.Union([Type.Literal('ENABLED'), Type.Literal('DISABLED')]);

export const eventPath = { event_name: Type.String({ pattern: '^[a-zA-Z0-9._-]{1,64}$' }) };

/** An event as it is kept, under the vendor's names. */
export type EventBody = {
  readonly event_id: string;
  readonly event_types: readonly EventType[];
  readonly state: 'ENABLED' | 'DISABLED';
  readonly update_time: number;
  readonly notification: { readonly target_type: 'SMN'; readonly target_id: string; readonly target_name: string };
};

/** An event as this dialect shows it. */
export function eventToWire({ id, createdAt, body }: DialectRecord<EventBody>): object {
  const { target_type: type, target_id: target, target_name: name } = body.notification;
  return {
    name: id,
    event_id: body.event_id,
    event_types: body.event_types,
    state: body.state,
    create_time: createdAt,
    update_time: body.update_time,
    notification: { target_type: type, target_id: target, target_name: name },
  };
}
