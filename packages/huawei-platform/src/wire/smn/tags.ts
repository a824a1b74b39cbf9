import { type Tag, changeDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { HuaweiContext } from '../../operation.ts';
import { TOPICS, type TopicBody, taggedTopic } from './topic.ts';

/** How many tags a topic carries. */
export const MAX_TOPIC_TAGS = 20;

export const topicTagField = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 127 }),
  value: Type.String({ maxLength: 255, default: '' }),
});

/**
 * Changes the tags of the topic that a path names.
 * @throws VendorError SMN.0006
 * @throws DomainError `tag-quota-exceeded`
 */
export async function changeTopicTags(
  context: HuaweiContext,
  resourceId: string,
  decide: (tags: readonly Tag[]) => readonly Tag[],
): Promise<void> {
  const { id } = await taggedTopic(context, resourceId);
  await changeDialectRecord<TopicBody>(context.services, { vault: context.vault, kind: TOPICS, id }, ({ body }) => ({
    body: { ...body, tags: decide(body.tags).map(({ key, value }) => ({ key, value })) },
    dueAt: null,
  }));
}
