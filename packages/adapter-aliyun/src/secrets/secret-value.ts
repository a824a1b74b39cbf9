import {
  CURRENT,
  type OpenedVersion,
  type VersionSelector,
  labelFromName,
  loadSecret,
  readSecretValue,
} from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { managedToWire, extendedConfigToWire } from './rotation.ts';
import { MANAGED } from './managed-types.ts';
import { GENERIC, LABEL_NAMES } from '../names.ts';
import type { AliyunContext } from '../operation.ts';
import { Flag, SecretName, VersionId, VersionStage, isTrue, isoTime } from '../wire/fields.ts';
import { isManaged, typeOf } from './secret-attributes.ts';
import { asksToRead, permitReading } from './secret-checks.ts';
import { refFromWire } from './secret-name.ts';
import { stagesToWire } from './version-stages.ts';

/** Which value is asked for, alone or among others. */
export const ValueRequest = Type.Object({
  SecretName,
  VersionStage: Type.Optional(VersionStage),
  VersionId: Type.Optional(VersionId),
  // Of managed secrets; a generic one has no extended configuration.
  FetchExtendedConfig: Type.Optional(Flag),
});

/** Reads the value that is asked for. @throws DomainError */
export async function valueToWire(context: AliyunContext, request: Static<typeof ValueRequest>) {
  const ref = refFromWire(context, request.SecretName);
  // The version of a managed secret is the service's own affair: one that is named is not looked at.
  const ignoresVersion = request.VersionId !== undefined && isManaged(await loadSecret(context.services, ref));
  const opened = await readSecretValue(context.services, {
    ref,
    selector: selectorFromWire(ignoresVersion ? undefined : request.VersionId, request.VersionStage),
    allowPendingDeletion: context.settings.read_in_delete_window,
  });
  const { secret, version, value } = opened;
  if (asksToRead(context, secret)) await permitReading(context, secret, version.keyId);
  return {
    SecretName: secret.name,
    SecretType: typeOf(secret),
    VersionId: version.id,
    SecretData: dataToWire(opened),
    SecretDataType: value.type,
    CreateTime: isoTime(version.createdAt),
    VersionStages: stagesToWire(secret, version.id),
    ExtendedConfig: isTrue(request.FetchExtendedConfig) ? extendedConfigToWire(secret) : undefined,
    ...managedToWire(secret),
  };
}

function dataToWire({ secret, version, value }: OpenedVersion): string {
  const type = typeOf(secret);
  return type === GENERIC ? value.data : MANAGED[type].toWire(value.data, version);
}

/** A version that is named must also carry the stage, if one is named with it. */
function selectorFromWire(versionId: string | undefined, stage: string | undefined): VersionSelector {
  const label = stage === undefined ? null : labelFromName(stage, LABEL_NAMES);
  return versionId === undefined ? { label: label ?? CURRENT } : { versionId, label };
}
