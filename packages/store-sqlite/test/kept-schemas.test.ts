/**
 * A database of every version of the schema, written by the code of its time under the root key of the tests, opens and
 * is the same. With `RECORD_FIXTURES=1` the one of the newest version is written where it is missing; a kept one is
 * never written anew.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

import {
  findAccessCredential,
  putSecretVersion,
  readSecretValue,
  registerIdentity,
  RowAuthenticator,
  Sealer,
} from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { NewerDatabaseError, type OpenedStore, openSqliteStore } from '../src/index.ts';
import { MIGRATIONS } from '../src/migrations.ts';
import { create, PUT, ROOT_KEY, servicesOver, temporaryDirectory, UNLIMITED } from './support.ts';

const KEPT = fileURLToPath(new URL('./schemas/', import.meta.url));
const NEWEST = MIGRATIONS.length;
const versions = MIGRATIONS.map((_, at) => at + 1);
const signing = { rows: new RowAuthenticator(ROOT_KEY), sealer: new Sealer(ROOT_KEY) };
const keptFile = (version: number): string => join(KEPT, `${version}.db.gz`);

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'dragoman.db');
});
afterEach(() => directory.remove());

const open = (): OpenedStore =>
  openSqliteStore({ file, exclusive: true, signing, mark: join(directory.path, 'dragoman.mark') });

/** What each kept database holds. */
async function fill(): Promise<void> {
  const store = open();
  const services = servicesOver(store);
  for (const name of ['one', 'two', 'three']) await create(services, name, `first of ${name}`);
  const value = { type: 'text', data: 'second of one' } as const;
  await putSecretVersion(services, { ...PUT, ref: { vault: 'v', name: 'one' }, value, policy: UNLIMITED });
  const two = await store.secrets.findByName('v', 'two');
  if (two === null) throw new Error('two is gone');
  const secret = { ...two, deletionDueAt: 1_800_000_000_000, revision: two.revision + 1 };
  await store.secrets.commit({
    secret,
    expectedRevision: two.revision,
    added: [],
    dropped: [],
    caselessName: false,
  });
  await registerIdentity(services, { id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, [
    { kind: 'access-key', lookup: 'AK1', secret: 'the secret key', expiresAt: null },
  ]);
  await store.resources.insert(RECORD);
  await store.close();
}

const RECORD = {
  vault: 'v',
  kind: 'k',
  id: 'r1',
  body: { a: 1 },
  createdAt: 5,
  dueAt: null,
  revision: 1,
} as const;
/** Before it there were no records of dialects. */
const RECORDS_SINCE = 2;

async function expectContent(store: OpenedStore, version: number): Promise<void> {
  const services = servicesOver(store);
  const read = (name: string) =>
    readSecretValue(services, { ref: { vault: 'v', name }, selector: 'newest', allowPendingDeletion: true });
  const names = (await store.secrets.list('v', { order: 'name', after: null, limit: 9 })).map(({ name }) => name);
  expect(names).toEqual(['one', 'three', 'two']);
  expect((await read('one')).value.data).toBe('second of one');
  expect((await read('three')).value.data).toBe('first of three');
  expect((await read('two')).secret.deletionDueAt).toBe(1_800_000_000_000);
  expect((await findAccessCredential(services, 'access-key', 'AK1'))?.secret).toBe('the secret key');
  expect(await store.resources.find('v', 'k', 'r1')).toEqual(version < RECORDS_SINCE ? null : RECORD);
}

describe('a kept database', () => {
  it('is there for every version of the schema: RECORD_FIXTURES=1 writes the newest', async () => {
    if (process.env['RECORD_FIXTURES'] === '1' && !existsSync(keptFile(NEWEST))) {
      await fill();
      writeFileSync(keptFile(NEWEST), gzipSync(readFileSync(file), { level: 9 }));
    }
    expect(
      readdirSync(KEPT)
        .map((name) => Number.parseInt(name, 10))
        .toSorted((a, b) => a - b),
    ).toEqual(versions);
  });

  it.each(versions)('of version %i opens as the newest, whole, with all that it held', async (version) => {
    writeFileSync(file, gunzipSync(readFileSync(keptFile(version))));
    const before = new Database(file);
    expect(before.pragma('user_version', { simple: true })).toBe(version);
    before.close();
    for (const reopen of [open, open]) {
      const store = reopen();
      await expectContent(store, version);
      expect(store.check({ opensValues: true })).toEqual([]);
      expect(store.missing).toBe(0);
      await store.close();
    }
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(NEWEST);
    after.close();
  });

  it('of a version to come is rejected by name and left as it is', () => {
    writeFileSync(file, gunzipSync(readFileSync(keptFile(NEWEST))));
    const db = new Database(file);
    db.pragma(`user_version = ${NEWEST + 1}`);
    db.close();
    const before = readFileSync(file);
    expect(open).toThrow(NewerDatabaseError);
    expect(open).toThrow(`its schema has version ${NEWEST + 1}, the newest known here is ${NEWEST}`);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('holds what one that is written now holds', async () => {
    await fill();
    const store = open();
    await expectContent(store, NEWEST);
    await store.close();
  });
});
