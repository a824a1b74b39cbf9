import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { openPostgresStore } from '../src/index.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

it('texts that the server cannot hold are looked for in vain, and kept as they are in documents', async () => {
  const store = await openPostgresStore(optionsOf(await server.makeDatabase()), ROWS);
  const odd = 'nul \0 and half \uD83D';
  expect(await store.identities.find('access-key', odd)).toBe(null);
  expect(await store.secrets.findByName(odd, odd)).toBe(null);
  const identity = { id: 'dev', name: odd, addresses: 'any', attributes: { door: { odd } } } as const;
  await store.identities.put(identity, []);
  expect(await store.identities.list()).toEqual([identity]);
  const record = { vault: 'v', kind: 'door.thing', id: 'r', body: { odd }, createdAt: 1, dueAt: null, revision: 1 };
  await store.resources.insert(record);
  expect(await store.resources.find('v', 'door.thing', 'r')).toEqual(record);
  await store.close();
});
