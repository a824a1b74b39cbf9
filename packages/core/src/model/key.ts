import { DomainError } from '../errors.ts';
import type { Attributes } from './secret.ts';
import type { VaultId } from './vault.ts';

export type KeyState = 'enabled' | 'disabled' | 'pending-deletion';

/** A customer key: what seals the data keys of versions. Its material is sealed by the root key. */
export interface CustomerKey {
  readonly vault: VaultId;
  /** UUID, lower case, with dashes. */
  readonly id: string;
  /** The vault's one default key, made on first need; every other key was asked for. */
  readonly isDefault: boolean;
  readonly state: KeyState;
  readonly description: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly attributes: Attributes;
  /** 256 bits of key material, sealed by the root key. */
  readonly sealedMaterial: Uint8Array;
  readonly revision: number;
}

/** @throws DomainError `key-disabled`, `key-pending-deletion` */
export function refuseUnusable(key: CustomerKey): void {
  if (key.state === 'disabled') throw new DomainError('key-disabled', key.id);
  if (key.state === 'pending-deletion') throw new DomainError('key-pending-deletion', key.id);
}
