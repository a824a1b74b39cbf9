import { CURRENT, type Secret, type Version, type VersionSelector, labelsOf, nameOfLabel } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { LABEL_NAMES, LATEST } from '../../names.ts';
import type { HuaweiSettings } from '../../settings.ts';
import { type Times, timeToWire } from './time.ts';

/** When a version expires, in milliseconds: the documents say seconds, their examples and Terraform say otherwise. */
export const expireTimeField = Type.Integer({ minimum: 0, maximum: 9_999_999_999_999 });

/** The service keeps whole seconds (Terraform's page of csms_secret: the last three digits are dropped). */
export function expireTimeFromWire(time: number | undefined): number | null {
  return time === undefined ? null : time - (time % 1_000);
}

/** A version without its value. */
export function versionToWire(secret: Secret, version: Version, settings: Times): object {
  return {
    id: version.id,
    create_time: timeToWire(version.createdAt, settings),
    expire_time: version.expiresAt,
    kms_key_id: version.keyId,
    secret_name: secret.name,
    version_stages: labelsOf(secret, version.id).map((label) => nameOfLabel(label, LABEL_NAMES)),
  };
}

/** The version that a path names. */
export function selectorOf(versionId: string, latest: HuaweiSettings['latest']): VersionSelector {
  if (versionId !== LATEST) return { versionId, label: null };
  return latest === 'newest' ? 'newest' : { label: CURRENT };
}
