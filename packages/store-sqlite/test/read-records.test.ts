import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { recordsOf, type StateImage } from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { NO_LIMITS, secretOf, VAULT } from '../bench/secrets.ts';
import { openSqliteStore, type SqliteStore } from '../src/index.ts';
import { temporaryDirectory } from './support.ts';

const BYTES_EACH = 48 * 2 ** 10;
const SECRETS = 400;

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
let store: SqliteStore;
beforeEach(async () => {
  directory = temporaryDirectory();
  file = join(directory.path, 'dragoman.db');
  store = openSqliteStore({ file, exclusive: true });
  await store.state.replace(recordsOf(LARGE));
});
afterEach(async () => {
  await store.close();
  directory.remove();
});

/** More than is read in one turn of the event loop. */
const LARGE: StateImage = {
  ...{ keys: [], aliases: [], identities: [], resources: [] },
  secrets: Array.from({ length: SECRETS }, (_, n) => ({
    secret: secretOf(n),
    values: [{ versionId: 'v1', bytes: new Uint8Array(BYTES_EACH).fill(n) }],
  })),
};
const copies = (): string[] => readdirSync(directory.path).filter((name) => name.startsWith('.reading-'));

describe('a database that is too large for one turn of the event loop', () => {
  it('is read from a copy beside it, of one moment, while writes go on, and the copy is gone afterwards', async () => {
    const read: string[] = [];
    let next = SECRETS;
    await store.state.read(async (records) => {
      expect(copies().length).toBeGreaterThan(0);
      await store.secrets.insert(secretOf((next += 1)), [], NO_LIMITS);
      const { id } = secretOf(next - SECRETS - 1);
      const revision = (await store.secrets.findById(VAULT, id))?.revision ?? 0;
      expect(await store.secrets.remove(VAULT, id, revision)).toBe('removed');
      for (const record of records) {
        if (!('secret' in record)) continue;
        read.push(record.secret.name);
        expect(record.values.map(({ bytes }) => bytes.length)).toEqual([BYTES_EACH]);
      }
    });
    expect(next).toBeGreaterThan(SECRETS + 1);
    expect(read).toEqual(LARGE.secrets.map(({ secret }) => secret.name));
    expect(copies()).toEqual([]);
  });

  it('leaves no copy where the reader gives up', async () => {
    const read = store.state.read(() => {
      throw new Error('enough');
    });
    await expect(read).rejects.toThrow('enough');
    expect(copies()).toEqual([]);
  });

  it('loses what a process that was killed left of its copies when it is opened', async () => {
    await store.close();
    const left = join(directory.path, '.reading-7-1.db-wal');
    writeFileSync(left, 'half');
    store = openSqliteStore({ file, exclusive: true });
    expect(existsSync(left)).toBe(false);
  });
});
