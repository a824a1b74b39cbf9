import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import {
  findAccessCredential,
  grantAccessCredential,
  putSecretVersion,
  readSecretValue,
  registerIdentity,
  updateCredential,
} from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type SqliteStore, openSqliteStore } from '../src/index.ts';
import { PUT, UNLIMITED, create, servicesOver, temporaryDirectory } from './support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let store: SqliteStore;
beforeEach(() => {
  directory = temporaryDirectory();
  store = openSqliteStore({ file: join(directory.path, 'dragoman.db') });
});
afterEach(async () => {
  await store.close();
  directory.remove();
});

describe('stored bytes', () => {
  it('never contain a value, in the file or in its log', async () => {
    const services = servicesOver(store);
    const values = ['first-needle-value', 'second-needle-value', 'slot-needle-value'];
    const [first = '', second = '', slot = ''] = values;
    const ref = { vault: 'v', name: 'visible-name' };
    await create(services, ref.name, first);
    await putSecretVersion(services, { ...PUT, ref, value: { type: 'binary', data: second }, policy: UNLIMITED });
    expectAbsent(values);
    await updateCredential(services, {
      ref,
      actor: 'test',
      name: ref.name,
      description: null,
      type: 'PASSWORD',
      slots: { password: { set: slot } },
      policy: UNLIMITED,
      caselessName: false,
    });
    expectAbsent(values);
    const read = await readSecretValue(services, { ref, selector: 'newest', allowPendingDeletion: false });
    expect(read.value.data).toContain(slot);
    await store.close();
    expectAbsent(values);
  });

  it("never contain an identity's secret key, password or token", async () => {
    const services = servicesOver(store);
    const accessCredentials = [
      { kind: 'access-key', lookup: 'visible-name', secret: 'secret-key-needle', expiresAt: null },
      { kind: 'password', lookup: 'domain/user', secret: 'password-needle', expiresAt: null },
    ] as const;
    await registerIdentity(services, { id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, accessCredentials);
    await grantAccessCredential(services, 'dev', {
      kind: 'token',
      lookup: 'token-needle',
      secret: null,
      expiresAt: null,
    });
    const needles = ['secret-key-needle', 'password-needle', 'token-needle'];
    expectAbsent(needles);
    expect((await findAccessCredential(services, 'access-key', 'visible-name'))?.secret).toBe('secret-key-needle');
    expect((await findAccessCredential(services, 'token', 'token-needle'))?.identity.id).toBe('dev');
    await store.close();
    expectAbsent(needles);
  });
});

/** Searches every file of the directory; `visible-name` shows that it searches where things are. */
function expectAbsent(needles: readonly string[]): void {
  const bytes = Buffer.concat(readdirSync(directory.path).map((name) => readFileSync(join(directory.path, name))));
  expect(bytes.includes('visible-name')).toBe(true);
  for (const needle of needles) {
    for (const encoding of ['utf8', 'utf16le', 'base64', 'hex'] as const) {
      const text = Buffer.from(needle)
        .toString(encoding === 'utf16le' ? 'utf8' : encoding)
        .replace(/=+$/, '')
        .slice(0, -2);
      expect(bytes.includes(text, 0, encoding === 'utf16le' ? 'utf16le' : 'utf8')).toBe(false);
    }
  }
}
