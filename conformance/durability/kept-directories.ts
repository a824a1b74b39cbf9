import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { MIGRATIONS } from '../../packages/store-sqlite/src/migrations.ts';

const KEPT = new URL('../../packages/store-sqlite/test/schemas/', import.meta.url);

/** The versions of the schema before the newest, oldest first. */
export const OLD_VERSIONS = MIGRATIONS.slice(1).map((_, at) => at + 1);

/** The files of a data directory with a kept database of a version of the schema, by name. */
export function keptDirectory(version: number): ReadonlyMap<string, Buffer> {
  return new Map([
    ['root.key', Buffer.from('07'.repeat(32))],
    ['dragoman.db', gunzipSync(readFileSync(new URL(`${version}.db.gz`, KEPT)))],
  ]);
}

/** Whether that is what each of them holds: secrets by name, their newest values. */
export function fitsKept(found: ReadonlyMap<string, string>): boolean {
  return JSON.stringify([...found].toSorted()) === CONTENT;
}

const CONTENT = JSON.stringify([
  ['one', 'second of one'],
  ['three', 'first of three'],
  ['two', 'first of two'],
]);
