import { updateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { invalidParameter, unsupportedOperation } from '../../errors/kms-errors.ts';
import { DOOR } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { Flag, isTrue } from '../../wire/fields.ts';
import { KeyId, customerKeyFromWire } from '../../keys/key-id.ts';
import { keyCheck } from '../../keys/key-checks.ts';

export const SetDeletionProtection = defineOperation({
  name: 'SetDeletionProtection',
  quota: 'write-key',
  input: Type.Object({
    ProtectedResourceArn: Type.Optional(KeyId),
    KeyId: Type.Optional(KeyId),
    KmsInstanceId: Type.Optional(Type.String()),
    EnableDeletionProtection: Flag,
    DeletionProtectionDescription: Type.Optional(Type.String()),
  }),
  checks: async (context, request) => [
    await keyCheck(context, 'kms:SetDeletionProtection', request.ProtectedResourceArn ?? request.KeyId ?? ''),
  ],
  async run(context, request) {
    const { ProtectedResourceArn, KeyId: keyId, KmsInstanceId, DeletionProtectionDescription = '' } = request;
    const [named, ...others] = [ProtectedResourceArn, keyId, KmsInstanceId].filter((id) => id !== undefined);
    if (named === undefined || others.length > 0)
      throw invalidParameter('', 'name exactly one of ProtectedResourceArn, KeyId and KmsInstanceId');
    if (KmsInstanceId !== undefined) throw unsupportedOperation('only keys can be protected here');
    if (ProtectedResourceArn !== undefined && !ProtectedResourceArn.startsWith('acs:kms:'))
      throw invalidParameter('ProtectedResourceArn', 'give the ARN of a key');
    const isProtected = isTrue(request.EnableDeletionProtection);
    const attributes = { dialect: DOOR, set: { protection_reason: isProtected ? DeletionProtectionDescription : '' } };
    await updateKey(context.services, await customerKeyFromWire(context, named), { isProtected, attributes });
    return {};
  },
});
