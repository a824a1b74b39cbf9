import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';

import type { RowSigner } from '@dragoman/core';

import { SEAL_BYTES, StateSeal } from './state-seal.ts';

/** How large a file may be to have its own signature, in bytes: it takes some thousandths of a second. */
const MAX_SIGNED_BYTES = 4 * 2 ** 20;
const MAC_BYTES = 32;

/**
 * How far the database came, beside it: the seal of the latest write that was answered. The log of a database ends for
 * SQLite where it is damaged, and what comes after is gone without a word; the mark knows that there was more. It is
 * written after the write is on disk and is not synced itself, so after a power cut it may be behind, and is never
 * ahead. Behind the seal is, from a close on, a signature over the file as it was left: where it still holds, nothing
 * in it has changed.
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

  /** Whether its file has a name: what is written into a directory that was removed is gone with the process. */
  get isInPlace(): boolean {
    return this.#file === null || fstatSync(this.#file).nlink > 0;
  }

  /** What it says; `null` where it says nothing, `damaged` where that was not written here. */
  read(rows: RowSigner): StateSeal | 'damaged' | null {
    const bytes = this.#bytes();
    if (bytes.length === 0) return null;
    return StateSeal.read(rows, bytes.subarray(0, SEAL_BYTES)) ?? 'damaged';
  }

  /** Whether the database is, to the last byte, the one that was closed; asked before it is opened. */
  isUntouched(database: string, rows: RowSigner): boolean {
    const kept = this.#bytes().subarray(SEAL_BYTES);
    if (kept.length !== MAC_BYTES || sizeOf(`${database}-wal`) > 0) return false;
    return fileMac(database, rows)?.equals(kept) ?? false;
  }

  /** Signs the database, which is closed. */
  sign(database: string, rows: RowSigner): void {
    const mac = this.#file === null ? null : fileMac(database, rows);
    if (this.#file === null || mac === null) return;
    try {
      writeSync(this.#file, mac, 0, mac.length, SEAL_BYTES);
    } catch {
      // The next start looks at all of it instead.
    }
  }

  #bytes(): Buffer {
    const bytes = Buffer.alloc(SEAL_BYTES + MAC_BYTES + 1);
    const length = this.#file === null ? 0 : readSync(this.#file, bytes, 0, bytes.length, 0);
    return bytes.subarray(0, length);
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

/** `null` where it is too large, or cannot be read. */
function fileMac(path: string, rows: RowSigner): Buffer | null {
  const size = sizeOf(path);
  if (size === 0 || size > MAX_SIGNED_BYTES) return null;
  try {
    return Buffer.from(rows.sign('database_file', [hash('sha256', readFileSync(path), 'buffer')]) ?? []);
  } catch {
    return null;
  }
}

/** In bytes; 0 where there is no such file. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
