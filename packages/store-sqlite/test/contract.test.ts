import { join } from 'node:path';

import { storeContract } from '@dragoman/core/store-contract';
import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { RowAuthenticator, Sealer } from '@dragoman/core';

import { openSqliteStore } from '../src/index.ts';
import { ROOT_KEY, temporaryDirectory } from './support.ts';

const SIGNING = { rows: new RowAuthenticator(ROOT_KEY), sealer: new Sealer(ROOT_KEY) };

const runner = { describe, it, expect };

describe('in memory', () => {
  storeContract(runner, async () => openSqliteStore({ file: ':memory:' }));
});

describe('in a file, exclusively', () => {
  storeContract(runner, async () => {
    const directory = temporaryDirectory();
    const store = openSqliteStore({ file: join(directory.path, 'dragoman.db'), exclusive: true });
    return {
      ...store,
      async close() {
        await store.close();
        directory.remove();
      },
    };
  });

  it('keeps every other connection out', async () => {
    const directory = temporaryDirectory();
    const file = join(directory.path, 'dragoman.db');
    const store = openSqliteStore({ file, exclusive: true });
    expect(() => new Database(file, { timeout: 0 }).prepare('SELECT * FROM secret')).toThrow(/locked/);
    await store.close();
    directory.remove();
  });
});

describe('in a file, its rows signed', () => {
  storeContract(runner, async () => {
    const directory = temporaryDirectory();
    const store = openSqliteStore({ file: join(directory.path, 'dragoman.db'), exclusive: true, signing: SIGNING });
    return {
      ...store,
      async close() {
        await store.close();
        directory.remove();
      },
    };
  });
});

describe('in a file, through two handles', () => {
  storeContract(runner, async () => {
    const directory = temporaryDirectory();
    const file = join(directory.path, 'dragoman.db');
    const first = openSqliteStore({ file });
    const opened = [first];
    return {
      ...first,
      async second() {
        const other = openSqliteStore({ file });
        opened.push(other);
        return other;
      },
      async close() {
        for (const store of opened) await store.close();
        directory.remove();
      },
    };
  });
});
