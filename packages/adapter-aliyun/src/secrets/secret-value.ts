import {
  andThen,
  type Awaitable,
  CURRENT,
  type OpenedVersion,
  type SecretRef,
  type VersionSelector,
  labelFromName,
  loadSecret,
  readSecretValue,
} from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { managedToWire, extendedConfigToWire } from './rotation.ts';
import { MANAGED } from './managed-types.ts';
import { GENERIC, LABEL_NAMES } from '../names.ts';
import type { TenantContext } from '../auth/tenant.ts';
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
export function valueToWire(context: AliyunContext, request: Static<typeof ValueRequest>) {
  const showsConfig = isTrue(request.FetchExtendedConfig);
  return andThen(openNamedValue(context, request), (found) => {
    const { secret, version } = found;
    if (!asksToRead(context, secret)) return openedToWire(found, showsConfig);
    return permitReading(context, secret, version.keyId).then(() => openedToWire(found, showsConfig));
  });
}

/** The value that a request names, whoever asks. @throws DomainError */
export function openNamedValue(
  context: TenantContext & Pick<AliyunContext, 'services' | 'settings'>,
  request: Pick<Static<typeof ValueRequest>, 'SecretName' | 'VersionId' | 'VersionStage'>,
): Awaitable<OpenedVersion> {
  const { services, settings } = context;
  const ref = refFromWire(context, request.SecretName);
  return andThen(versionNamed(services, ref, request.VersionId), (versionId) =>
    readSecretValue(services, {
      ref,
      selector: selectorFromWire(versionId, request.VersionStage),
      allowPendingDeletion: settings.read_in_delete_window,
    }),
  );
}

/** The version of a managed secret is the service's own affair: one that is named is not looked at. */
function versionNamed(
  services: AliyunContext['services'],
  ref: SecretRef,
  versionId: string | undefined,
): Awaitable<string | undefined> {
  if (versionId === undefined) return undefined;
  return andThen(loadSecret(services, ref), (secret) => (isManaged(secret) ? undefined : versionId));
}

export function openedToWire(opened: OpenedVersion, showsConfig: boolean) {
  const { secret, version, value } = opened;
  return {
    SecretName: secret.name,
    SecretType: typeOf(secret),
    VersionId: version.id,
    SecretData: dataToWire(opened),
    SecretDataType: value.type,
    CreateTime: isoTime(version.createdAt),
    VersionStages: stagesToWire(secret, version.id),
    ExtendedConfig: showsConfig ? extendedConfigToWire(secret) : undefined,
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
