import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { versionToWire } from '../../keys/key-metadata.ts';
import { pageFromWire, pageToWire, paging } from '../../wire/paging.ts';
import { onKey } from '../../keys/key-checks.ts';

const PAGE_SIZE = 10;

export const ListKeyVersions = defineOperation({
  name: 'ListKeyVersions',
  quota: 'read-key',
  input: Type.Object({ KeyId, ...paging }),
  checks: onKey('kms:ListKeyVersions'),
  async run(context, request) {
    const key = await loadKey(context.services, keyRefFromWire(context, request.KeyId));
    const page = pageFromWire(request, PAGE_SIZE);
    const listed = key.versions.slice(page.offset, page.offset + page.size);
    return {
      KeyVersions: { KeyVersion: listed.map((version) => versionToWire(key, version)) },
      ...pageToWire(page, key.versions.length),
    };
  },
});
