import { countedRevision, loadedRevision } from '../model/revision.ts';
import {
  imageOf,
  InvalidStateImageError,
  recordsOf,
  type StateImage,
  type StateStore,
  stateStore,
} from '../ports/state-store.ts';
import type { Stores } from './harness.ts';
import { type MemoryTables, emptyTables, replaceTables } from './memory-tables.ts';

type Filled = Omit<Stores, 'state'>;

/**
 * The whole content of the tables, out and in.
 * @param storesOver makes stores over other tables, in which an image is put together before it replaces anything
 */
export function memoryState(tables: MemoryTables, storesOver: (tables: MemoryTables) => Filled): StateStore {
  let loads = 0;
  return stateStore({
    read: async (visit) => visit([...recordsOf(structuredClone(contentOf(tables)))]),
    async replace(records) {
      loads += 1;
      const next = emptyTables();
      await fill(storesOver(next), imageOf(records), loads);
      replaceTables(tables, next);
    },
  });
}

function contentOf(tables: MemoryTables): StateImage {
  const accessCredentials = [...tables.accessCredentials.values()];
  return {
    secrets: tables.secrets.map(({ secret, values }) => ({
      secret: counted(secret),
      values: secret.versions.flatMap(({ id: versionId }) => {
        const bytes = values.get(versionId);
        return bytes === undefined ? [] : [{ versionId, bytes }];
      }),
    })),
    keys: [...tables.keys.values()].map(counted),
    aliases: [...tables.aliases.values()],
    identities: [...tables.identities.values()].map((identity) => ({
      identity,
      accessCredentials: accessCredentials.filter(({ identityId }) => identityId === identity.id),
    })),
    resources: tables.resources.map(counted),
  };
}

async function fill({ secrets, keys, identities, resources }: Filled, image: StateImage, loads: number): Promise<void> {
  const loaded = <Row extends { readonly revision: number }>(row: Row): Row => ({
    ...row,
    revision: loadedRevision(row.revision, loads),
  });
  for (const key of image.keys) rejectUnless('inserted', await keys.insert(loaded(key)), key.id);
  for (const alias of image.aliases) rejectUnless('inserted', await keys.insertAlias(alias), alias.name);
  for (const { secret, values } of image.secrets) {
    rejectUnless(
      'inserted',
      await secrets.insert(loaded(secret), values, { maxSecrets: null, caselessName: false }),
      secret.id,
    );
  }
  for (const { identity, accessCredentials } of image.identities) await identities.put(identity, accessCredentials);
  for (const resource of image.resources)
    rejectUnless('inserted', await resources.insert(loaded(resource)), resource.id);
}

function rejectUnless(wanted: string, outcome: string, subject: string): void {
  if (outcome !== wanted) throw new InvalidStateImageError(`${subject}: ${outcome}`);
}

function counted<Row extends { readonly revision: number }>(row: Row): Row {
  return { ...row, revision: countedRevision(row.revision) };
}
