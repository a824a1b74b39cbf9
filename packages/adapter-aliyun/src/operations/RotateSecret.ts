import { DomainError, rotateSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { requireManaged } from '../secrets/require-type.ts';
import { defineOperation } from '../operation.ts';
import { SecretName, VersionId } from '../wire/fields.ts';
import { namedArn, refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const RotateSecret = defineOperation({
  name: 'RotateSecret',
  quota: 'rotate-secret',
  input: Type.Object({ SecretName, VersionId }),
  checks: onSecret('kms:RotateSecret'),
  // A version that is there already is documented to be left alone, with success.
  async run(context, request) {
    const ref = refFromWire(context, request.SecretName);
    const { name } = await requireManaged(context, ref);
    try {
      await rotateSecret(context.services, { ref, actor: context.actor, versionId: request.VersionId });
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'version-exists')) throw error;
    }
    return { Arn: namedArn(context, request.SecretName, name), SecretName: name, VersionId: request.VersionId };
  },
});
