import { type CustomerKey, KEY_BYTES, NO_LISTENERS, type Secret, type SecretEvents, Sealer, type Services } from '@dragoman/core';
import { FakeRotationTarget, memoryStores } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds: the time of the published signature vectors. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Services over maps, with a clock that only a test moves. */
export interface TestServices extends Services {
  advance(byMs: number): void;
  /** Puts a secret's stored row in place of the one there, as an operator's hand would. */
  edit(name: string, change: Partial<Secret>): Promise<void>;
  editKey(id: string, change: Partial<CustomerKey>): Promise<void>;
  readonly rotationTarget: FakeRotationTarget;
}

/** The vault that the development project is bound to. */
const VAULT = 'default';

export function memoryServices(events: SecretEvents = NO_LISTENERS): TestServices {
  let now = START;
  let ids = 0;
  const stores = memoryStores();
  return {
    ...stores,
    clock: { now: () => now },
    ids: {
      uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
      bytes: (length) => Uint8Array.from({ length }, () => ids += 1),
    },
    sealer: new Sealer(new Uint8Array(KEY_BYTES).fill(7)),
    events,
    rotationTarget: new FakeRotationTarget(),
    advance: (byMs) => { now += byMs; },
    async edit(name, change) {
      const held = await stores.secrets.findByName(VAULT, name);
      if (held === null) throw new Error(`no secret ${name}`);
      const secret = { ...held, ...change, revision: held.revision + 1 };
      await stores.secrets.commit({ secret, expectedRevision: held.revision, added: [], dropped: [], caselessName: false });
    },
    async editKey(id, change) {
      const held = await stores.keys.find(VAULT, id);
      if (held === null) throw new Error(`no key ${id}`);
      await stores.keys.commit({ ...held, ...change, revision: held.revision + 1 }, held.revision);
    },
  };
}
