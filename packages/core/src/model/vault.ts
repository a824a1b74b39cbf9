/** Names a vault: the unit that isolates data. */
export type VaultId = string;

/**
 * Where a request came in: the door, and what its dialect addresses data by (a project, an account and region, a
 * scope).
 */
export interface TenantAddress {
  readonly door: string;
  readonly key: string;
}

/** Addresses that share a vault with others; one that is bound to nothing has a vault of its own. */
export type VaultBindings = ReadonlyMap<string, VaultId>;

/** The one text form of an address, unique across doors. */
export function addressText(address: TenantAddress): string {
  return `${address.door}:${address.key}`;
}

/** The vault that an address leads to. An unbound address names its own vault, so two never share by accident. */
export function vaultOf(bindings: VaultBindings, address: TenantAddress): VaultId {
  const text = addressText(address);
  return bindings.get(text) ?? text;
}
