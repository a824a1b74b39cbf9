import type { CustomerKey } from '../model/key.ts';
import { keyAsOf } from '../model/key-states.ts';
import type { VaultId } from '../model/vault.ts';
import type { KeyPage } from '../ports/key-store.ts';
import type { Services } from '../services.ts';

type ListServices = Pick<Services, 'keys' | 'clock'>;

/** How many keys a filtered list reads at a time. */
const SCAN_BATCH = 500;

/**
 * Keys in the order of their creation, the default one among them, as they are at this time; `where` picks among them
 * before the offset counts. `total` is how many there are on all pages together.
 */
export async function listKeys(
  services: ListServices,
  vault: VaultId,
  request: KeyPage & { readonly where?: (key: CustomerKey) => boolean },
): Promise<{ readonly keys: readonly CustomerKey[]; readonly total: number }> {
  const { offset, limit, where } = request;
  await services.keys.removeDue(services.clock.now());
  if (where === undefined) {
    const keys = await services.keys.list(vault, { offset, limit });
    return { keys: present(services, keys), total: await services.keys.count(vault) };
  }
  const matching: CustomerKey[] = [];
  for (let from = 0; ; from += SCAN_BATCH) {
    const batch = await services.keys.list(vault, { offset: from, limit: SCAN_BATCH });
    matching.push(...present(services, batch).filter(where));
    if (batch.length < SCAN_BATCH) break;
  }
  return { keys: matching.slice(offset, offset + limit), total: matching.length };
}

function present(services: ListServices, keys: readonly CustomerKey[]): CustomerKey[] {
  const now = services.clock.now();
  return keys.map((key) => keyAsOf(key, now)).filter((key) => key !== null);
}
