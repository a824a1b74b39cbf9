import { type Secret, labelFromName, labelPlacement } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { LABEL_NAMES } from '../names.ts';
import { secretPath } from './secret.ts';

/** The stage of a secret that a path names. */
export const stagePath = { ...secretPath, stage_name: Type.String() };

/** The label that this dialect calls `name`. */
export function labelOf(name: string): string {
  return labelFromName(name, LABEL_NAMES);
}

/** A stage and where it is. @throws DomainError `label-not-found` */
export function stageToWire(secret: Secret, name: string): object {
  const placement = labelPlacement(secret, labelOf(name));
  return { name, update_time: placement.movedAt, secret_name: secret.name, version_id: placement.versionId };
}
