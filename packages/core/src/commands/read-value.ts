import { type Awaitable, andThen } from '../awaitable.ts';
import type { CustomerKey } from '../model/key.ts';
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
export function readSecretValue(services: ReadServices, request: ReadValue): Awaitable<OpenedVersion> {
  return andThen(readOnce(services, request), readAgainIfStale, services, request);
}

function readOnce(services: ReadServices, request: ReadValue): Awaitable<OpenedVersion | typeof STALE> {
  return andThen(loadSecret(services, request.ref), openIn, services, request);
}

function readAgainIfStale(
  opened: OpenedVersion | typeof STALE,
  services: ReadServices,
  request: ReadValue,
): Awaitable<OpenedVersion> {
  return opened === STALE ? readAgain(services, request) : opened;
}

function readAgain(services: ReadServices, request: ReadValue): Promise<OpenedVersion> {
  return retryOnConflict(refText(request.ref), async () => readOnce(services, request));
}

function openIn(secret: Secret, services: ReadServices, request: ReadValue): Awaitable<OpenedVersion | typeof STALE> {
  const version = selectVersion(secret, request.selector);
  if (!request.allowPendingDeletion) rejectPendingDeletion(secret);
  if (!(request.allowNotEnabled ?? false)) rejectNotEnabled(secret);
  return andThen(openVersion(services, secret, version), openedOf, secret, version);
}

function openedOf(value: SecretValue | null, secret: Secret, version: Version): OpenedVersion | typeof STALE {
  return value === null ? STALE : { secret, version, value };
}

/**
 * Opens a version of a loaded secret; `null` when it rolled off since the secret was loaded.
 * @throws DomainError `key-not-found`, `key-disabled`, `key-pending-deletion`, `key-pending-import`
 */
export function openVersion(services: ReadServices, secret: Secret, version: Version): Awaitable<SecretValue | null> {
  return andThen(usableKey(services, secret.vault, version.keyId), readSealed, services, secret, version);
}

function readSealed(
  key: CustomerKey,
  { secrets, sealer }: ReadServices,
  { vault, id: secretId }: Secret,
  { id: versionId, dataType: type }: Version,
): Awaitable<SecretValue | null> {
  return andThen(secrets.readSealed(vault, secretId, versionId), (sealed) =>
    sealed === null ? null : { type, data: sealer.openValue(key, { vault, secretId, versionId }, sealed) },
  );
}
