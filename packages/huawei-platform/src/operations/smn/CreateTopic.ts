import { DomainError, createDialectRecord, hexId } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { DEFAULT_ENTERPRISE_PROJECT } from '../../account/enterprise-projects.ts';
import { smnError } from '../../errors/smn.ts';
import { HELP } from '../../messages.ts';
import { Reply, defineOperation } from '../../operation.ts';
import { MAX_TOPICS, TOPICS, type TopicBody, displayNameField, topicUrn, topicsOf } from '../../wire/smn/topic.ts';
import { SMN, TOPICS_PATH } from './define.ts';
import { onProject } from '../checks.ts';

const Body = Type.Object({
  name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$' }),
  display_name: displayNameField,
  enterprise_project_id: Type.Optional(Type.String()),
});

/** A name that is taken is answered with its topic and 200; the topic stays as it was (CreateTopic, status codes). */
export const CreateTopic = defineOperation({
  ...SMN,
  name: 'SMN:CreateTopic',
  checks: onProject('smn:topic:create'),
  routes: [{ method: 'POST', path: TOPICS_PATH }],
  success: 201,
  body: 'required',
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault, projectId, requestId } = context;
    const id = topicUrn(context, body.name);
    const answer = { request_id: requestId, topic_urn: id };
    if ((await services.resources.find(vault, TOPICS, id)) !== null) return new Reply(answer, {}, 200);
    if ((await topicsOf(context, { offset: 0, limit: 0 })).total >= MAX_TOPICS)
      throw smnError('topicQuota', HELP.topicLimit({ limit: MAX_TOPICS }));
    const own = { topic_id: hexId(services.ids), project_id: projectId, name: body.name, attributes: {}, tags: [] };
    const enterpriseProject = body.enterprise_project_id ?? DEFAULT_ENTERPRISE_PROJECT;
    try {
      await createDialectRecord<TopicBody>(services, {
        vault,
        kind: TOPICS,
        id,
        body: (update_time) => ({
          ...own,
          update_time,
          display_name: body.display_name,
          enterprise_project_id: enterpriseProject,
        }),
      });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'resource-exists') return new Reply(answer, {}, 200);
      throw error;
    }
    return answer;
  },
});
