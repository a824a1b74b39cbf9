import { join } from 'node:path';

import {
  AlteredRowError,
  type Awaitable,
  registerIdentity,
  RowAuthenticator,
  Sealer,
  UnsealError,
} from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { openSqliteStore, type SqliteStore } from '../src/index.ts';
import { MIGRATIONS, SIGNED_SINCE } from '../src/migrations.ts';
import { create, dropSignatures, ROOT_KEY, servicesOver, temporaryDirectory } from './support.ts';

const signingBy = (rootKey: Uint8Array) => ({ rows: new RowAuthenticator(rootKey), sealer: new Sealer(rootKey) });
const SIGNING = signingBy(ROOT_KEY);
const OTHER = signingBy(new Uint8Array(32).fill(8));

const readers = {
  secret: ({ secrets }: SqliteStore) => secrets.findByName('v', 'one'),
  secretByOtherName: ({ secrets }: SqliteStore) => secrets.findByName('v', 'other'),
  key: ({ keys }: SqliteStore) => keys.findDefault('v'),
  alias: ({ keys }: SqliteStore) => keys.findAlias('v', 'alias'),
  identity: ({ identities }: SqliteStore) => identities.find('access-key', 'AK1'),
  resource: ({ resources }: SqliteStore) => resources.find('v', 'door.thing', 'r1'),
  whole: ({ state }: SqliteStore) => state.dump(),
} as const;

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(async () => {
  directory = temporaryDirectory();
  file = join(directory.path, 'dragoman.db');
  const store = openSqliteStore({ file, signing: SIGNING });
  const services = servicesOver(store);
  await create(services, 'one', 'value');
  const key = await store.keys.findDefault('v');
  await store.keys.insertAlias({ vault: 'v', name: 'alias', keyId: key?.id ?? '', createdAt: 1, updatedAt: 1 });
  await registerIdentity(services, { id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, [
    { kind: 'access-key', lookup: 'AK1', secret: 'secret key', expiresAt: null },
  ]);
  const resource = { vault: 'v', kind: 'door.thing', id: 'r1', body: 'as it is', createdAt: 1, dueAt: 1, revision: 1 };
  await store.resources.insert(resource);
  await store.close();
});
afterEach(() => directory.remove());

function change(sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

async function withStore<Result>(work: (store: SqliteStore) => Awaitable<Result>): Promise<Result> {
  const store = openSqliteStore({ file, exclusive: true, signing: SIGNING });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const CHANGES: readonly (readonly [what: string, sql: string, reader: keyof typeof readers])[] = [
  ['a secret', `UPDATE secret SET doc = json_set(doc, '$.state', 'disabled')`, 'secret'],
  ['the name that a secret is found by', `UPDATE secret SET name = 'other'`, 'secretByOtherName'],
  ['a key', `UPDATE customer_key SET doc = json_set(doc, '$.state', 'disabled')`, 'key'],
  ['an alias', 'UPDATE key_alias SET updated_at = 0', 'alias'],
  ['an identity', `UPDATE identity SET doc = json_set(doc, '$.name', 'ops')`, 'identity'],
  ['an access credential', 'UPDATE proof SET expires_at = 1', 'identity'],
  ['a resource', `UPDATE resource SET body = '"changed"'`, 'resource'],
  ['any of them, when all is read', `UPDATE resource SET due_at = 2`, 'whole'],
  ['a signature that is gone', 'UPDATE secret SET mac = NULL', 'secret'],
];

describe('a row that was changed by hand', () => {
  it.each(CHANGES)('is rejected: %s', async (_what, sql, reader) => {
    await withStore<unknown>((store) => readers[reader](store));
    change(sql);
    await expect(withStore<unknown>((store) => readers[reader](store))).rejects.toThrow(AlteredRowError);
  });

  it('keeps a secret whose deletion was brought forward', async () => {
    change('UPDATE secret SET deletion_due_at = 1');
    expect(await withStore(({ secrets }) => secrets.removeDue(2))).toBe(0);
    expect(await withStore(({ secrets }) => secrets.count('v'))).toBe(1);
  });
});

describe('a database of the time before rows were signed', () => {
  const versionOf = (): unknown => {
    const db = new Database(file);
    const version = db.pragma('user_version', { simple: true });
    db.close();
    return version;
  };
  beforeEach(() => {
    const db = new Database(file);
    dropSignatures(db);
    db.close();
  });

  it('is signed as it is, once', async () => {
    for (const read of Object.values(readers)) await withStore<unknown>(read);
    expect(versionOf()).toBe(MIGRATIONS.length);
    change('UPDATE secret SET mac = NULL');
    await expect(withStore(readers.secret)).rejects.toThrow(AlteredRowError);
  });

  it('is left as it is by another root key', async () => {
    expect(() => openSqliteStore({ file, signing: OTHER })).toThrow(UnsealError);
    expect(versionOf()).toBe(SIGNED_SINCE - 1);
    await withStore(readers.whole);
  });
});

it('another root key opens nothing that is there', () => {
  expect(() => openSqliteStore({ file, signing: OTHER })).toThrow(UnsealError);
  change('DELETE FROM proof');
  expect(() => openSqliteStore({ file, signing: OTHER })).toThrow(UnsealError);
});
