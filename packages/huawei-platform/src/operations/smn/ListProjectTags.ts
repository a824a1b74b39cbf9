import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { topicsOf } from '../../wire/smn/topic.ts';
import { SMN } from './define.ts';
import { onProject } from '../checks.ts';

/** The tags of all topics of the project, each key with its values. */
export const ListProjectTags = defineOperation({
  ...SMN,
  name: 'SMN:ListProjectTags',
  checks: onProject('smn:tag:list'),
  routes: [{ method: 'GET', path: '/v2/{project_id}/smn_topic/tags' }],
  input: Type.Object({}),
  async run(context) {
    const { resources } = await topicsOf(context, { offset: 0, limit: Infinity });
    const values = new Map<string, Set<string>>();
    for (const { key, value } of resources.flatMap(({ body }) => body.tags))
      values.set(key, (values.get(key) ?? new Set()).add(value));
    return { tags: [...values].map(([key, found]) => ({ key, values: [...found] })) };
  },
});
