/**
 * Writes secrets without end and prints the name of each once its write was answered. Arguments: database file, prefix
 * of names.
 */
import { writeSync } from 'node:fs';

import { putSecretVersion } from '@dragoman/core';

import { openSqliteStore } from '../../src/index.ts';
import { PUT, UNLIMITED, create, servicesOver } from '../support.ts';

const [file = '', prefix = ''] = process.argv.slice(2);
const services = servicesOver(openSqliteStore({ file }));

for (let n = 0; ; n += 1) {
  const name = `${prefix}-${n}`;
  await create(services, name, `first value of ${name}`);
  writeSync(1, `created ${name}\n`);
  const value = { type: 'text', data: `second value of ${name}` } as const;
  await putSecretVersion(services, { ...PUT, ref: { vault: 'v', name }, value, policy: UNLIMITED });
  writeSync(1, `changed ${name}\n`);
}
