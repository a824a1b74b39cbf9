import { createHash } from 'node:crypto';

import { NO_LISTENERS, type SecretEvents } from '../ports/secret-events.ts';
import type { StateStore } from '../ports/state-store.ts';
import { KEY_BYTES } from '../sealing/aead.ts';
import { Sealer } from '../sealing/sealer.ts';
import type { Services } from '../services.ts';
import { FakeRotationTarget } from './fake-rotation-target.ts';
import { memoryStores } from './memory-stores.ts';

/** Services over maps, for tests: ids count, the root key is always the same, and only the test moves the clock. */
export interface MemoryServices extends Services {
  readonly state: StateStore;
  readonly rotationTarget: FakeRotationTarget;
  /** Lets time pass, in milliseconds. */
  readonly advance: (byMs: number) => void;
}

/** @param start when time begins, Unix milliseconds */
export function memoryServices(start: number, events: SecretEvents = NO_LISTENERS): MemoryServices {
  let now = start;
  let drawn = 0;
  return {
    ...memoryStores(),
    clock: { now: () => now },
    ids: {
      uuid: () => `00000000-0000-4000-8000-${String((drawn += 1)).padStart(12, '0')}`,
      bytes: (length) =>
        createHash('shake256', { outputLength: length })
          .update(String((drawn += 1)))
          .digest(),
    },
    sealer: new Sealer(new Uint8Array(KEY_BYTES).fill(7)),
    events,
    rotationTarget: new FakeRotationTarget(),
    advance: (byMs) => {
      now += byMs;
    },
  };
}
