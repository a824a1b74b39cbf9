import { CURRENT, type VersionSelector, labelFromName, readSecretValue } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { GENERIC, LABEL_NAMES } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { Flag, SecretName, VersionId, VersionStage, isoTime } from '../wire/fields.ts';
import { refFromWire } from '../wire/secret-name.ts';
import { stagesToWire } from '../wire/version-stages.ts';

export const GetSecretValue = defineOperation({
  name: 'GetSecretValue',
  takesDryRun: true,
  input: Type.Object({
    SecretName,
    VersionStage: Type.Optional(VersionStage),
    VersionId: Type.Optional(VersionId),
    // A generic secret has no extended configuration to fetch.
    FetchExtendedConfig: Type.Optional(Flag),
    DryRun: Type.Optional(Flag),
  }),
  async run(context, request) {
    const { secret, version, value } = await readSecretValue(context.services, {
      ref: refFromWire(context, request.SecretName),
      selector: selectorFromWire(request.VersionId, request.VersionStage),
      allowPendingDeletion: context.settings.read_in_delete_window,
    });
    return {
      SecretName: secret.name,
      SecretType: GENERIC,
      VersionId: version.id,
      SecretData: value.data,
      SecretDataType: value.type,
      CreateTime: isoTime(version.createdAt),
      VersionStages: stagesToWire(secret, version.id),
    };
  },
});

/** A version that is named must also carry the stage, if one is named with it. */
function selectorFromWire(versionId: string | undefined, stage: string | undefined): VersionSelector {
  const label = stage === undefined ? null : labelFromName(stage, LABEL_NAMES);
  return versionId === undefined ? { label: label ?? CURRENT } : { versionId, label };
}
