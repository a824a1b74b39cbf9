import { KEY_BYTES, NO_LISTENERS, Sealer, type Services } from '@dragoman/core';
import { FakeRotationTarget, memoryStores } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds. */
export const START = 1_800_000_000_000;

/** Services over maps, with a clock that only a test moves. */
export interface TestServices extends Services {
  advance(byMs: number): void;
}

export function memoryServices(): TestServices {
  let now = START;
  let ids = 0;
  return {
    ...memoryStores(),
    clock: { now: () => now },
    ids: {
      uuid: () => `00000000-0000-4000-8000-${String(ids += 1).padStart(12, '0')}`,
      bytes: (length) => Uint8Array.from({ length }, () => ids += 1),
    },
    sealer: new Sealer(new Uint8Array(KEY_BYTES).fill(7)),
    events: NO_LISTENERS,
    rotationTarget: new FakeRotationTarget(),
    advance: (byMs) => { now += byMs; },
  };
}
