import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

import { makeCatalogue } from './make-catalogue.ts';

for (const door of ['huawei', 'aliyun', 'aliyun-instance', 'bk'] as const) {
  test(`the catalogue of ${door} is what the tables of its operations and errors say`, async () => {
    const path = new URL(`../../packages/conform/src/doors/data/${door}.json`, import.meta.url);
    const made = await makeCatalogue(door);
    if (process.env['RECORD_FIXTURES'] === '1') writeFileSync(path, `${JSON.stringify(made)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), JSON.parse(JSON.stringify(made)));
  });
}
