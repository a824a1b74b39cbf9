import { withTags } from '@dragoman/core';
import { withoutKeys } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { MAX_TAGS, changeTags, secretIdPath, tagField } from '../../wire/csms/tags.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

const Body = Type.Object({
  action: Type.Union([Type.Literal('create'), Type.Literal('delete')]),
  tags: Type.Array(tagField, { minItems: 1, maxItems: MAX_TAGS }),
  sequence: Type.Optional(Type.String({ maxLength: 36 })),
});

/** Sets tags, or takes them away by their keys, whatever values are given with these. */
export const BatchCreateOrDeleteTags = defineOperation({
  ...CSMS_NESTED,
  name: 'BatchCreateOrDeleteTags',
  checks: onSecretId('csms:secret:batchCreateOrDeleteTags'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/csms/{secret_id}/tags/action' }],
  success: 204,
  body: 'required',
  input: Type.Object({ path: Type.Object(secretIdPath), body: Body }),
  async run(context, { path, body }) {
    await changeTags(context, path.secret_id, (tags) =>
      body.action === 'create'
        ? withTags(tags, body.tags, MAX_TAGS)
        : withoutKeys(
            tags,
            body.tags.map(({ key }) => key),
          ),
    );
  },
});
