import {
  type Secret,
  type SecretValue,
  type Version,
  rejectManaged,
  rejectNotEnabled,
  rejectPendingDeletion,
  rejectUnchecked,
} from '../model/secret.ts';
import { type NewVersion, putVersion, rejectTakenId, relabel } from '../model/versioning.ts';
import type { VersioningPolicy } from '../model/versioning-policy.ts';
import { sameText } from '../sealing/compare.ts';
import type { SecretServices } from '../services.ts';
import { type ChangeTarget, type Decided, changeSecret } from './change-secret.ts';
import { keyForSealing } from './keys.ts';
import { STALE } from './retry-on-conflict.ts';
import { openVersion } from './read-value.ts';

/** A value to add to a secret. */
export interface PutVersion extends ChangeTarget {
  readonly value: SecretValue;
  /** Given by the caller; `null` lets the secret number it. */
  readonly versionId: string | null;
  /** The labels that move to the new version; `null` or none is CURRENT alone. */
  readonly labels: readonly string[] | null;
  /** Unix milliseconds. */
  readonly expiresAt: number | null;
  /**
   * What a version id that exists is answered with, when the value is the same: a rejection, or the existing version,
   * relabelled.
   */
  readonly sameVersion: 'reject' | 'accept-same-value';
  /** Looks at the secret that the value is for, once its state allows the put; throws where the value does not fit. */
  readonly check?: (secret: Secret) => void;
  readonly policy: VersioningPolicy;
}

/**
 * Adds a version.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `secret-managed`,
 * `version-exists`, `key-not-found`, `key-disabled`, `key-pending-deletion`, `label-quota-exceeded`,
 * `version-quota-exceeded`, in this
 * order; `too-many-conflicts`. With `accept-same-value` the key of the existing version is needed before it is known to
 * exist with another value.
 */
export async function putSecretVersion(
  services: SecretServices,
  request: PutVersion,
): Promise<{ secret: Secret; version: Version }> {
  let made: Version | undefined;
  const secret = await changeSecret(services, request, async (before, now) => {
    rejectPendingDeletion(before);
    rejectNotEnabled(before);
    rejectManaged(before);
    if (request.check === undefined) rejectUnchecked(before);
    else request.check(before);
    const decided =
      (await decideRepeat(services, before, request, now)) ?? (await decidePut(services, before, request, now));
    if (decided !== STALE) made = decided.version;
    return decided;
  });
  if (made === undefined) throw new Error('a put committed without a version');
  return { secret, version: made };
}

type DecidedPut = Decided & { readonly version: Version };

/**
 * A put of a version that exists with this very value keeps the value and sets the labels; `null` when it is no such
 * put.
 */
async function decideRepeat(
  services: SecretServices,
  before: Secret,
  request: PutVersion,
  now: number,
): Promise<DecidedPut | typeof STALE | null> {
  const existing = before.versions.find((version) => version.id === request.versionId);
  if (existing === undefined || request.sameVersion === 'reject') return null;
  const held = await openVersion(services, before, existing);
  if (held === null) return STALE;
  if (!sameText(held.data, request.value.data)) return null;
  return { secret: relabel(before, existing.id, request.labels ?? [], request.policy, now), version: existing };
}

/** The part of a put that other commands share: seals the value for the version that the rules make. */
export async function decidePut(
  services: SecretServices,
  before: Secret,
  request: Omit<PutVersion, keyof ChangeTarget | 'sameVersion' | 'labels' | 'check'> & Pick<NewVersion, 'labels'>,
  now: number,
): Promise<DecidedPut> {
  rejectTakenId(before, request.versionId);
  const key = await keyForSealing(services, before.vault, before.keyId);
  const wanted = {
    id: request.versionId,
    dataType: request.value.type,
    keyId: key.id,
    expiresAt: request.expiresAt,
    labels: request.labels,
  };
  const { secret, version, dropped } = putVersion(before, wanted, request.policy, now);
  const context = { vault: secret.vault, secretId: secret.id, versionId: version.id };
  const bytes = services.sealer.sealValue(key, context, request.value.data);
  return { secret, version, dropped, added: [{ versionId: version.id, bytes }] };
}
