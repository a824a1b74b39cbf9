import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import type { Database } from '../src/database.ts';
import { preparePostgres } from '../src/index.ts';
import { postgresIdentityStore } from '../src/identity-store.ts';
import { postgresKeyStore } from '../src/key-store.ts';
import { postgresRecordStore } from '../src/record-store.ts';
import { postgresSecretStore } from '../src/secret-store.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

const SECRETS = 100_000;

let server: PostgresServer;
let client: Client;
beforeAll(async () => {
  server = await startPostgres();
  const url = await server.makeDatabase();
  await (await preparePostgres(optionsOf(url))).close();
  client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SET search_path = dragoman');
  for (const sql of filling()) await client.query(sql);
  await client.query('VACUUM ANALYZE');
});
afterAll(async () => {
  await client.end();
  await server.remove();
});

/** Many rows of everything, in some vaults. */
function filling(): string[] {
  const each = `FROM generate_series(1, ${SECRETS}) n`;
  return [
    `INSERT INTO secret (vault, id, name, name_folded, revision, deletion_due_at, next_due_at, doc, mac)
     SELECT 'v' || n % 5, 's' || n, 'name' || n, 'name' || n, 1, n, n, '{}', '' ${each}`,
    `INSERT INTO sealed_value (secret, version_id, bytes) SELECT seq, 'v1', '' FROM secret`,
    `INSERT INTO vault (id, secrets) SELECT vault, count(*) FROM secret GROUP BY vault`,
    `INSERT INTO customer_key (vault, id, is_default, revision, deletion_due_at, due_at, doc, mac)
     SELECT 'v' || n % 5, 'k' || n, n <= 5, 1, n, n, '{}', '' FROM generate_series(1, 5000) n`,
    `INSERT INTO key_alias (vault, name, key_id, created_at, updated_at, mac)
     SELECT vault, 'alias' || id, id, 1, 1, '' FROM customer_key`,
    `INSERT INTO identity (id, doc, mac) SELECT 'i' || n, '{}', '' FROM generate_series(1, 5000) n`,
    `INSERT INTO access_credential (kind, lookup, identity_id, expires_at, attributes, mac)
     SELECT 'access-key', 'AK' || id, id, 5, '{}', '' FROM identity`,
    `INSERT INTO record (vault, kind, id, created_at, due_at, revision, body, mac)
     SELECT 'v' || n % 5, 'kind' || n % 7, 'r' || n, n, n, 1, '{}', '' ${each}`,
  ];
}

/** The statements that the ports run to look something up. */
async function lookups(): Promise<string[]> {
  const seen: string[] = [];
  const rows = async (sql: string): Promise<unknown[]> => {
    seen.push(sql);
    return [];
  };
  const db = { rows } as unknown as Database;
  const secrets = postgresSecretStore(db, ROWS);
  await secrets.findByName('v1', 'n');
  await secrets.findById('v1', 's');
  await secrets.findAnywhere('s');
  await secrets.readSealed('v1', 's', 'v1');
  await secrets.list('v1', { order: 'name', after: 'n', limit: 20 });
  await secrets.list('v1', { order: 'created', offset: 100, limit: 20 });
  await secrets.count('v1');
  await secrets.removeDue(0);
  await secrets.listDue(0, 20);
  const keys = postgresKeyStore(db, ROWS);
  await keys.find('v1', 'k');
  await keys.findDefault('v1');
  await keys.findByAlias('v1', 'a');
  await keys.list('v1', { offset: 0, limit: 20 });
  await keys.listDue(0, 20);
  await keys.listAliases('v1', null, { offset: 0, limit: 20 });
  await keys.listAliases('v1', 'k', { offset: 0, limit: 20 });
  await postgresIdentityStore(db, ROWS).find('access-key', 'AK');
  const records = postgresRecordStore(db, ROWS);
  await records.find('v1', 'kind1', 'r');
  for (const order of ['id', 'created', 'newest'] as const)
    for (const from of [{ after: 'r5' }, { offset: 0 }]) await records.list('v1', 'kind1', { order, from, limit: 20 });
  await records.listDue('kind1', 0, 20);
  return seen;
}

describe('query plans over many rows', () => {
  it('go by an index, without a scan of a table or a sort of more than a page', async () => {
    const all = await lookups();
    expect(all.length).toBeGreaterThan(20);
    for (const sql of all) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${sql}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      const scans = /Seq Scan on (?!vault)/.exec(plan);
      expect({ sql, plan: scans === null ? 'by an index' : plan }).toEqual({ sql, plan: 'by an index' });
    }
  });
});
