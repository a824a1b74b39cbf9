import { AlteredRowError, RowAuthenticator } from '@dragoman/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { openPostgresStore, type PostgresOptions, type PostgresStore } from '../src/index.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';
import { fillEverything, readers } from './everything.ts';

let server: PostgresServer;
let url: string;
let schemas = 0;
let options: PostgresOptions;
let store: PostgresStore;
let client: Client;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
});
afterAll(() => server.remove());
beforeEach(async () => {
  schemas += 1;
  options = optionsOf(url, { schema: `s${schemas}` });
  store = await openPostgresStore(options, ROWS);
  client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`SET search_path = ${options.schema}`);
  await fillEverything(store);
});
afterEach(async () => {
  await client.end();
  await store.close();
});

const CHANGES: readonly (readonly [what: string, sql: string, reader: keyof typeof readers])[] = [
  ['a secret', `UPDATE secret SET doc = replace(doc, 'enabled', 'disabled')`, 'secret'],
  ['the name that a secret is found by', `UPDATE secret SET name = 'other' WHERE name = 'one'`, 'secretByOtherName'],
  ['the vault of a secret', `UPDATE secret SET vault = 'second' WHERE name = 'one'`, 'secretInOtherVault'],
  ['a key', `UPDATE customer_key SET doc = replace(doc, 'enabled', 'disabled')`, 'key'],
  ['an alias', `UPDATE key_alias SET updated_at = 0`, 'alias'],
  ['an identity', `UPDATE identity SET doc = replace(doc, 'dev', 'ops')`, 'identity'],
  ['an access credential', `UPDATE access_credential SET expires_at = 1`, 'identity'],
  ['a record', `UPDATE record SET body = '"changed"'`, 'record'],
  ['when a record falls due', `UPDATE record SET due_at = 1`, 'record'],
];

describe('a row that was changed by hand', () => {
  it.each(CHANGES)('is rejected: %s', async (_what, sql, reader) => {
    await client.query(sql);
    await expect(readers[reader](store)).rejects.toThrow(AlteredRowError);
  });

  it('keeps a secret whose deletion was brought forward', async () => {
    await client.query('UPDATE secret SET deletion_due_at = 1');
    await expect(store.secrets.removeDue(2)).rejects.toThrow(AlteredRowError);
    expect(await store.secrets.count('first')).toBe(1);
  });

  it('is each that another root key wrote', async () => {
    await client.query('DELETE FROM environment');
    const other = await openPostgresStore(options, new RowAuthenticator(new Uint8Array(32).fill(8)));
    for (const reader of ['secret', 'key', 'alias', 'identity', 'record'] as const)
      await expect(readers[reader](other)).rejects.toThrow(AlteredRowError);
    await other.close();
  });
});
