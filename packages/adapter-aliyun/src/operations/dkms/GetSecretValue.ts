import { Type } from '@sinclair/typebox';

import { defineInstanceOperation } from '../../dkms/operation.ts';
import { onNamedSecret, permitOpening, rejectOtherInstances } from '../../secrets/instance-secret.ts';
import { openedToWire, openNamedValue } from '../../secrets/secret-value.ts';
import { SecretName, VersionId, VersionStage } from '../../wire/fields.ts';

export const GetSecretValue = defineInstanceOperation({
  name: 'GetSecretValue',
  input: Type.Object({
    SecretName,
    VersionStage: Type.Optional(VersionStage),
    VersionId: Type.Optional(VersionId),
    FetchExtendedConfig: Type.Optional(Type.Boolean()),
  }),
  checks: onNamedSecret('GetSecretValue'),
  async run(context, request) {
    await rejectOtherInstances(context, request.SecretName);
    const opened = await openNamedValue(context, request);
    await permitOpening(context, opened);
    const { VersionStages, ...fields } = openedToWire(opened, request.FetchExtendedConfig === true);
    return { fields: { ...fields, VersionStages: VersionStages.VersionStage }, keyVersionId: null };
  },
});
