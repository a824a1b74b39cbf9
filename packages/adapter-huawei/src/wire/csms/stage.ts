import { DomainError, type Secret, labelFromName, labelPlacement, moveSecretLabel } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { csmsError } from '../../errors/csms.ts';
import { HELP } from '../../messages.ts';
import { LABEL_NAMES, NUMBERED_VERSION_PATTERN, versioning } from '../../names.ts';
import type { HuaweiContext } from '../../operation.ts';
import { secretPath } from './secret.ts';
import { type Times, timeToWire } from './time.ts';

/** The stage of a secret that a path names. */
export const stagePath = { ...secretPath, stage_name: Type.String() };

/** The label that this dialect calls `name`. */
export function labelOf(name: string): string {
  return labelFromName(name, LABEL_NAMES);
}

/**
 * Creates the stage or moves it. A version id of another door's making is taken where the version exists.
 * @throws DomainError, VendorError for a version id that names no version here and that this service could not have
 * made
 */
export async function moveStage(
  { services, settings, vault, actor }: HuaweiContext,
  secretName: string,
  stageName: string,
  versionId: string,
): Promise<object> {
  const move = { label: labelOf(stageName), to: versionId, from: null, policy: versioning(settings) };
  const secret = await moveSecretLabel(services, { ref: { vault, name: secretName }, actor, ...move }).catch(
    (error: unknown) => {
      throw isWrongForm(error) ? csmsError('parameter', HELP.noVersionId({ subject: error.subject })) : error;
    },
  );
  return stageToWire(secret, stageName, settings);
}

function isWrongForm(error: unknown): error is DomainError {
  return (
    error instanceof DomainError &&
    error.code === 'version-not-found' &&
    !new RegExp(NUMBERED_VERSION_PATTERN).test(error.subject)
  );
}

/** A stage and where it is. @throws DomainError `label-not-found` */
export function stageToWire(secret: Secret, name: string, settings: Times): object {
  const placement = labelPlacement(secret, labelOf(name));
  return {
    name,
    update_time: timeToWire(placement.movedAt, settings),
    secret_name: secret.name,
    version_id: placement.versionId,
  };
}
