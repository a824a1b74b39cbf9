import { CURRENT, type VersionSelector, labelFromName, readSecretValue } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { GENERIC, LABEL_NAMES } from '../names.ts';
import type { AliyunContext } from '../operation.ts';
import { Flag, SecretName, VersionId, VersionStage, isoTime } from './fields.ts';
import { refFromWire } from './secret-name.ts';
import { stagesToWire } from './version-stages.ts';

/** Which value is asked for, alone or among others. */
export const ValueRequest = Type.Object({
  SecretName,
  VersionStage: Type.Optional(VersionStage),
  VersionId: Type.Optional(VersionId),
  // A generic secret has no extended configuration to fetch.
  FetchExtendedConfig: Type.Optional(Flag),
});

/** Reads the value that is asked for. @throws DomainError */
export async function valueToWire(context: AliyunContext, request: Static<typeof ValueRequest>) {
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
}

/** A version that is named must also carry the stage, if one is named with it. */
function selectorFromWire(versionId: string | undefined, stage: string | undefined): VersionSelector {
  const label = stage === undefined ? null : labelFromName(stage, LABEL_NAMES);
  return versionId === undefined ? { label: label ?? CURRENT } : { versionId, label };
}
