import { randomBytes, randomFillSync } from 'node:crypto';

import type { Ids } from '@dragoman/core';

import { UUID_BYTES, uuidText } from './uuid-text.ts';

/** Random bytes are drawn for so many ids at once: asking the machine takes longer than writing an id. */
const pool = Buffer.alloc(128 * UUID_BYTES);
let drawnTo = pool.length;

/** Ids from the machine's random source. */
export const randomIds: Ids = {
  uuid() {
    if (drawnTo === pool.length) {
      randomFillSync(pool);
      drawnTo = 0;
    }
    drawnTo += UUID_BYTES;
    return uuidText(pool, drawnTo - UUID_BYTES);
  },
  bytes: (length) => randomBytes(length),
};
