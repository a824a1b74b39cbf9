import { DomainError } from '../errors.ts';
import type { KeyAlias } from '../model/key.ts';
import type { VaultId } from '../model/vault.ts';
import type { KeyPage } from '../ports/key-store.ts';
import type { Services } from '../services.ts';
import { type KeyRef, loadKey } from './load-key.ts';

type AliasServices = Pick<Services, 'keys' | 'clock'>;

/** An alias to make or to move, and the key that it is to lead to. */
export interface AliasTarget {
  readonly name: string;
  readonly key: KeyRef;
}

/**
 * @throws DomainError `key-not-found`, `key-alias-not-found` (of the key), `key-pending-deletion`, `key-alias-exists`,
 * in this order
 */
export async function createKeyAlias(services: AliasServices, target: AliasTarget): Promise<KeyAlias> {
  const alias = await aliasFor(services, target);
  await services.keys.removeDue(alias.createdAt);
  const outcome = await services.keys.insertAlias(alias);
  if (outcome === 'alias-taken') throw new DomainError('key-alias-exists', alias.name);
  if (outcome === 'key-missing') throw new DomainError('key-not-found', alias.keyId);
  return alias;
}

/**
 * Lets an alias lead to another key. @throws DomainError `key-not-found`, `key-pending-deletion`,
 * `key-alias-not-found`, in this order
 */
export async function moveKeyAlias(services: AliasServices, target: AliasTarget): Promise<void> {
  const alias = await aliasFor(services, target);
  await services.keys.removeDue(alias.updatedAt);
  const outcome = await services.keys.moveAlias(alias);
  if (outcome === 'alias-missing') throw new DomainError('key-alias-not-found', alias.name);
  if (outcome === 'key-missing') throw new DomainError('key-not-found', alias.keyId);
}

/** @throws DomainError `key-alias-not-found` */
export async function deleteKeyAlias(services: AliasServices, vault: VaultId, name: string): Promise<void> {
  await services.keys.removeDue(services.clock.now());
  if ((await services.keys.removeAlias(vault, name)) === 'alias-missing')
    throw new DomainError('key-alias-not-found', name);
}

/**
 * Aliases in the order of their names, of one key or, with `null`, of the vault; and how many there are on all pages
 * together.
 */
export async function listKeyAliases(
  services: AliasServices,
  vault: VaultId,
  keyId: string | null,
  page: KeyPage,
): Promise<{ readonly aliases: readonly KeyAlias[]; readonly total: number }> {
  await services.keys.removeDue(services.clock.now());
  return {
    aliases: await services.keys.listAliases(vault, keyId, page),
    total: await services.keys.countAliases(vault, keyId),
  };
}

async function aliasFor(services: AliasServices, { name, key: ref }: AliasTarget): Promise<KeyAlias> {
  const key = await loadKey(services, ref);
  if (key.state === 'pending-deletion') throw new DomainError('key-pending-deletion', key.id);
  const now = services.clock.now();
  return { vault: key.vault, name, keyId: key.id, createdAt: now, updatedAt: now };
}
