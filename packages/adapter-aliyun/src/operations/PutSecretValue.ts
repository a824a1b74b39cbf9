import { putSecretVersion } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { requireGeneric } from '../secrets/require-type.ts';
import { versioningOf } from '../settings.ts';
import { defineOperation } from '../operation.ts';
import { SecretData, SecretDataType, SecretName, VersionId } from '../wire/fields.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { stagesFromWire, stagesToWire } from '../secrets/version-stages.ts';
import { asksToWrite, findSecretNamed, onSecret, permitWriting, writingChecks } from '../secrets/secret-checks.ts';

export const PutSecretValue = defineOperation({
  name: 'PutSecretValue',
  input: Type.Object({
    SecretName,
    VersionId,
    SecretData,
    SecretDataType: Type.Optional(SecretDataType),
    VersionStages: Type.Optional(Type.String()),
  }),
  checks: onSecret('kms:PutSecretValue'),
  async laterChecks(context, { SecretName: name }) {
    return writingChecks(context, (await findSecretNamed(context, name))?.keyId ?? null);
  },
  async run(context, request) {
    const labels = stagesFromWire(request.VersionStages);
    const ref = refFromWire(context, request.SecretName);
    const { keyId } = await requireGeneric(context, ref);
    if (asksToWrite(context, keyId)) await permitWriting(context, keyId);
    const { secret, version } = await putSecretVersion(context.services, {
      ref,
      actor: context.actor,
      value: { type: request.SecretDataType ?? 'text', data: request.SecretData },
      versionId: request.VersionId,
      labels,
      expiresAt: null,
      // Terraform repeats a put with the same version and data to set stages.
      sameVersion: 'accept-same-value',
      policy: versioningOf(context.settings),
    });
    return { SecretName: secret.name, VersionId: version.id, VersionStages: stagesToWire(secret, version.id) };
  },
});
