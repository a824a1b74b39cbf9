import type { Inventory, InventorySecret, InventoryVersion } from '../model/inventory.ts';
import { fingerprintOf } from '../values/fingerprint.ts';
import { traitsOf } from '../values/value-traits.ts';
import type { OpenedSources } from './merge.ts';

/**
 * The inventory with the traits of every value that a source has, each of which is read once.
 * @param key of the plan, where fingerprints are kept too
 * @throws ConfigError
 */
export async function withTraits({ inventory, values, hasValue }: OpenedSources, key?: Uint8Array): Promise<Inventory> {
  const secrets: InventorySecret[] = [];
  for (const secret of inventory.secrets) {
    const versions: InventoryVersion[] = [];
    for (const version of secret.versions) {
      const ref = { name: secret.name, id: secret.id, version: version.id };
      const value = await values.valueOf(ref);
      if (value === null) versions.push(hasValue(ref) ? { ...version, value: { state: 'missing' } } : version);
      else {
        const traits = traitsOf(value.data, value.type);
        const fingerprint = key === undefined ? {} : { fingerprint: fingerprintOf(key, value.type, value.data) };
        versions.push({ ...version, type: value.type, value: { state: 'read', traits, ...fingerprint } });
      }
    }
    secrets.push({ ...secret, versions });
  }
  return { ...inventory, secrets };
}
