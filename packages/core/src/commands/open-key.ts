import { DomainError } from '../errors.ts';
import { type CustomerKey, type KeyVersion, keyVersionById, primaryVersion, rejectUnusable } from '../model/key.ts';
import type { KeyUsage } from '../model/key-spec.ts';
import type { Services } from '../services.ts';
import { type KeyRef, loadKey } from './load-key.ts';

/** What commands that work with a key need. */
export type UseServices = Pick<Services, 'keys' | 'clock' | 'sealer'>;

/** Which key is to work, and by which version; without one, by its primary. */
export interface KeyUse {
  readonly ref: KeyRef;
  readonly versionId?: string;
}

/** A key at work, opened. */
export interface OpenKey {
  readonly key: CustomerKey;
  readonly version: KeyVersion;
  readonly material: Buffer;
}

/** Who did the work; part of every answer. */
export type OpenedBy = Pick<OpenKey, 'key' | 'version'>;

/** The longest thing that a key works on, in bytes. */
const MAX_INPUT_BYTES = 65_536;

/**
 * Opens a key for a use.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-version-not-found`, `key-disabled`,
 * `key-pending-deletion`, `key-pending-import`, `key-operation-unsupported` where it is for another use, in this order
 */
export async function loadOpenKey(
  services: UseServices,
  { ref, versionId }: KeyUse,
  usage: KeyUsage,
): Promise<OpenKey> {
  const key = await loadKey(services, ref);
  const version = versionId === undefined ? primaryVersion(key) : keyVersionById(key, versionId);
  return openKeyVersion(services, key, version, usage);
}

/** @throws DomainError `key-disabled`, `key-pending-deletion`, `key-pending-import`, `key-operation-unsupported` */
export function openKeyVersion(services: UseServices, key: CustomerKey, version: KeyVersion, usage: KeyUsage): OpenKey {
  rejectUnusable(key);
  if (key.usage !== usage) throw new DomainError('key-operation-unsupported', key.id);
  return { key, version, material: services.sealer.openMaterial(key, version) };
}

/** @throws DomainError `key-input-invalid` */
export function rejectTooLong(key: CustomerKey, input: Uint8Array): void {
  if (input.length > MAX_INPUT_BYTES) throw new DomainError('key-input-invalid', key.id);
}
