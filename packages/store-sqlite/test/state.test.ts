import { join } from 'node:path';

import { EMPTY_STATE, readSecretValue } from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { openSqliteStore } from '../src/index.ts';
import { openDatabase, storesOver } from '../src/open-store.ts';
import { create, killPrograms, servicesOver, start, temporaryDirectory } from './support.ts';

const LOADER = new URL('./programs/load-until-killed.ts', import.meta.url);

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'dragoman.db');
});
afterEach(() => {
  killPrograms();
  directory.remove();
});

describe('a load', () => {
  it('leaves the schema and its guards as they were, done or rejected', async () => {
    const { db } = openDatabase(':memory:');
    const schema = (): unknown => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
    const before = schema();
    const store = storesOver(db, true);
    await create(servicesOver(store), 'name', 'value');
    const image = await store.state.dump();
    await store.state.load(image);
    const twice = [...image.secrets, ...image.secrets];
    await expect(store.state.load({ ...image, secrets: twice })).rejects.toThrow(/UNIQUE/);
    expect(schema()).toEqual(before);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    await store.close();
  });

  it('brings values back that the same root key opens', async () => {
    const store = openSqliteStore({ file, exclusive: true });
    const services = servicesOver(store);
    await create(services, 'name', 'the value');
    const image = await store.state.dump();
    const ref = { vault: 'v', name: 'name' };
    const read = async (): Promise<string> =>
      (await readSecretValue(services, { ref, selector: 'newest', allowPendingDeletion: false })).value.data;
    expect(await read()).toBe('the value');
    await store.state.load(EMPTY_STATE);
    await expect(read()).rejects.toThrow('secret-not-found');
    await store.state.load(image);
    expect(await read()).toBe('the value');
    await store.close();
  });

  it('is whole in the file, or not there at all, when the process is killed in its midst', async () => {
    for (const killAfter of [1, 8, 15]) {
      const loader = start(LOADER, file);
      let seen = 0;
      for await (const line of loader.lines) {
        expect(line).toBe('loaded');
        seen += 1;
        if (seen === killAfter) loader.child.kill('SIGKILL');
      }
      expect(await loader.ended).toBe('SIGKILL');
      const store = openSqliteStore({ file });
      const { secrets } = await store.state.dump();
      expect(secrets.length).toBe(50);
      expect(new Set(secrets.map(({ secret }) => secret.name.split('-')[0])).size).toBe(1);
      expect(await store.secrets.count('v')).toBe(50);
      await store.close();
      const db = new Database(file);
      expect([db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual(['ok', []]);
      db.close();
    }
  });
});
