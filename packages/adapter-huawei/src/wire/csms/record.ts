import type { DialectRecord } from '@dragoman/core';

import type { EventType } from './event.ts';

/** The kind of resource that a notification record is kept as. */
export const RECORDS = 'huawei.notification-record';

/** A notification as it is kept, under the vendor's names. */
export type RecordBody = {
  readonly event_name: string;
  readonly trigger_event_type: EventType;
  readonly secret_name: string;
  readonly secret_type: string;
  readonly notification_target_id: string;
  readonly notification_target_name: string;
  readonly notification_content: string;
  /** `null` before the first attempt to deliver it. */
  readonly notification_status: 'SUCCESS' | 'FAIL' | 'INVALID' | null;
  /** How many more times its delivery is tried. */
  readonly attempts_left: number;
  /** The subscriptions that have it not yet, once an attempt was made. */
  readonly subscribers_left?: readonly string[];
  /** Whether one of the endpoints is no longer there. */
  readonly has_invalid_subscriber?: boolean;
};

/** A record as this dialect shows it. */
export function recordToWire({ createdAt, body }: DialectRecord<RecordBody>): object {
  return {
    event_name: body.event_name,
    trigger_event_type: body.trigger_event_type,
    create_time: createdAt,
    secret_name: body.secret_name,
    secret_type: body.secret_type,
    notification_target_name: body.notification_target_name,
    notification_target_id: body.notification_target_id,
    notification_content: body.notification_content,
    notification_status: body.notification_status,
  };
}
