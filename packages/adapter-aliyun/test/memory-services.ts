import { createHash } from 'node:crypto';

import { KEY_BYTES, NO_LISTENERS, Sealer, type Services } from '@dragoman/core';
import { FakeRotationTarget, memoryStores } from '@dragoman/core/store-contract';

/** When every test begins, Unix milliseconds: the time of the signature vectors that were captured. */
const START = Date.parse('2026-11-22T00:50:31Z');

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
      bytes: (length) => createHash('shake256', { outputLength: length }).update(String(ids += 1)).digest(),
    },
    sealer: new Sealer(new Uint8Array(KEY_BYTES).fill(7)),
    events: NO_LISTENERS,
    rotationTarget: new FakeRotationTarget(),
    advance: (byMs) => { now += byMs; },
  };
}
