import { CURRENT, type LabelNames, labelsOf, nameOfLabel, type Secret } from '@dragoman/core';
import type { Static } from '@sinclair/typebox';

import type { SecretDetail, SecretSummary } from './schemas.ts';

/** What the control API calls the labels that every secret has, as seeds do. */
export const LABEL_NAMES: LabelNames = { current: 'CURRENT', previous: 'PREVIOUS' };

export function summaryOf(secret: Secret): Static<typeof SecretSummary> {
  return {
    vault: secret.vault,
    name: secret.name,
    id: secret.id,
    state: secret.deletionDueAt === null ? secret.state : 'deleting',
    current: secret.labels.find(({ label }) => label === CURRENT)?.versionId ?? null,
    versions: secret.versions.length,
    updated_at: isoTime(secret.updatedAt),
    deletes_at: timeOrNull(secret.deletionDueAt),
  };
}

export function detailOf(secret: Secret): Static<typeof SecretDetail> {
  const { rotation } = secret;
  return {
    ...summaryOf(secret),
    description: secret.description,
    key: secret.keyId,
    created_at: isoTime(secret.createdAt),
    created_by: secret.createdBy,
    updated_by: secret.updatedBy,
    rotates:
      rotation === null
        ? null
        : { enabled: rotation.enabled, every_ms: rotation.periodMs, next_at: timeOrNull(rotation.nextAt) },
    tags: Object.fromEntries(secret.tags.map(({ key, value }) => [key, value])),
    version_list: secret.versions.map((version) => ({
      id: version.id,
      type: version.dataType,
      labels: labelsOf(secret, version.id).map((label) => nameOfLabel(label, LABEL_NAMES)),
      created_at: isoTime(version.createdAt),
      expires_at: timeOrNull(version.expiresAt),
    })),
  };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

function timeOrNull(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}
