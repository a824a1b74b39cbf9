/** Loads the images of two environments in turn, without end, and says so after each. Argument: database file. */
import { writeSync } from 'node:fs';

import { EMPTY_STATE, type StateImage } from '@dragoman/core';

import { openSqliteStore } from '../../src/index.ts';
import { create, servicesOver } from '../support.ts';

const store = openSqliteStore({ file: process.argv[2] ?? '', exclusive: true });
const environments: StateImage[] = [];
for (const side of ['left', 'right']) {
  await store.state.load(EMPTY_STATE);
  for (let n = 0; n < 50; n += 1) await create(servicesOver(store), `${side}-${n}`, 'value');
  environments.push(await store.state.dump());
}
for (;;) {
  for (const environment of environments) {
    await store.state.load(environment);
    writeSync(1, 'loaded\n');
  }
}
