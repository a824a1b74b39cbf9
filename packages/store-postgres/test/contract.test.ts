import { storeContract } from '@dragoman/core/store-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openPostgresStore } from '../src/index.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

let server: PostgresServer;
let url: string;
let schemas = 0;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
});
afterAll(() => server.remove());

describe.each([
  ['in a schema of its own, through two pools', undefined],
  ['without advisory locks and locks of tables', { advisoryLocks: false, tableLocks: false }],
] as const)('%s', (_what, features) => {
  storeContract({ describe, it, expect }, async () => {
    schemas += 1;
    const options = optionsOf(url, { schema: `test ${schemas}`, ...(features && { features }) });
    const first = await openPostgresStore(options, ROWS);
    const opened = [first];
    return {
      ...first,
      async second() {
        const other = await openPostgresStore(options, ROWS);
        opened.push(other);
        return other;
      },
      async close() {
        for (const store of opened) await store.close();
      },
    };
  });
});
