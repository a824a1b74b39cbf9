import {
  type Secret,
  type SecretValue,
  type Version,
  rejectNotEnabled,
  rejectPendingDeletion,
} from '../model/secret.ts';
import { type VersionSelector, selectVersion } from '../model/versioning.ts';
import type { Services } from '../services.ts';
import { usableKey } from './load-key.ts';
import { type SecretRef, loadSecret, refText } from './load-secret.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';

type ReadServices = Pick<Services, 'secrets' | 'keys' | 'clock' | 'sealer'>;

/** A value to read. */
export interface ReadValue {
  readonly ref: SecretRef;
  readonly selector: VersionSelector;
  /** Whether a secret that waits for its deletion can still be read. */
  readonly allowPendingDeletion: boolean;
  /** Whether a secret that is not enabled can still be read; absent, it cannot. */
  readonly allowNotEnabled?: boolean;
}

/** A version with its value, and the secret that it belongs to. */
export interface OpenedVersion {
  readonly secret: Secret;
  readonly version: Version;
  readonly value: SecretValue;
}

/**
 * Reads one value.
 * @throws DomainError `secret-not-found`, `version-not-found`, `label-not-found`, `label-not-on-version`,
 * `secret-pending-deletion`, `secret-not-enabled`, `key-not-found`, `key-disabled`, `key-pending-deletion`,
 * `key-pending-import`, in this order
 */
export function readSecretValue(services: ReadServices, request: ReadValue): Promise<OpenedVersion> {
  return retryOnConflict(refText(request.ref), async () => {
    const secret = await loadSecret(services, request.ref);
    const version = selectVersion(secret, request.selector);
    if (!request.allowPendingDeletion) rejectPendingDeletion(secret);
    if (!(request.allowNotEnabled ?? false)) rejectNotEnabled(secret);
    const value = await openVersion(services, secret, version);
    return value === null ? STALE : { secret, version, value };
  });
}

/**
 * Opens a version of a loaded secret; `null` when it rolled off since the secret was loaded.
 * @throws DomainError `key-not-found`, `key-disabled`, `key-pending-deletion`, `key-pending-import`
 */
export async function openVersion(
  services: Pick<Services, 'secrets' | 'keys' | 'clock' | 'sealer'>,
  secret: Secret,
  version: Version,
): Promise<SecretValue | null> {
  const key = await usableKey(services, secret.vault, version.keyId);
  const sealed = await services.secrets.readSealed(secret.vault, secret.id, version.id);
  if (sealed === null) return null;
  const context = { vault: secret.vault, secretId: secret.id, versionId: version.id };
  return { type: version.dataType, data: services.sealer.openValue(key, context, sealed) };
}
