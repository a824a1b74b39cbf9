import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

import type { RowSigner } from '@dragoman/core';

import { SEAL_BYTES, StateSeal } from './state-seal.ts';

/**
 * How far the database came, beside it: the seal of the latest write that was answered. The log of a database ends for
 * SQLite where it is damaged, and what comes after is gone without a word; the mark knows that there was more. It is
 * written after the write is on disk and is not synced itself, so after a power cut it may be behind, and is never ahead.
 */
export class HighWaterMark {
  #file: number | null;
  #changes = -1;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Opens the mark in a file, made where there is none. @throws Error of the operating system */
  static open(path: string): HighWaterMark {
    return new HighWaterMark(openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
  }

  /** What it says; `null` where it says nothing, `damaged` where that was not written here. */
  read(rows: RowSigner): StateSeal | 'damaged' | null {
    const bytes = Buffer.alloc(SEAL_BYTES + 1);
    const length = this.#file === null ? 0 : readSync(this.#file, bytes, 0, bytes.length, 0);
    if (length === 0) return null;
    return StateSeal.read(rows, bytes.subarray(0, length)) ?? 'damaged';
  }

  /** From here on it says this. Once it cannot be written it stays behind, which claims nothing that is not so. */
  raise(seal: Buffer): void {
    const { changes } = StateSeal.unchecked(seal);
    if (this.#file === null || changes === this.#changes) return;
    try {
      writeSync(this.#file, seal, 0, seal.length, 0);
      this.#changes = changes;
    } catch {
      this.close();
    }
  }

  /** On disk for sure, once it is there for the first time. */
  sync(): void {
    if (this.#file !== null) fsyncSync(this.#file);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
