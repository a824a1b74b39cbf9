import { loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { managedToWire, extendedConfigToWire } from '../secrets/rotation.ts';
import { defineOperation } from '../operation.ts';
import { Flag, SecretName, isTrue, isoTime } from '../wire/fields.ts';
import { instanceIdOf, typeOf } from '../secrets/secret-attributes.ts';
import { namedArn, refFromWire } from '../secrets/secret-name.ts';
import { tagsToWire } from '../wire/tags.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const DescribeSecret = defineOperation({
  name: 'DescribeSecret',
  quota: 'read-secret',
  input: Type.Object({ SecretName, FetchTags: Type.Optional(Flag) }),
  checks: onSecret('kms:DescribeSecret'),
  async run(context, request) {
    const secret = await loadSecret(context.services, refFromWire(context, request.SecretName));
    return {
      Arn: namedArn(context, request.SecretName, secret.name),
      SecretName: secret.name,
      SecretType: typeOf(secret),
      Description: secret.description ?? '',
      // Left out where the service's own key protects the secret.
      EncryptionKeyId: secret.keyId ?? undefined,
      CreateTime: isoTime(secret.createdAt),
      UpdateTime: isoTime(secret.updatedAt),
      PlannedDeleteTime: secret.deletionDueAt === null ? undefined : isoTime(secret.deletionDueAt),
      DKMSInstanceId: instanceIdOf(secret) ?? undefined,
      ExtendedConfig: extendedConfigToWire(secret),
      ...managedToWire(secret),
      Tags: isTrue(request.FetchTags) ? tagsToWire(secret.tags) : undefined,
    };
  },
});
