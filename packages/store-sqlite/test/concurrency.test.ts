import { join } from 'node:path';

import { CURRENT, DomainError, PREVIOUS, type Secret, labelsOf, readSecretValue } from '@dragoman/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type SqliteStore, openSqliteStore } from '../src/index.ts';
import { UNLIMITED, create, killPrograms, putMany, servicesOver, start, temporaryDirectory } from './support.ts';

const PUTTER = new URL('./programs/put-versions.ts', import.meta.url);

let directory: ReturnType<typeof temporaryDirectory>;
let file: string;
let one: SqliteStore;
let two: SqliteStore;
beforeEach(() => {
  directory = temporaryDirectory();
  file = join(directory.path, 'dragoman.db');
  one = openSqliteStore({ file });
  two = openSqliteStore({ file });
});
afterEach(async () => {
  killPrograms();
  await one.close();
  await two.close();
  directory.remove();
});

describe('two writers of one file', () => {
  it('make 50 versions by 50 parallel puts', async () => {
    const writers = [servicesOver(one), servicesOver(two)];
    await create(servicesOver(one), 'shared', 'value');
    const outcomes = await putMany(writers, 50);
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    await expectSound(51);
  });

  it('make the versions that the limit lets them, and are told of the others', async () => {
    const writers = [servicesOver(one), servicesOver(two)];
    await create(servicesOver(one), 'shared', 'value');
    const outcomes = await putMany(writers, 50, { ...UNLIMITED, versionLimit: 20 });
    // Each put leaves a version without a label behind, which makes room: none is rejected.
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    const secret = await expectSound(20);
    expect(secret.lastOrdinal).toBe(51);
    expect(await one.secrets.readSealed('v', secret.id, 'v1')).toBe(null);
  });

  it('reject every put at a limit that labels fill', async () => {
    const writers = [servicesOver(one), servicesOver(two)];
    await create(servicesOver(one), 'shared', 'value');
    const outcomes = await putMany(writers, 50, { ...UNLIMITED, versionLimit: 1 });
    const rejected = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(rejected.length).toBe(50);
    expect(
      rejected.every(({ reason }) => reason instanceof DomainError && reason.code === 'version-quota-exceeded'),
    ).toBe(true);
    await expectSound(1);
  });

  it('make every version as processes of their own, too', async () => {
    await create(servicesOver(one), 'shared', 'value');
    const programs = [start(PUTTER, file, '25'), start(PUTTER, file, '25')];
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0]);
    await expectSound(51);
  });
});

/** So many versions, each readable, times strictly increasing, CURRENT on the newest and PREVIOUS on the one before. */
async function expectSound(count: number): Promise<Secret> {
  const secret = await two.secrets.findByName('v', 'shared');
  if (secret === null) throw new Error('the secret is gone');
  expect(secret.versions.length).toBe(count);
  const times = secret.versions.map(({ createdAt }) => createdAt);
  expect(times.every((time, at) => at === 0 || time > (times[at - 1] ?? time))).toBe(true);
  expect(secret.labels.filter(({ label }) => label === CURRENT).length).toBe(1);
  expect(labelsOf(secret, secret.versions.at(-1)?.id ?? '')).toEqual([CURRENT]);
  if (count > 1) expect(labelsOf(secret, secret.versions.at(-2)?.id ?? '')).toEqual([PREVIOUS]);
  for (const { id } of secret.versions) {
    const selector = { versionId: id, label: null };
    const { value } = await readSecretValue(servicesOver(two), {
      ref: { vault: 'v', id: secret.id },
      selector,
      allowPendingDeletion: false,
    });
    expect(value.data).toMatch(/^value/);
  }
  return secret;
}
