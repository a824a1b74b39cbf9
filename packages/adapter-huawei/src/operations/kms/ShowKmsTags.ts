import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyIdPath } from '../../wire/kms/input.ts';
import { tagsToWire } from '../../wire/csms/tags.ts';
import { KMS } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const ShowKmsTags = defineOperation({
  ...KMS,
  name: 'KMS:ShowKmsTags',
  checks: onKey('kms:cmk:listTags'),
  routes: [{ method: 'GET', path: '/v1.0/{project_id}/kms/{key_id}/tags' }],
  body: 'ignored',
  input: Type.Object({ path: keyIdPath }),
  async run({ services, vault }, { path }) {
    const { tags } = await loadKey(services, { vault, id: path.key_id });
    return { tags: tagsToWire(tags), existTagsNum: tags.length };
  },
});
