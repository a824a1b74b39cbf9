import { listKeys } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyFilterFromWire } from '../../keys/key-filters.ts';
import { keyArn } from '../../keys/key-id.ts';
import { pageFromWire, pageToWire, paging } from '../../wire/paging.ts';
import { onEvery } from '../../keys/key-checks.ts';

const PAGE_SIZE = 10;

export const ListKeys = defineOperation({
  name: 'ListKeys',
  quota: 'read-key',
  input: Type.Object({ ...paging, Filters: Type.Optional(Type.String()) }),
  checks: onEvery('kms:ListKeys', 'key'),
  async run(context, request) {
    const page = pageFromWire(request, PAGE_SIZE);
    const where = await keyFilterFromWire(context, request.Filters);
    const { keys, total } = await listKeys(context.services, context.vault, {
      offset: page.offset,
      limit: page.size,
      ...(where !== undefined && { where }),
    });
    return {
      Keys: { Key: keys.map((key) => ({ KeyId: key.id, KeyArn: keyArn(context, key) })) },
      ...pageToWire(page, total),
    };
  },
});
