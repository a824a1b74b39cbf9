import type { VaultBindings } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import { developmentBindings } from './development.ts';
import type { EnvironmentSettings } from './settings.ts';

/**
 * Configured vaults beside the documented addresses, which may be bound elsewhere. @throws ConfigError when two
 * vaults claim one address
 */
export function configuredBindings(settings: Pick<EnvironmentSettings, 'vaults'>): VaultBindings {
  const bound = new Map(developmentBindings);
  const named = new Map<string, string>();
  for (const [vault, addresses] of Object.entries(settings.vaults)) {
    for (const address of addresses) {
      const other = named.get(address);
      if (other !== undefined)
        throw new ConfigError(`vaults.${vault} = "${address}" is bound to ${other} too: name each address once`);
      named.set(address, vault);
      bound.set(address, vault);
    }
  }
  return bound;
}
