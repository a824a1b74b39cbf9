import type { StateImage } from '@dragoman/core';

import type { OpenMemoryStore, StateStores } from './state.ts';

/** What an empty store holds after `initialize` worked on it: the state of a gateway that was just started. */
export async function freshImage(
  openMemoryStore: OpenMemoryStore,
  initialize: (store: StateStores) => Promise<void>,
): Promise<StateImage> {
  const store = openMemoryStore();
  try {
    await initialize(store);
    return await store.state.dump();
  } finally {
    await store.close();
  }
}
