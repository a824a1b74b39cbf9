import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  FREE,
  VAULT,
  type Environment,
  forced,
  keyInState,
  made,
  newEnvironment,
  rejectionOf,
  target,
  valueAt,
} from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { InsertLimits } from '../ports/secret-store.ts';
import { Sealer } from '../sealing/sealer.ts';
import { deleteSecret, scheduleSecretDeletion } from './deletion.ts';
import { type ExportedSecret, exportSecret, importSecret, openExportedSecret } from './export-secret.ts';
import { createKey } from './keys.ts';
import { listSecretsByName } from './list-secrets.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { readSecretValue } from './read-value.ts';

const FREELY: InsertLimits = { maxSecrets: null, caselessName: false };

/** A secret with two versions of both kinds, a custom label, tags and attributes. */
async function stocked(environment: Environment, keyId: string | null = null) {
  await made(environment, {
    description: 'about',
    keyId,
    tags: [{ key: 'team', value: 'a' }],
    attributes: { door: { own: [1] } },
  });
  const { secret } = await putSecretVersion(environment.services, {
    ...target(),
    value: { type: 'binary', data: 'two' },
    versionId: 'blue',
    labels: [CURRENT, 'mine'],
    expiresAt: 5,
    sameVersion: 'reject',
    policy: FREE,
  });
  return secret;
}

async function exported({ services }: Environment): Promise<ExportedSecret> {
  const opened = openExportedSecret({ sealer: services.sealer }, await exportSecret(services, target().ref));
  if (opened === null) throw new Error('did not open');
  return opened;
}

async function imported({ services }: Environment, given: ExportedSecret, vault = VAULT, limits = FREELY) {
  return importSecret(services, { exported: given, vault, actor: 'restorer', limits });
}

describe('an exported secret', () => {
  it('is made again under an id that is given', async () => {
    const environment = newEnvironment();
    await stocked(environment);
    const id = '0198f2d4-0000-4000-8000-000000000001';
    const secret = await importSecret(environment.services, {
      exported: await exported(environment),
      vault: 'other',
      actor: 'restorer',
      limits: FREELY,
      id,
    });
    expect(secret.id).toBe(id);
    const { value } = await readSecretValue(environment.services, {
      ref: { vault: 'other', id },
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
    expect(value.data).toBe('two');
  });

  it('is made again with every version, value and label, under a new id', async () => {
    const environment = newEnvironment();
    const before = await stocked(environment);
    const given = await exported(environment);
    await deleteSecret(environment.services, target().ref);
    environment.advance(1_000);
    const after = await imported(environment, given);
    expect(after).toEqual({
      ...before,
      id: expect.not.stringMatching(before.id),
      updatedAt: environment.services.clock.now(),
      updatedBy: 'restorer',
      revision: 1,
    });
    expect(await loadSecret(environment.services, target().ref)).toEqual(after);
    expect([
      await valueAt(environment),
      await valueAt(environment, PREVIOUS),
      await valueAt(environment, 'mine'),
    ]).toEqual(['two', 'one', 'two']);
    const { value } = await readSecretValue(environment.services, {
      ...target(),
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
    expect(value.type).toBe('binary');
  });

  it('takes its next version where it left off', async () => {
    const environment = newEnvironment();
    await stocked(environment);
    const given = await exported(environment);
    await deleteSecret(environment.services, target().ref);
    await imported(environment, given);
    const put = {
      ...target(),
      value: { type: 'text', data: 'three' },
      versionId: null,
      labels: null,
      expiresAt: null,
      sameVersion: 'reject',
      policy: FREE,
    } as const;
    expect((await putSecretVersion(environment.services, put)).version).toMatchObject({ id: 'v3', ordinal: 3 });
  });

  it('forgets a rotation that was asked for, and keeps its plan', async () => {
    const environment = newEnvironment();
    await stocked(environment);
    const plan = { accounts: 'one', pendingLabel: null, versionIds: 'numbered', versioning: FREE } as const;
    const rotation = {
      plan,
      enabled: true,
      periodMs: 5,
      lastAt: 1,
      nextAt: 6,
      requested: { id: 'task', at: 2, versionId: null },
      failures: 1,
    };
    await forced(environment, { rotation });
    const given = await exported(environment);
    await deleteSecret(environment.services, target().ref);
    expect((await imported(environment, given)).rotation).toEqual({ ...rotation, requested: null, failures: 0 });
  });

  it('is sealed by the default key in another vault, by its own keys at home', async () => {
    const environment = newEnvironment();
    const key = await createKey(environment.services, VAULT, '');
    await stocked(environment, key.id);
    const given = await exported(environment);
    const elsewhere = await imported(environment, given, 'elsewhere');
    const theirs = await environment.services.keys.findDefault('elsewhere');
    expect([elsewhere.vault, elsewhere.keyId, ...elsewhere.versions.map(({ keyId }) => keyId)]).toEqual([
      'elsewhere',
      null,
      theirs?.id,
      theirs?.id,
    ]);
    await deleteSecret(environment.services, target().ref);
    const home = await imported(environment, given);
    expect([home.keyId, ...home.versions.map(({ keyId }) => keyId)]).toEqual([key.id, key.id, key.id]);
  });

  it('opens with no character changed, left out or added, and nowhere else', async () => {
    const environment = newEnvironment();
    await stocked(environment);
    const text = await exportSecret(environment.services, target().ref);
    expect(Buffer.from(text, 'base64').includes('two')).toBe(false);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(openExportedSecret(environment.services, text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
    }
    for (const other of [
      '',
      'A',
      text.slice(0, -4),
      `${text}\n`,
      `${text}AAAA`,
      text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    ]) {
      expect(openExportedSecret(environment.services, other)).toBeNull();
    }
    expect(openExportedSecret({ sealer: new Sealer(new Uint8Array(32).fill(8)) }, text)).toBeNull();
    expect(openExportedSecret(environment.services, environment.services.sealer.sealText(['other'], '{}'))).toBeNull();
  });
});

describe('exportSecret', () => {
  it('is rejected where a value could not be read', async () => {
    const environment = newEnvironment();
    const { ref } = target();
    expect(await rejectionOf(exportSecret(environment.services, ref))).toBe('secret-not-found');
    const key = await createKey(environment.services, VAULT, '');
    await stocked(environment, key.id);
    await keyInState(environment, key.id, 'disabled');
    expect(await rejectionOf(exportSecret(environment.services, ref))).toBe('key-disabled');
    await forced(environment, { state: 'disabled' });
    expect(await rejectionOf(exportSecret(environment.services, ref))).toBe('secret-not-enabled');
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(exportSecret(environment.services, ref))).toBe('secret-pending-deletion');
  });

  it('starts again when a version rolled off meanwhile', async () => {
    let reads = 0;
    const environment = newEnvironment(({ secrets }) => ({
      secrets: {
        ...secrets,
        readSealed: async (...which) => ((reads += 1) === 1 ? null : secrets.readSealed(...which)),
      },
    }));
    await stocked(environment);
    expect((await exported(environment)).values.map(({ data }) => data)).toEqual(['one', 'two']);
  });
});

describe('importSecret', () => {
  it('checks the name, then the keys, then the number of secrets', async () => {
    const environment = newEnvironment();
    const key = await createKey(environment.services, VAULT, '');
    await stocked(environment, key.id);
    const given = await exported(environment);
    const full: InsertLimits = { maxSecrets: 1, caselessName: false };
    await keyInState(environment, key.id, 'disabled');
    expect(await rejectionOf(imported(environment, given, VAULT, full))).toBe('secret-exists');
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(imported(environment, given, VAULT, full))).toBe('secret-name-held-by-deletion');
    await deleteSecret(environment.services, target().ref);
    await made(environment, { name: 'other' });
    expect(await rejectionOf(imported(environment, given, VAULT, full))).toBe('key-disabled');
    await keyInState(environment, key.id, 'enabled');
    expect(await rejectionOf(imported(environment, given, VAULT, full))).toBe('secret-quota-exceeded');
    expect(
      (await listSecretsByName(environment.services, VAULT, { after: null, limit: 9 })).secrets.map(({ name }) => name),
    ).toEqual(['other']);
    expect((await imported(environment, given)).createdBy).toBe(ACTOR);
  });

  it('is rejected when the name is taken between the check and the insert', async () => {
    const environment = newEnvironment(({ secrets }) => ({ secrets: { ...secrets, findByName: async () => null } }));
    const secret = await made(environment);
    expect(await rejectionOf(imported(environment, { secret, values: [{ type: 'text', data: 'one' }] }))).toBe(
      'secret-exists',
    );
  });
});
