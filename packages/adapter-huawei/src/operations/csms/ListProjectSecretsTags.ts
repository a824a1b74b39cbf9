import { listSecretsByName } from '@dragoman/core';
import { byCodePoint } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { onSecrets } from '../../permissions/secret-checks.ts';

/** Every key in the project with the different values that it has, both in alphabetical order. */
export const ListProjectSecretsTags = defineOperation({
  ...CSMS_NESTED,
  name: 'ListProjectSecretsTags',
  checks: onSecrets('csms:secret:listTags'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/tags' }],
  input: Type.Object({}),
  async run({ services, vault }) {
    const { secrets } = await listSecretsByName(services, vault, {
      after: null,
      limit: Infinity,
      where: ({ tags }) => tags.length > 0,
    });
    const valuesByKey = new Map<string, Set<string>>();
    for (const { key, value } of secrets.flatMap(({ tags }) => tags)) {
      valuesByKey.set(key, (valuesByKey.get(key) ?? new Set()).add(value));
    }
    const keys = [...valuesByKey].sort(([left], [right]) => byCodePoint(left, right));
    return { tags: keys.map(([key, values]) => ({ key, values: [...values].sort(byCodePoint) })) };
  },
});
