import { join } from 'node:path';

import { storeContract } from '@dragoman/core/store-contract';
import { describe, expect, it } from '@jest/globals';

import { openSqliteStore } from '../src/index.ts';
import { temporaryDirectory } from './support.ts';

const runner = { describe, it, expect };

describe('in memory', () => {
  storeContract(runner, async () => openSqliteStore({ file: ':memory:' }));
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
