import { addressText, type DomainError, type Services, type VaultBindings, type VaultId } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { MESSAGES } from './messages.ts';

/** How many vaults are searched for what is not in the one that was asked. */
const MAX_VAULTS = 200;

interface ElsewhereParts {
  readonly services: Pick<Services, 'secrets' | 'keys'>;
  readonly bindings: VaultBindings;
}

/**
 * Where the thing is that a request did not find, in a line for whoever runs the gateway: a wrong project, region or
 * scope visibility to its client as if nothing were there. `null` where no other vault has it.
 */
export async function findElsewhere(
  { services, bindings }: ElsewhereParts,
  door: string,
  { code, subject, vault }: DomainError,
): Promise<Message | null> {
  const has = FINDERS[code];
  if (has === undefined || vault === null) return null;
  const vaults = new Set([...bindings.values(), ...(await services.secrets.vaults())]);
  for (const other of [...vaults].slice(0, MAX_VAULTS)) {
    if (other === vault || !(await has(services, other, subject))) continue;
    const addresses = addressesOf(bindings, other, door);
    return MESSAGES.elsewhere({ vault, subject, other, addresses });
  }
  return null;
}

type Finder = (services: ElsewhereParts['services'], vault: VaultId, subject: string) => Promise<boolean>;

const hasSecret: Finder = async ({ secrets }, vault, subject) =>
  ((await secrets.findByName(vault, subject)) ?? (await secrets.findById(vault, subject))) !== null;

const FINDERS: Readonly<Partial<Record<DomainError['code'], Finder>>> = {
  'secret-not-found': hasSecret,
  'key-not-found': async ({ keys }, vault, subject) => (await keys.find(vault, subject)) !== null,
  'key-alias-not-found': async ({ keys }, vault, subject) => (await keys.findByAlias(vault, subject)) !== null,
};

/** The addresses of the door that lead to the vault; those of other doors where it has none. */
function addressesOf(bindings: VaultBindings, vault: VaultId, door: string): string {
  const bound = [...bindings].flatMap(([address, to]) => (to === vault ? [address] : []));
  const own = bound.filter((address) => address.startsWith(addressText({ door, key: '' })));
  const addresses = own.length === 0 ? bound : own;
  return addresses.length === 0 ? '' : ` (${addresses.toSorted().join(', ')})`;
}
