import { listKeys } from '@dragoman/core';
import { byCodePoint } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KMS } from './define.ts';
import { onProject } from '@dragoman/huawei-platform';

/** Every key of a tag in the project with the different values that it has, both in alphabetical order. */
export const ListKmsTags = defineOperation({
  ...KMS,
  name: 'KMS:ListKmsTags',
  checks: onProject('kms:cmk:listTags'),
  routes: [{ method: 'GET', path: '/v1.0/{project_id}/kms/tags' }],
  body: 'ignored',
  input: Type.Object({}),
  async run({ services, vault }) {
    const { keys } = await listKeys(services, vault, {
      offset: 0,
      limit: Infinity,
      where: ({ tags }) => tags.length > 0,
    });
    const valuesByKey = new Map<string, Set<string>>();
    for (const { key, value } of keys.flatMap(({ tags }) => tags)) {
      valuesByKey.set(key, (valuesByKey.get(key) ?? new Set()).add(value));
    }
    const sorted = [...valuesByKey].sort(([left], [right]) => byCodePoint(left, right));
    return { tags: sorted.map(([key, values]) => ({ key, values: [...values].sort(byCodePoint) })) };
  },
});
