import type { CustomerKey, IdentityStore, KeyStore } from '@dragoman/core';

import { Remembered } from './remembered.ts';

type Found = NonNullable<Awaited<ReturnType<IdentityStore['find']>>>;

/** Stores of what is read with every request and seldom written, with what they found remembered. */
export interface RememberingStores {
  readonly identities: IdentityStore;
  readonly keys: KeyStore;
  /** For what writes beside them. */
  readonly forgetting: <Result>(write: () => Promise<Result>) => Promise<Result>;
}

/** @param epoch see {@link Remembered} */
export function rememberingStores(
  stores: Pick<RememberingStores, 'identities' | 'keys'>,
  epoch: () => number | null,
): RememberingStores {
  const identities = new Remembered<Found>(epoch);
  const keys = new Remembered<CustomerKey>(epoch);
  return {
    identities: rememberingIdentities(stores.identities, identities),
    keys: rememberingKeys(stores.keys, keys),
    forgetting: (write) => identities.during(() => keys.during(write)),
  };
}

function rememberingIdentities(store: IdentityStore, known: Remembered<Found>): IdentityStore {
  return {
    ...store,
    find: (kind, lookup) => known.get(`${kind} ${lookup}`, () => store.find(kind, lookup)),
    put: (...given) => known.during(() => store.put(...given)),
    addAccessCredential: (...given) => known.during(() => store.addAccessCredential(...given)),
    remove: (...given) => known.during(() => store.remove(...given)),
    removeExpiredAccessCredentials: (...given) => known.during(() => store.removeExpiredAccessCredentials(...given)),
  };
}

function rememberingKeys(store: KeyStore, known: Remembered<CustomerKey>): KeyStore {
  return {
    ...store,
    find: (vault, id) => known.get(keyOf('id', vault, id), () => store.find(vault, id)),
    findDefault: async (vault) => known.get(keyOf('default', vault), () => store.findDefault(vault)),
    findByAlias: (vault, alias) => known.get(keyOf('alias', vault, alias), () => store.findByAlias(vault, alias)),
    insert: (...given) => known.during(() => store.insert(...given)),
    commit: (...given) => known.during(() => store.commit(...given)),
    removeDue: (...given) => known.during(() => store.removeDue(...given)),
    insertAlias: (...given) => known.during(() => store.insertAlias(...given)),
    moveAlias: (...given) => known.during(() => store.moveAlias(...given)),
    removeAlias: (...given) => known.during(() => store.removeAlias(...given)),
  };
}

function keyOf(by: string, vault: string, id = ''): string {
  return `${by} ${vault.length} ${vault} ${id}`;
}
