import { updateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { invalidParameter } from '../../errors/kms-errors.ts';
import { onInstance } from '../../instance-checks.ts';
import { changeInstance } from '../../instances/instance.ts';
import { HELP } from '../../messages/operations.ts';
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
  async checks(context, { KmsInstanceId, ProtectedResourceArn, KeyId: keyId = '' }) {
    if (KmsInstanceId !== undefined) return onInstance('kms:SetDeletionProtection')(context, { KmsInstanceId });
    return [await keyCheck(context, 'kms:SetDeletionProtection', ProtectedResourceArn ?? keyId)];
  },
  async run(context, request) {
    const { ProtectedResourceArn, KeyId: keyId, KmsInstanceId, DeletionProtectionDescription = '' } = request;
    const [named, ...others] = [ProtectedResourceArn, keyId, KmsInstanceId].filter((id) => id !== undefined);
    if (named === undefined || others.length > 0) throw invalidParameter('', HELP.oneProtected);
    if (ProtectedResourceArn !== undefined && !ProtectedResourceArn.startsWith('acs:kms:'))
      throw invalidParameter('ProtectedResourceArn', HELP.arnOfKey);
    const isProtected = isTrue(request.EnableDeletionProtection);
    const reason = isProtected ? DeletionProtectionDescription : '';
    if (KmsInstanceId !== undefined) {
      const protection = { isProtected, protectionReason: reason };
      await changeInstance(context, KmsInstanceId, (instance) => ({ ...instance, ...protection }));
      return {};
    }
    const attributes = { dialect: DOOR, set: { protection_reason: reason } };
    await updateKey(context.services, await customerKeyFromWire(context, named), { isProtected, attributes });
    return {};
  },
});
