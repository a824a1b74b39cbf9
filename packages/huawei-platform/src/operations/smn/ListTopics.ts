import { type Static, Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { pageFromQuery, pageQuery } from '../../wire/smn/page.ts';
import { type Topic, topicToWire, topicsOf } from '../../wire/smn/topic.ts';
import { SMN, TOPICS_PATH } from './define.ts';
import { onProject } from '../checks.ts';

const Query = Type.Object({
  ...pageQuery,
  enterprise_project_id: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  fuzzy_name: Type.Optional(Type.String()),
  topic_id: Type.Optional(Type.String()),
  fuzzy_display_name: Type.Optional(Type.String({ maxBytes: 192 })),
});

/** @NOTE unverified: that `topic_count` counts what the filters leave, and that the oldest topic stands first */
export const ListTopics = defineOperation({
  ...SMN,
  name: 'SMN:ListTopics',
  checks: onProject('smn:topic:list'),
  routes: [{ method: 'GET', path: TOPICS_PATH }],
  input: Type.Object({ query: Query }),
  async run(context, { query }) {
    const { resources, total } = await topicsOf(context, pageFromQuery(query), (topic) => matchesFilter(query, topic));
    return { request_id: context.requestId, topic_count: total, topics: resources.map(topicToWire) };
  },
});

function matchesFilter(query: Static<typeof Query>, { body }: Topic): boolean {
  const {
    name = body.name,
    topic_id: id = body.topic_id,
    fuzzy_name: part = '',
    fuzzy_display_name: visible = '',
  } = query;
  const { enterprise_project_id: enterpriseProject = body.enterprise_project_id } = query;
  return (
    name === body.name &&
    id === body.topic_id &&
    enterpriseProject === body.enterprise_project_id &&
    body.name.includes(part) &&
    body.display_name.includes(visible)
  );
}
