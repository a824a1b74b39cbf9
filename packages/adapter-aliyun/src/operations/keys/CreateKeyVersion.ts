import { isKeyPair, isSymmetric, loadKey, primaryVersion, rotateKey } from '@dragoman/core';
import { VendorError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages/operations.ts';
import { defineOperation } from '../../operation.ts';
import { KeyId, keyRefFromWire, unsupportedKey } from '../../keys/key-id.ts';
import { keyAttribute, versionToWire } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

const MAX_VERSIONS = 50;

export const CreateKeyVersion = defineOperation({
  name: 'CreateKeyVersion',
  quota: 'write-key',
  rejections: { 'key-origin-rejected': [400, 'Rejected.UnsupportedOperation', 'Unsupported operation.'] },
  input: Type.Object({ KeyId }),
  checks: onKey('kms:CreateKeyVersion'),
  // Seven days must have passed since the last version at KMS, but not here: with what it rejects is documented
  // nowhere.
  async run(context, request) {
    const before = await loadKey(context.services, keyRefFromWire(context, request.KeyId));
    const inInstance = keyAttribute(before, 'instance') !== undefined;
    // A key of a software instance gets versions where it is symmetric, any other key where it is a pair.
    if (!(inInstance ? isSymmetric(before.spec) : isKeyPair(before.spec)))
      throw unsupportedKey(HELP.versionsByRotation);
    if (before.versions.length >= MAX_VERSIONS) {
      throw new VendorError(
        400,
        'Rejected.LimitExceeded',
        'The request was rejected because user create resource limit was exceeded',
        HELP.versionLimit({ limit: MAX_VERSIONS }),
      );
    }
    const key = await rotateKey(context.services, { vault: before.vault, id: before.id });
    return { KeyVersion: versionToWire(key, primaryVersion(key)) };
  },
});
