import type { DialectRecordStore, IdentityStore, KeyStore, SecretStore, StateStore } from '@dragoman/core';

/** The stores over one database. */
interface Stores {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly state: StateStore;
}

/** The methods that write, by store. */
const WRITES = {
  secrets: ['insert', 'commit', 'move', 'remove', 'removeDue'],
  keys: ['insert', 'commit', 'removeDue', 'insertAlias', 'moveAlias', 'removeAlias'],
  identities: ['put', 'addAccessCredential', 'remove', 'removeExpiredAccessCredentials'],
  resources: ['insert', 'commit', 'remove'],
  state: ['load'],
} as const satisfies { readonly [Store in keyof Stores]: readonly (keyof Stores[Store])[] };

/** The stores, which do something after each write that succeeded and before it is answered. */
export function markWrites<All extends Stores>(store: All, afterWrite: () => void): All {
  return {
    ...store,
    secrets: withHook(store.secrets, WRITES.secrets, afterWrite),
    keys: withHook(store.keys, WRITES.keys, afterWrite),
    identities: withHook(store.identities, WRITES.identities, afterWrite),
    resources: withHook(store.resources, WRITES.resources, afterWrite),
    state: withHook(store.state, WRITES.state, afterWrite),
  };
}

function withHook<Store extends object>(store: Store, writes: readonly (keyof Store)[], afterWrite: () => void): Store {
  const hooked = { ...store };
  for (const name of writes) {
    const write = store[name] as (...given: unknown[]) => Promise<unknown>;
    const method = async (...given: unknown[]): Promise<unknown> => {
      const answer = await write(...given);
      // A look at what is due that found nothing wrote nothing.
      if (answer !== 0) afterWrite();
      return answer;
    };
    hooked[name] = method as Store[typeof name];
  }
  return hooked;
}
