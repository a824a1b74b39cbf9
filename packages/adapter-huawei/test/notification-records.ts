import { PROJECT, SECRETS, type Environment } from './environment.ts';

export const EVENTS = `/v1/${PROJECT}/csms/events`;
export const RECORDS = `/v1/${PROJECT}/csms/notification-records`;
export const DAY = 86_400_000;
export const TOPIC = 'urn:smn:cn-north-4:p:topic';
export const ALL = [
  'SECRET_VERSION_CREATED',
  'SECRET_VERSION_EXPIRED',
  'SECRET_ROTATED',
  'SECRET_DELETED',
  'SECRET_ROTATED_FAILED',
];

interface RecordRow {
  readonly event_name: string;
  readonly trigger_event_type: string;
  readonly create_time: number;
  readonly secret_name: string;
  readonly notification_content: string;
  readonly notification_status: string;
}

export interface RecordsBody {
  readonly records: readonly RecordRow[];
  readonly page_info: { readonly next_marker: string | null; readonly current_count: number };
}

export async function recordsOf(environment: Environment): Promise<readonly RecordRow[]> {
  await environment.runDue();
  return ((await environment.call('GET', RECORDS)).json as unknown as RecordsBody).records;
}

export function typesOf(records: readonly RecordRow[]): string[] {
  return records.map((record) => record.trigger_event_type).toReversed();
}

/** A project with the event `all`, and the secret `demo` that is subscribed to it. */
export async function subscribed(
  environment: Environment,
  event: Record<string, unknown> = {},
  secret: Record<string, unknown> = {},
): Promise<Environment> {
  const notification = { target_type: 'SMN', target_id: TOPIC, target_name: 'topic' };
  await environment.call('POST', EVENTS, { name: 'all', event_types: ALL, state: 'ENABLED', notification, ...event });
  await environment.call('POST', SECRETS, {
    name: 'demo',
    secret_string: 'hidden',
    event_subscriptions: ['all'],
    ...secret,
  });
  return environment;
}
