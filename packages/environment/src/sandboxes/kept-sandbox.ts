import type { Sealer } from '@dragoman/core';

import type { ControlState, ControlStore } from '../state/control-state.ts';
import { packSnapshot, readSnapshot } from '../state/whole-snapshot.ts';
import type { StateStores } from '../state/state.ts';
import type { SandboxIdentity } from './sandbox-identity.ts';
import type { SandboxModes } from './sandbox-modes.ts';

/** Keeps a text for each sandbox, for whoever opens them next. */
export interface SandboxStore {
  list(): Promise<readonly string[]>;
  put(id: string, text: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What a sandbox is, beside its environment. */
export interface SandboxRecord {
  readonly id: string;
  /** Counts the sandboxes that were made: ids that repeat go by it. */
  readonly number: number;
  readonly label: string | null;
  readonly expiresAt: number;
  readonly modes: SandboxModes;
  readonly credentials: SandboxIdentity['credentials'];
}

/** A sandbox as it is kept. */
export interface KeptSandboxState {
  readonly record: SandboxRecord;
  readonly control: ControlState | null;
  /** A snapshot, in Base64. */
  readonly image: string;
}

const CONTEXT = ['gateway.sandbox'];
const WRITES = {
  secrets: ['insert', 'commit', 'move', 'remove', 'removeDue'],
  keys: ['insert', 'commit', 'removeDue', 'insertAlias', 'moveAlias', 'removeAlias'],
  identities: ['put', 'addAccessCredential', 'remove', 'removeExpiredAccessCredentials'],
  resources: ['insert', 'commit', 'remove'],
  state: ['load'],
} as const;

interface KeptSandboxParts {
  /** Absent where sandboxes end with the gateway. */
  readonly store: SandboxStore | undefined;
  readonly sealer: Sealer;
  /** Of Dragoman. */
  readonly version: string;
  readonly stores: StateStores;
}

/** Keeps all of a sandbox with every write in it, before the write is answered. */
export class KeptSandbox {
  readonly #parts: KeptSandboxParts;
  #record: SandboxRecord | null = null;
  #control: ControlState | null;
  #keeping: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(parts: KeptSandboxParts, control: ControlState | null) {
    this.#parts = parts;
    this.#control = control;
  }

  /** Keeps how the environment is set. */
  get controlStore(): ControlStore | undefined {
    if (this.#parts.store === undefined) return undefined;
    return {
      find: async () => this.#control,
      keep: async (state) => {
        this.#control = state;
        await this.#keep();
      },
    };
  }

  /** The stores, each write of which is kept. */
  get stores(): StateStores {
    const { store, stores } = this.#parts;
    if (store === undefined) return stores;
    const changed = (): Promise<void> => this.#keep();
    return {
      ...stores,
      secrets: withWrites(stores.secrets, WRITES.secrets, changed),
      keys: withWrites(stores.keys, WRITES.keys, changed),
      identities: withWrites(stores.identities, WRITES.identities, changed),
      resources: withWrites(stores.resources, WRITES.resources, changed),
      state: withWrites(stores.state, WRITES.state, changed),
    };
  }

  /** From here on it is kept. */
  async begin(record: SandboxRecord): Promise<void> {
    this.#record = record;
    await this.#keep();
  }

  /** It is not kept any more, whatever is still under way. */
  end(): void {
    this.#record = null;
  }

  /** One after the other, each what there is when its turn comes; who comes meanwhile waits for the next one. */
  #keep(): Promise<void> {
    this.#next ??= this.#keeping.then(async () => {
      this.#next = null;
      const { store, stores, sealer, version } = this.#parts;
      const record = this.#record;
      if (store === undefined || record === null) return;
      const origin = { sealer, version, passphrase: null, createdAt: 0 };
      const image = (await packSnapshot(await stores.state.dump(), origin)).toString('base64');
      const kept: KeptSandboxState = { record, control: this.#control, image };
      await store.put(record.id, sealer.sealText(CONTEXT, JSON.stringify(kept)));
    });
    const next = this.#next;
    this.#keeping = next.catch(() => undefined);
    return next;
  }
}

/** Opens what was kept. */
export function openKept(sealer: Sealer, text: string): KeptSandboxState {
  return JSON.parse(sealer.openText(CONTEXT, text)) as KeptSandboxState;
}

/** The state of a sandbox that was kept. */
export async function imageOf({ image }: KeptSandboxState, sealer: Sealer): ReturnType<typeof readSnapshot> {
  return readSnapshot(Buffer.from(image, 'base64'), { sealer, passphrase: null });
}

/** The store, with what happens after each of these that changed something. */
function withWrites<Store extends object>(
  store: Store,
  names: readonly (keyof Store)[],
  changed: () => Promise<void>,
): Store {
  const wrapped = { ...store };
  for (const name of names) {
    const write = store[name] as (...given: readonly unknown[]) => Promise<unknown>;
    wrapped[name] = (async (...given: readonly unknown[]) => {
      const outcome = await write(...given);
      if (outcome !== 0) await changed();
      return outcome;
    }) as Store[typeof name];
  }
  return wrapped;
}
