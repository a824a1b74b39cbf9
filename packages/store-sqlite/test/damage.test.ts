import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { registerIdentity, RowAuthenticator, Sealer } from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { type OpenedStore, openSqliteStore } from '../src/index.ts';
import { create, ROOT_KEY, servicesOver, temporaryDirectory } from './support.ts';

const signing = { rows: new RowAuthenticator(ROOT_KEY), sealer: new Sealer(ROOT_KEY) };

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
let mark: string;

const open = (): OpenedStore => openSqliteStore({ file, exclusive: true, signing, mark });

beforeEach(async () => {
  directory = temporaryDirectory();
  [file, mark] = [join(directory.path, 'dragoman.db'), join(directory.path, 'dragoman.mark')];
  const store = open();
  const services = servicesOver(store);
  for (const name of ['one', 'two', 'three']) await create(services, name, `value of ${name}`);
  await registerIdentity(services, { id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, [
    { kind: 'access-key', lookup: 'AK1', secret: 'secret key', expiresAt: null },
    { kind: 'access-key', lookup: 'AK2', secret: 'secret key', expiresAt: null },
  ]);
  await store.close();
});
afterEach(() => directory.remove());

function change(sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

async function damages(): Promise<string[]> {
  const store = open();
  const found = store.check({ opensValues: true }).map(({ what }) => what);
  await store.close();
  return found;
}

describe('a check', () => {
  it('finds nothing in what was written, changed, replaced, cascaded away and loaded', async () => {
    const store = open();
    const image = await store.state.dump();
    await registerIdentity(servicesOver(store), { id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, [
      { kind: 'access-key', lookup: 'AK1', secret: 'another', expiresAt: 1 },
    ]);
    const [first] = image.secrets;
    await store.secrets.remove('v', first?.secret.id ?? '', 1);
    await store.identities.removeExpiredAccessCredentials(2);
    expect(store.check({ opensValues: true })).toEqual([]);
    await store.state.load(image);
    await store.identities.remove('dev');
    await create(servicesOver(store), 'four', 'value');
    expect(store.check({ opensValues: true })).toEqual([]);
    await store.close();
    expect(await damages()).toEqual([]);
  });

  it.each([
    [`DELETE FROM secret WHERE name = 'two'`, '1 secret missing'],
    [`DELETE FROM proof WHERE lookup = 'AK2'`, '1 access credential missing'],
    ['DELETE FROM state_seal', 'the seal over all rows is gone or damaged'],
    ['UPDATE state_seal SET seal = zeroblob(length(seal))', 'the seal over all rows is gone or damaged'],
    [
      `UPDATE secret SET name = 'other' WHERE name = 'two'`,
      'secret "two" in the vault v stands in its table under other',
    ],
    [`UPDATE secret SET next_due_at = 5 WHERE name = 'two'`, 'secret "two" in the vault v stands in its table under'],
    [`UPDATE secret SET doc = replace(doc, 'two', 'twp')`, 'a secret was not written with this root key'],
    ['DELETE FROM sealed_value WHERE secret = 1', 'the value of version v1 of secret "one" in the vault v is gone'],
    ['UPDATE sealed_value SET bytes = zeroblob(99) WHERE secret = 1', 'the value of version v1 of secret "one"'],
    ['UPDATE vault SET secrets = 2', 'the number of secrets that a vault keeps is not how many there are'],
    ['DROP TRIGGER secret_added', 'the schema is not as it was made'],
    ['DROP INDEX secret_by_id', 'the schema is not as it was made'],
  ])('names %s', async (sql, expected) => {
    change(sql);
    expect(await damages()).toContainEqual(expect.stringContaining(expected));
  });

  it('names a row that is there as it once was', async () => {
    const db = new Database(file);
    const before = db.prepare('SELECT doc, mac FROM secret WHERE seq = 1').get();
    db.close();
    const store = open();
    const [secret] = (await store.state.dump()).secrets.map((held) => held.secret);
    if (secret === undefined) throw new Error('nothing was made');
    const later = { ...secret, description: 'later', revision: 2 };
    await store.secrets.commit({ secret: later, expectedRevision: 1, added: [], dropped: [], caselessName: false });
    await store.close();
    const after = new Database(file);
    after.prepare('UPDATE secret SET doc = @doc, mac = @mac, revision = 1 WHERE seq = 1').run(before);
    after.close();
    expect(await damages()).toEqual(['the rows together are not those that were written last']);
  });

  it('says how many answered changes are missing from an older copy, until something is written', async () => {
    const copy = `${file}.copy`;
    copyFileSync(file, copy);
    const store = open();
    await create(servicesOver(store), 'four', 'value');
    await store.close();
    rmSync(file);
    copyFileSync(copy, file);
    for (const time of ['once', 'again']) {
      const older = open();
      expect([time, older.missing]).toEqual([time, 1]);
      expect(older.isUntouched).toBe(false);
      await older.close();
    }
    const written = open();
    await create(servicesOver(written), 'four', 'value');
    await written.close();
    const after = open();
    expect(after.missing).toBe(0);
    await after.close();
  });

  it('knows a file that nobody touched, and does not trust a mark that is damaged', async () => {
    const same = open();
    expect(same.isUntouched).toBe(true);
    await same.close();
    change('UPDATE vault SET secrets = 2');
    for (const reopen of [open, open]) {
      const opened = reopen();
      expect([opened.isUntouched, opened.check({ opensValues: false }).length]).toEqual([false, 1]);
      await opened.close();
    }
    const changed = open();
    expect(changed.isUntouched).toBe(false);
    await changed.close();
    writeFileSync(mark, 'no mark');
    const unmarked = open();
    expect([unmarked.missing, unmarked.isUntouched]).toEqual(['unknown', false]);
    await unmarked.close();
  });
});

describe('what is whole', () => {
  it('is everything else, and says what is left out', async () => {
    change(`UPDATE secret SET doc = replace(doc, 'two', 'twp')`);
    change(`UPDATE sealed_value SET bytes = zeroblob(9) WHERE secret = 1`);
    const store = open();
    const left: string[] = [];
    const image = store.whole(({ what }) => left.push(what));
    await store.close();
    expect(image.secrets.map(({ secret }) => secret.name)).toEqual(['three']);
    expect(image.identities.map(({ accessCredentials }) => accessCredentials.length)).toEqual([2]);
    expect(left).toEqual([
      'the value of version v1 of secret "one" in the vault v is gone or damaged',
      'a secret was not written with this root key, or was changed since',
    ]);
    const other = openSqliteStore({ file: `${file}.other`, exclusive: true, signing });
    await other.state.load(image);
    expect(other.check({ opensValues: true })).toEqual([]);
    await other.close();
  });
});
