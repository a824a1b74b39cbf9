import { newMaterial } from '../crypto/material.ts';
import { DomainError } from '../errors.ts';
import { type CustomerKey, rejectUnusable } from '../model/key.ts';
import { isRotationDue, nextOrdinal, withNewVersion, withRotation } from '../model/key-rotation.ts';
import type { Services } from '../services.ts';
import { changeKey } from './change-key.ts';
import type { KeyRef } from './load-key.ts';

type RotateServices = Pick<Services, 'keys' | 'ids' | 'clock' | 'sealer'>;

/**
 * Turns rotation on or off; `intervalMs` stays as it was where it is `null`.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-disabled`, `key-pending-deletion`,
 * `key-pending-import`, `key-operation-unsupported` (no symmetric key), `key-origin-rejected`, `key-input-invalid` (on,
 * without an interval), in this order
 */
export async function setKeyRotation(
  services: Pick<Services, 'keys' | 'clock'>,
  ref: KeyRef,
  rotation: { readonly enabled: boolean; readonly intervalMs: number | null },
): Promise<CustomerKey> {
  return changeKey(services, ref, (key) => withRotation(key, rotation));
}

/**
 * Makes a new version at once, the primary from now on; of any sort of key.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-disabled`, `key-pending-deletion`,
 * `key-pending-import`, `key-origin-rejected`
 */
export async function rotateKey(services: RotateServices, ref: KeyRef): Promise<CustomerKey> {
  return changeKey(services, ref, async (key, now) => {
    rejectUnusable(key);
    if (key.origin !== 'service') throw new DomainError('key-origin-rejected', key.id);
    return withGeneratedVersion(services, key, now);
  });
}

/**
 * Does what is due, for a scheduler: removes keys whose deletion fell due, drops expired material, rotates.
 * @param limit how many keys to rotate or strip at most
 * @returns how many keys were removed, and those that were changed
 */
export async function runDueKeys(
  services: RotateServices,
  limit: number,
): Promise<{ readonly removed: number; readonly changed: readonly CustomerKey[] }> {
  const now = services.clock.now();
  const removed = await services.keys.removeDue(now);
  const changed: CustomerKey[] = [];
  for (const { vault, id } of await services.keys.listDue(now, limit)) {
    const key = await runDueKey(services, { vault, id });
    if (key !== null) changed.push(key);
  }
  return { removed, changed };
}

/** `null` where the key went away meanwhile. */
async function runDueKey(services: RotateServices, ref: KeyRef): Promise<CustomerKey | null> {
  try {
    return await changeKey(services, ref, (key, now) =>
      isRotationDue(key, now) ? withGeneratedVersion(services, key, now) : key,
    );
  } catch (error) {
    if (error instanceof DomainError && error.code === 'key-not-found') return null;
    throw error;
  }
}

async function withGeneratedVersion(services: RotateServices, key: CustomerKey, now: number): Promise<CustomerKey> {
  const version = { vault: key.vault, id: key.id, ordinal: nextOrdinal(key) };
  const sealedMaterial = services.sealer.sealMaterial(
    version,
    await newMaterial(key.spec, (length) => services.ids.bytes(length)),
  );
  return withNewVersion(key, { id: services.ids.uuid(), sealedMaterial }, now);
}
