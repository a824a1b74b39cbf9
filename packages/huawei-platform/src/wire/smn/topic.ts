import type { DialectRecord, Services, Tag } from '@dragoman/core';
import { DomainError, listDialectRecords } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { accountOf } from '../../account/account.ts';
import { regionOf } from '../../account/regions.ts';
import { smnError } from '../../errors/smn.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';

/** The kind of record that a topic is kept as, under its URN. */
export const TOPICS = 'huawei.smn-topic';

/** How many topics a project may hold (SMN, constraints). */
export const MAX_TOPICS = 3_000;

/** The attributes that a topic can be given, and how many bytes each may have (Topic Attributes). */
export const MAX_ATTRIBUTE_BYTES: Readonly<Record<string, number>> = { access_policy: 30_720, introduction: 120 };

/** A topic as it is kept, under the vendor's names. Times are Unix milliseconds. */
export type TopicBody = {
  readonly topic_id: string;
  readonly project_id: string;
  readonly name: string;
  readonly display_name: string;
  readonly enterprise_project_id: string;
  readonly update_time: number;
  readonly attributes: { readonly [name: string]: string };
  readonly tags: readonly { readonly key: string; readonly value: string }[];
};

export type Topic = DialectRecord<TopicBody>;

/** The topic that a path names. */
export const topicPath = Type.Object({
  topic_urn: Type.String({ pattern: '^urn:smn:[a-z0-9-]+:[A-Za-z0-9]+:[A-Za-z0-9][A-Za-z0-9_-]{0,254}$' }),
});

export const displayNameField = Type.String({ maxBytes: 192, default: '' });

/** The name by which everybody knows a topic of the request's project. */
export function topicUrn({ caller, projectId }: Pick<HuaweiContext, 'caller' | 'projectId'>, name: string): string {
  return `urn:smn:${regionOf(accountOf(caller), projectId)}:${projectId}:${name}`;
}

/** The topics of the request's project, in their order of creation. */
export async function topicsOf(
  { services, vault, projectId }: Pick<HuaweiContext, 'services' | 'vault' | 'projectId'>,
  page: { readonly offset: number; readonly limit: number },
  where: (topic: Topic) => boolean = () => true,
): Promise<{ readonly resources: readonly Topic[]; readonly total: number }> {
  return listDialectRecords<TopicBody>(services, {
    vault,
    kind: TOPICS,
    order: 'created',
    from: { offset: page.offset },
    limit: page.limit,
    where: (topic) => topic.body.project_id === projectId && where(topic),
  });
}

/**
 * The topic that a tag call names: by its id, or by its name where `X-SMN-RESOURCEID-TYPE: name` says so, as
 * Terraform's provider does.
 * @throws VendorError SMN.0006
 */
export async function taggedTopic(context: HuaweiContext, resourceId: string): Promise<Topic> {
  const byName = context.request.headers['x-smn-resourceid-type'] === 'name';
  const { resources } = await topicsOf(context, { offset: 0, limit: 1 }, ({ body }) =>
    byName ? body.name === resourceId : body.topic_id === resourceId,
  );
  const [topic] = resources;
  if (topic === undefined) throw smnError('topicMissing', HELP.unknownTopic({ resourceId }));
  return topic;
}

/** A topic that is in the vault of a secret, where its notifications may lead to. */
export async function findTopic(
  { resources }: Pick<Services, 'resources'>,
  vault: string,
  urn: string,
): Promise<Topic | null> {
  return (await resources.find(vault, TOPICS, urn)) as Topic | null;
}

/** A topic as lists and its detail show it. */
export function topicToWire({ id, createdAt, body }: Topic): object {
  return {
    topic_urn: id,
    name: body.name,
    display_name: body.display_name,
    push_policy: 0,
    enterprise_project_id: body.enterprise_project_id,
    topic_id: body.topic_id,
    create_time: smnTime(createdAt),
    update_time: smnTime(body.update_time),
  };
}

/** Tags as this service shows them. */
export function topicTagsToWire(tags: readonly Tag[]): object[] {
  return tags.map(({ key, value }) => ({ key, value }));
}

/** As `2018-05-18T06:49:06Z`. */
function smnTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** @throws VendorError SMN.0013 where a subscription is missed as a resource */
export function missedAsSubscription(error: unknown): never {
  if (error instanceof DomainError && error.code === 'resource-not-found')
    throw smnError('subscriptionMissing', HELP.unknownSubscription({ subject: error.subject }));
  throw error;
}
