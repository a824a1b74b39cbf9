/**
 * One bit of a file beside the database turned: of the root key, the certificate authority, a snapshot. Each time the
 * file is refused in one line, or means what it meant; never anything else. `LONG=1` takes every byte.
 */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { type Sealer, stateHash } from '../../packages/core/src/index.ts';
import { allOf, heldBytes } from '../../packages/environment/src/state/stored-bytes.ts';
import { packSnapshot, readSnapshot } from '../../packages/environment/src/state/whole-snapshot.ts';
import { loadSettings } from '../../packages/gateway/src/config/load.ts';
import { openState } from '../../packages/gateway/src/state/open-state.ts';
import { ConfigError } from '../../packages/input/src/index.ts';
import { authorityOf } from '../../packages/server/src/index.ts';
import { create, servicesOver } from '../../packages/store-sqlite/test/support.ts';
import { runDirectory } from './disk-calls.ts';
import { count } from './results.ts';
import { sampleOf } from './strace.ts';
import { numbers, turnBit } from './turn-bits.ts';

const SNAPSHOT = join('snapshots', 'kept');

const scratch = runDirectory();
const [whole, damaged] = [join(scratch.path, 'whole'), join(scratch.path, 'damaged')];
after(() => {
  scratch.remove();
});

const settingsOf = (directory: string) => loadSettings({ flags: { 'data-dir': directory }, env: {}, file: null });

let expected: string;
let authority: X509Certificate;
before(async () => {
  const settings = await settingsOf(whole);
  const state = await openState(settings, undefined, () => undefined);
  for (const name of ['one', 'two'])
    await create({ ...servicesOver(state.store), sealer: state.sealer }, name, 'value');
  const image = await state.store.state.dump();
  const origin = { sealer: state.sealer, passphrase: null, version: '1.2.3', createdAt: 0 };
  await state.snapshots.put('kept', heldBytes(await packSnapshot(image, origin)));
  await state.close();
  expected = stateHash(image, state.sealer);
  authority = new X509Certificate((await authorityOf(settings)).certificate);
});

/** What is in the directory, and what the snapshot holds. @throws ConfigError, SnapshotError */
async function readState(directory: string): Promise<void> {
  const state = await openState(await settingsOf(directory), undefined, () => undefined);
  try {
    assert.equal(stateHash(await state.store.state.dump(), state.sealer), expected, 'the state is another');
    const kept = await state.snapshots.get('kept');
    await readKept(await allOf(kept).finally(() => kept.close()), state.sealer);
  } finally {
    await state.close();
  }
}

async function readKept(bytes: Buffer, sealer: Sealer): Promise<void> {
  const image = await readSnapshot(bytes, { sealer, passphrase: null });
  assert.equal(stateHash(image, sealer), expected, 'the snapshot is another');
}

/** That clients which trust the authority of before trust what is issued. @throws ConfigError */
async function useAuthority(directory: string): Promise<void> {
  const opened = await authorityOf(await settingsOf(directory));
  const { cert } = opened.issue({ domains: ['localhost'], addresses: [] });
  assert.ok(new X509Certificate(opened.certificate).raw.equals(authority.raw), 'the authority is another');
  assert.ok(new X509Certificate(cert).verify(authority.publicKey), 'what it issues is not trusted');
  assert.ok(new X509Certificate(cert).checkIssued(authority), 'what it issues names another authority');
}

for (const [file, amount, use] of [
  ['root.key', 30, readState],
  [SNAPSHOT, 40, readState],
  ['ca.key', 30, useAuthority],
  ['ca.pem', 30, useAuthority],
] as const)
  test(`a bit of ${file}, turned`, async () => {
    const bytes = readFileSync(join(whole, file));
    for (const at of sampleOf(bytes.length, amount)) {
      rmSync(damaged, { recursive: true, force: true });
      cpSync(whole, damaged, { recursive: true });
      writeFileSync(join(damaged, file), turnBit(bytes, at - 1, numbers(at)));
      count('flips-beside', await outcomeOf(() => use(damaged), `byte ${at} of ${file}`));
    }
  });

async function outcomeOf(use: () => Promise<void>, where: string): Promise<'same' | 'rejected'> {
  try {
    await use();
    return 'same';
  } catch (error) {
    const { name, message } = error as Error;
    assert.ok(error instanceof ConfigError || name === 'SnapshotError', `${where}: ${name}: ${message}`);
    assert.doesNotMatch(message, /\n/, where);
    return 'rejected';
  }
}
