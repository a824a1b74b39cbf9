import type { TenantAddress } from './vault.ts';
import type { Attributes } from './secret.ts';

/** How an identity proves itself. */
export type AccessCredentialKind = 'access-key' | 'password' | 'totp' | 'token' | 'app' | 'user-token';

/** Who a request is made by. */
export interface Identity {
  readonly id: string;
  /** The name that doors show as the creator or the user. */
  readonly name: string;
  /** Where the identity may work; `any` is everywhere. */
  readonly addresses: 'any' | readonly TenantAddress[];
  /** What one dialect knows of the identity (account, domain, projects), under the dialect's name. */
  readonly attributes: Attributes;
}

/** One proof of an identity as a store holds it. */
export interface AccessCredential {
  readonly identityId: string;
  readonly kind: AccessCredentialKind;
  /**
   * What a request shows to be found by: the access key id, `domain/user`, the user's id (of a `totp`), the app code,
   * or the SHA-256 of a token.
   */
  readonly lookup: string;
  /** The secret part, sealed by the root key; `null` where knowing the lookup is enough. */
  readonly sealedSecret: Uint8Array | null;
  /** Unix milliseconds; `null` never expires. */
  readonly expiresAt: number | null;
  readonly attributes: Attributes;
}

/** Whether the identity may work at the address. */
export function mayUse(identity: Identity, address: TenantAddress): boolean {
  const { door, key } = address;
  return identity.addresses === 'any' || identity.addresses.some((own) => own.key === key && own.door === door);
}
