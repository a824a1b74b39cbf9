import type { Sealer, Services, StateStore } from '@dragoman/core';

import { memorySnapshots, type Snapshots } from './snapshots.ts';

/** A store's ports, with what takes its whole content away and brings it back. */
export interface StateStores extends Pick<Services, 'secrets' | 'keys' | 'identities' | 'resources'> {
  readonly state: StateStore;
  close(): Promise<void>;
}

/** Opens a store that is empty and that nothing outlives. */
export type OpenMemoryStore = () => StateStores;

/** What outlives a request: the store, the key that seals what is in it, and the snapshots that are kept beside it. */
export interface State {
  readonly store: StateStores;
  readonly sealer: Sealer;
  readonly snapshots: Snapshots;
  /** Where what is long is put aside on its way out or in; absent, where the system has it. */
  readonly spoolDirectory?: string;
  /** Opens an empty store beside it, to try things in. */
  readonly openMemoryStore: OpenMemoryStore;
  /** Whether the store can answer now; absent, it always can. */
  readonly isAvailable?: () => Promise<boolean>;
  /** Closes the store and lets go of its directory. */
  close(): Promise<void>;
}

/** A state that nothing outlives, sealed by a sealer that there is. */
export function memoryState(sealer: Sealer, openMemoryStore: OpenMemoryStore): State {
  const store = openMemoryStore();
  return { store, sealer, snapshots: memorySnapshots(), openMemoryStore, close: () => store.close() };
}
