import { DAY_MS, type DialectRecord, type SecretEvent, type Services } from '@dragoman/core';
import { DOOR, type SmnMessage, type SmnTargets, deliver, subscribersOfTopic } from '@dragoman/huawei-platform';
import type { Post } from '@dragoman/protocol-kit';

import { EVENTS, type EventBody, type EventType } from '../wire/csms/event.ts';
import { RECORDS, type RecordBody } from '../wire/csms/record.ts';
import { type OwnAttributes, subscriptionsOf } from '../wire/csms/secret.ts';

/** Records are kept for three months (ListNotificationRecords, constraints). */
const KEPT_MS = 90 * DAY_MS;

/** How often a delivery is tried. */
const MAX_ATTEMPTS = 3;

/** How long after a failed attempt the next one is made, in milliseconds, the more attempts there were the longer. */
const RETRY_MS = 10_000;

const TYPES = {
  'version-created': 'SECRET_VERSION_CREATED',
  'version-expired': 'SECRET_VERSION_EXPIRED',
  rotated: 'SECRET_ROTATED',
  'rotation-failed': 'SECRET_ROTATED_FAILED',
  deleted: 'SECRET_DELETED',
} as const satisfies Record<SecretEvent['type'], EventType>;

/**
 * Writes down a notification for every event that the secret is subscribed to, that is enabled and that names what
 * happened. One whose topic leads nowhere from here counts as delivered; any other is due to be delivered.
 * @param id the same for the same happening, which is written down once
 */
export async function writeRecords(
  services: Services,
  settings: SmnTargets,
  happened: SecretEvent,
  id: string,
): Promise<void> {
  const { secret } = happened;
  for (const name of subscriptionsOf(secret)) {
    const event = (await services.resources.find(secret.vault, EVENTS, name)) as DialectRecord<EventBody> | null;
    if (event === null || event.body.state !== 'ENABLED' || !event.body.event_types.includes(TYPES[happened.type]))
      continue;
    const topic = event.body.notification.target_id;
    const isDelivered = (await subscribersOfTopic(services, settings, secret.vault, topic)).length === 0;
    const body = recordOf(happened, event);
    await services.resources.insert({
      vault: secret.vault,
      kind: RECORDS,
      id,
      body: isDelivered ? { ...body, notification_status: 'SUCCESS', attempts_left: 0 } : body,
      createdAt: happened.at,
      dueAt: isDelivered ? happened.at + KEPT_MS : services.clock.now(),
      revision: 1,
    });
  }
}

/**
 * Does what is due about a record: tries to deliver it to those who have it not yet, or drops it once it is three
 * months old.
 */
export async function processNotification(
  services: Services,
  settings: SmnTargets,
  post: Post,
  record: DialectRecord,
): Promise<void> {
  const body = record.body as RecordBody;
  if (body.attempts_left === 0) {
    await services.resources.remove(record.vault, record.kind, record.id, record.revision);
    return;
  }
  const { notification_target_id: topic, subscribers_left: left } = body;
  const all = await subscribersOfTopic(services, settings, record.vault, topic);
  const due = left === undefined ? all : all.filter(({ urn }) => left.includes(urn));
  const message = messageOf(record as DialectRecord<RecordBody>);
  const answers = await Promise.all(due.map(async (to) => ({ urn: to.urn, status: await deliver(post, to, message) })));
  const failed = answers.filter((answer) => answer.status === 'FAIL').map(({ urn }) => urn);
  const isInvalid = body.has_invalid_subscriber === true || answers.some((answer) => answer.status === 'INVALID');
  const status = failed.length > 0 ? 'FAIL' : isInvalid ? 'INVALID' : 'SUCCESS';
  const attempts = status === 'FAIL' ? body.attempts_left - 1 : 0;
  const dueAt =
    attempts === 0 ? record.createdAt + KEPT_MS : services.clock.now() + (MAX_ATTEMPTS - attempts) * RETRY_MS;
  const after = {
    ...body,
    notification_status: status,
    attempts_left: attempts,
    subscribers_left: failed,
    has_invalid_subscriber: isInvalid,
  };
  await services.resources.commit({ ...record, body: after, dueAt, revision: record.revision + 1 }, record.revision);
}

function recordOf(happened: SecretEvent, event: DialectRecord<EventBody>): RecordBody {
  const { secret } = happened;
  const own: OwnAttributes = secret.attributes[DOOR] ?? {};
  return {
    event_name: event.id,
    trigger_event_type: TYPES[happened.type],
    secret_name: secret.name,
    secret_type: own.secret_type ?? 'COMMON',
    notification_target_id: event.body.notification.target_id,
    notification_target_name: event.body.notification.target_name,
    notification_content: contentOf(happened, event.id),
    notification_status: null,
    attempts_left: MAX_ATTEMPTS,
  };
}

/** The message of a record. */
function messageOf({ id, createdAt, body }: DialectRecord<RecordBody>): SmnMessage {
  return {
    id: id.replaceAll('-', ''),
    topicUrn: body.notification_target_id,
    subject: body.trigger_event_type,
    text: body.notification_content,
    publishedAt: createdAt,
  };
}

/** What subscribers read, as the documents' example of a record has it. */
function contentOf(happened: SecretEvent, eventName: string): string {
  const { secret } = happened;
  const versionId = 'versionId' in happened ? happened.versionId : undefined;
  const expiresAt = secret.versions.find(({ id }) => id === versionId)?.expiresAt ?? null;
  return JSON.stringify({
    eventName,
    eventType: TYPES[happened.type],
    eventTime: isoTime(happened.at),
    data: {
      secretId: secret.id,
      secretName: secret.name,
      createTime: isoTime(secret.createdAt),
      updateTime: isoTime(secret.updatedAt),
      ...(versionId !== undefined && { versionId, versionExpireTime: expiresAt === null ? null : isoTime(expiresAt) }),
    },
  });
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
