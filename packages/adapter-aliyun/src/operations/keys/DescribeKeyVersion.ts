import { keyVersionById, loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { versionToWire } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const DescribeKeyVersion = defineOperation({
  name: 'DescribeKeyVersion',
  quota: 'read-key',
  input: Type.Object({ KeyId, KeyVersionId: Type.String() }),
  checks: onKey('kms:DescribeKeyVersion'),
  async run(context, request) {
    const key = await loadKey(context.services, keyRefFromWire(context, request.KeyId));
    return { KeyVersion: versionToWire(key, keyVersionById(key, request.KeyVersionId)) };
  },
});
