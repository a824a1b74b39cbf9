import { createCipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { KEY_BYTES, RowAuthenticator, Sealer } from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { NewerDatabaseError, openSqliteStore } from '../src/index.ts';
import { MIGRATIONS, migrate, SIGNED_SINCE } from '../src/migrations.ts';
import { ROOT_KEY, create, dropSignatures, servicesOver, temporaryDirectory } from './support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'dragoman.db');
});
afterEach(() => directory.remove());

describe('migrations', () => {
  it('number the schema of a new file and keep what it holds when it is opened again', async () => {
    const first = openSqliteStore({ file });
    const secret = await create(servicesOver(first), 'kept', 'value');
    await first.close();
    const second = openSqliteStore({ file });
    expect(await second.secrets.findByName('v', 'kept')).toEqual(secret);
    await second.close();
  });

  it('reject a file that a newer Dragoman wrote, and leave it as it is', async () => {
    await openSqliteStore({ file }).close();
    const db = new Database(file);
    db.pragma('user_version = 1000');
    db.close();
    expect(() => openSqliteStore({ file })).toThrow(NewerDatabaseError);
    expect(() => openSqliteStore({ file })).toThrow(/written by a newer Dragoman.* version 1000/);
    const after = new Database(file);
    expect(after.pragma('user_version', { simple: true })).toBe(1000);
    after.close();
  });

  it('take only the steps that are missing, in order', () => {
    const db = new Database(':memory:');
    migrate(db, ['CREATE TABLE one (a)']);
    migrate(db, ['not SQL', 'ALTER TABLE one ADD COLUMN b', 'ALTER TABLE one RENAME COLUMN b TO c']);
    expect(db.pragma('user_version', { simple: true })).toBe(3);
    expect(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('one')).toEqual(['a', 'c']);
    db.close();
  });

  it('leave nothing of a step that fails', () => {
    const db = new Database(':memory:');
    expect(() => migrate(db, ['CREATE TABLE one (a)', 'CREATE TABLE two (a); CREATE TABLE one (a)'])).toThrow(
      /already exists/,
    );
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['one']);
    db.close();
  });

  it('make what an older file says of expiries and deletions known, and no secret of it rotate', async () => {
    const first = openSqliteStore({ file });
    await create(servicesOver(first), 'old', 'value');
    await first.close();
    const db = new Database(file);
    dropSignatures(db);
    db.exec(`
      DROP TABLE load;
      DROP INDEX secret_by_next_due_time;
      ALTER TABLE secret DROP COLUMN next_due_at;
      UPDATE secret SET deletion_due_at = 5000,
        doc = json_set(json_remove(doc, '$.rotation'), '$.deletionDueAt', 5000, '$.versions[0].expiresAt', 4000)
    `);
    db.pragma(`user_version = ${MIGRATIONS.findIndex((step) => step.includes('COLUMN next_due_at'))}`);
    db.close();
    const second = openSqliteStore({ file });
    expect(await second.secrets.findByName('v', 'old')).toMatchObject({ rotation: null, deletionDueAt: 5_000 });
    expect(await second.secrets.listDue(3_999, 9)).toEqual([]);
    expect((await second.secrets.listDue(4_000, 9)).map(({ name }) => name)).toEqual(['old']);
    await second.close();
  });

  it.each([
    [null, 5_000],
    [6_000, 5_000],
    [4_000, 4_000],
  ])('make a key that was due at %j fall due with its deletion', async (dueAt, expected) => {
    const first = openSqliteStore({ file });
    await create(servicesOver(first), 'old', 'value');
    await first.close();
    const db = new Database(file);
    dropSignatures(db);
    db.prepare(
      'UPDATE customer_key SET deletion_due_at = 5000, due_at = ?, doc = json_set(doc, ' +
        "'$.deletionDueAt', 5000, '$.dueAt', ?)",
    ).run(dueAt, dueAt);
    db.pragma(`user_version = ${MIGRATIONS.findIndex((step) => step.includes('falls due with its deletion'))}`);
    db.close();
    const second = openSqliteStore({ file });
    expect(await second.keys.listDue(expected - 1, 9)).toEqual([]);
    expect((await second.keys.listDue(expected, 9)).map((key) => key.dueAt)).toEqual([expected]);
    await second.close();
  });

  it.each(Array.from({ length: SIGNED_SINCE }, (_, version) => version))(
    'bring a file of version %i to the newest, its rows signed and sealed',
    async (version) => {
      const db = new Database(file);
      migrate(db, MIGRATIONS.slice(0, version));
      const identity = { id: 'dev', name: 'dev', addresses: 'any', attributes: {} };
      if (version > 0) db.prepare('INSERT INTO identity (id, doc) VALUES (?, ?)').run('dev', JSON.stringify(identity));
      db.close();
      const signing = { rows: new RowAuthenticator(ROOT_KEY), sealer: new Sealer(ROOT_KEY) };
      const store = openSqliteStore({ file, exclusive: true, signing });
      expect(await store.identities.list()).toEqual(version > 0 ? [identity] : []);
      expect(store.check({ opensValues: true })).toEqual([]);
      await store.close();
    },
  );

  it('reject a file that is no database', () => {
    const db = new Database(file);
    db.exec('CREATE TABLE secret (mine)');
    db.close();
    expect(() => openSqliteStore({ file })).toThrow(/already exists/);
  });

  it('make the material of a key its first version, which opens what it sealed', async () => {
    const material = randomBytes(KEY_BYTES);
    const key = {
      vault: 'v',
      id: 'k1',
      isDefault: true,
      state: 'enabled',
      description: 'old',
      createdAt: 5,
      attributes: { door: { a: 1 } },
      revision: 4,
    };
    const context = { vault: 'v', secretId: 's1', versionId: 'v1' };
    const db = new Database(file);
    migrate(
      db,
      MIGRATIONS.slice(
        0,
        MIGRATIONS.findIndex((step) => step.includes('key_with_versions')),
      ),
    );
    db.prepare(
      'INSERT INTO customer_key (vault, id, is_default, revision, doc, sealed_material) VALUES (?, ?, 1, 4, ?, ?)',
    ).run('v', 'k1', JSON.stringify(key), sealedBy(ROOT_KEY, ['key', 'v', 'k1'], material));
    db.close();

    const store = openSqliteStore({ file });
    const { keys, sealer } = servicesOver(store);
    const migrated = await keys.find('v', 'k1');
    expect(await keys.findDefault('v')).toEqual(migrated);
    if (migrated === null) throw new Error('the key is gone');
    expect(migrated).toMatchObject({
      ...key,
      spec: 'AES_256',
      usage: 'encrypt',
      origin: 'service',
      tags: [],
      deletionDueAt: null,
      dueAt: null,
      isProtected: false,
    });
    expect(migrated.rotation).toEqual({ enabled: false, intervalMs: null, lastAt: null, nextAt: null });
    expect(migrated.versions).toMatchObject([{ id: 'k1', ordinal: 1, createdAt: 5 }]);
    const bound = ['value', 'v', 's1', 'v1'];
    const dataKey = randomBytes(KEY_BYTES);
    const sealed = Buffer.concat([
      Buffer.of(1),
      sealedBy(material, bound, dataKey),
      sealedBy(dataKey, bound, Buffer.from('the value')),
    ]);
    expect(sealer.openValue(migrated, context, sealed)).toBe('the value');
    expect(await keys.commit({ ...migrated, revision: 5 }, 4)).toBe('committed');
    await store.close();
  });
});

/** AES-256-GCM as values were sealed from the start: nonce, ciphertext, tag; the context bound. */
function sealedBy(key: Uint8Array, context: readonly string[], plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(JSON.stringify(context)));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}
