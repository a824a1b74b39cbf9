import { join } from 'node:path';

import { readSecretValue } from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { openSqliteStore } from '../src/index.ts';
import { openDatabase } from '../src/open-store.ts';
import { killPrograms, servicesOver, start, temporaryDirectory } from './support.ts';

const WRITER = new URL('./programs/write-until-killed.ts', import.meta.url);

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

describe('what was answered is durable', () => {
  it('survives kill -9 in the midst of writing, again and again', async () => {
    const answered: string[] = [];
    for (const [round, killAfter] of [1, 60, 201].entries()) {
      const writer = start(WRITER, file, `round${round}`);
      let seen = 0;
      for await (const line of writer.lines) {
        answered.push(line);
        seen += 1;
        if (seen === killAfter) writer.child.kill('SIGKILL');
      }
      expect(await writer.ended).toBe('SIGKILL');
      expect(seen).toBeGreaterThanOrEqual(killAfter);
    }
    await expectAllThere(answered);
    const db = new Database(file);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });

  it('syncs every commit of a file to disk', () => {
    const { db } = openDatabase(file);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });
});

/** Every answered write is there, and no more than one unanswered write a round. */
async function expectAllThere(answered: readonly string[]): Promise<void> {
  const store = openSqliteStore({ file });
  const services = servicesOver(store);
  const names = answered.filter((line) => line.startsWith('created ')).map((line) => line.slice('created '.length));
  const changed = new Set(
    answered.filter((line) => line.startsWith('changed ')).map((line) => line.slice('changed '.length)),
  );
  for (const name of names) {
    const { value, secret } = await readSecretValue(services, {
      ref: { vault: 'v', name },
      selector: 'newest',
      allowPendingDeletion: false,
    });
    const expected = changed.has(name) || secret.versions.length === 2 ? 'second' : 'first';
    expect(value.data).toBe(`${expected} value of ${name}`);
  }
  const listed = await store.secrets.list('v', { order: 'name', after: null, limit: 10_000 });
  expect(await store.secrets.count('v')).toBe(listed.length);
  expect(listed.length - names.length).toBeLessThanOrEqual(3);
  await store.close();
}
