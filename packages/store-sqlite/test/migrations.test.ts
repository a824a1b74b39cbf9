import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { NewerDatabaseError, openSqliteStore } from '../src/index.ts';
import { migrate } from '../src/migrations.ts';
import { create, servicesOver, temporaryDirectory } from './support.ts';

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

  it('refuse a file that a newer Dragoman wrote, and leave it as it is', async () => {
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
    expect(() => migrate(db, ['CREATE TABLE one (a)', 'CREATE TABLE two (a); CREATE TABLE one (a)'])).toThrow(/already exists/);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['one']);
    db.close();
  });

  it('refuse a file that is no database', () => {
    const db = new Database(file);
    db.exec('CREATE TABLE secret (mine)');
    db.close();
    expect(() => openSqliteStore({ file })).toThrow(/already exists/);
  });
});
