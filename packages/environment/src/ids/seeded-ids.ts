import { createCipheriv, hkdfSync } from 'node:crypto';

import type { Ids } from '@dragoman/core';

import { UUID_BYTES, uuidText } from './uuid-text.ts';

const KEY_BYTES = 32;
const BLOCK_BYTES = 16;

/**
 * Ids that repeat: the key stream of AES-256-CTR under a key made of a seed and a name. Two with the same seed and name
 * draw the same, with another of either nothing alike. Whoever knows both knows all that is drawn: for tests only.
 */
export class SeededIds implements Ids {
  #stream: ReturnType<typeof streamOf>;

  constructor(seed: number, name: string) {
    this.#stream = streamOf(seed, name);
  }

  uuid(): string {
    return uuidText(this.bytes(UUID_BYTES));
  }

  bytes(length: number): Uint8Array {
    return this.#stream.update(Buffer.alloc(length));
  }

  /** Begins at the beginning of another stream. */
  restart(seed: number, name: string): void {
    this.#stream = streamOf(seed, name);
  }
}

function streamOf(seed: number, name: string) {
  const key = hkdfSync('sha256', `dragoman seed ${seed}`, '', name, KEY_BYTES);
  return createCipheriv('aes-256-ctr', new Uint8Array(key), Buffer.alloc(BLOCK_BYTES));
}
