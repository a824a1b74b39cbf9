import { readFileSync, writeFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { DOORS } from '../src/recording/recording.ts';
import { makeCatalogue } from './support/make-catalogue.ts';

// `RECORD_FIXTURES=1` writes what the tables say now.
test.each(DOORS)('the catalogue of %s is what the tables of its operations and errors say', async (door) => {
  const path = new URL(`../src/doors/data/${door}.json`, import.meta.url);
  const made = await makeCatalogue(door);
  if (process.env['RECORD_FIXTURES'] === '1') writeFileSync(path, `${JSON.stringify(made)}\n`);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(made);
});
