import type { StateImage } from '@dragoman/core';
import { type SqliteStore, openSqliteStore } from '@dragoman/store-sqlite';

/** What a store holds after it was empty and `fill` worked on it: for the state of a gateway that was just started. */
export async function freshImage(initialize: (store: SqliteStore) => Promise<void>): Promise<StateImage> {
  const store = openSqliteStore({ file: ':memory:' });
  try {
    await initialize(store);
    return await store.state.dump();
  } finally {
    await store.close();
  }
}
