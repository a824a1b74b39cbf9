import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  FREE,
  VAULT,
  type World,
  forced,
  keyInState,
  made,
  newWorld,
  refusalOf,
  target,
  valueAt,
} from '../../test/world.ts';
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
async function stocked(world: World, keyId: string | null = null) {
  await made(world, {
    description: 'about',
    keyId,
    tags: [{ key: 'team', value: 'a' }],
    attributes: { door: { own: [1] } },
  });
  const { secret } = await putSecretVersion(world.services, {
    ...target(),
    value: { type: 'binary', data: 'two' },
    versionId: 'blue',
    labels: [CURRENT, 'mine'],
    expiresAt: 5,
    sameVersion: 'refuse',
    policy: FREE,
  });
  return secret;
}

async function exported({ services }: World): Promise<ExportedSecret> {
  const opened = openExportedSecret({ sealer: services.sealer }, await exportSecret(services, target().ref));
  if (opened === null) throw new Error('did not open');
  return opened;
}

async function imported({ services }: World, given: ExportedSecret, vault = VAULT, limits = FREELY) {
  return importSecret(services, { exported: given, vault, actor: 'restorer', limits });
}

describe('an exported secret', () => {
  it('is made again under an id that is given', async () => {
    const world = newWorld();
    await stocked(world);
    const id = '0198f2d4-0000-4000-8000-000000000001';
    const secret = await importSecret(world.services, {
      exported: await exported(world),
      vault: 'other',
      actor: 'restorer',
      limits: FREELY,
      id,
    });
    expect(secret.id).toBe(id);
    const { value } = await readSecretValue(world.services, {
      ref: { vault: 'other', id },
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
    expect(value.data).toBe('two');
  });

  it('is made again with every version, value and label, under a new id', async () => {
    const world = newWorld();
    const before = await stocked(world);
    const given = await exported(world);
    await deleteSecret(world.services, target().ref);
    world.advance(1_000);
    const after = await imported(world, given);
    expect(after).toEqual({
      ...before,
      id: expect.not.stringMatching(before.id),
      updatedAt: world.services.clock.now(),
      updatedBy: 'restorer',
      revision: 1,
    });
    expect(await loadSecret(world.services, target().ref)).toEqual(after);
    expect([await valueAt(world), await valueAt(world, PREVIOUS), await valueAt(world, 'mine')]).toEqual([
      'two',
      'one',
      'two',
    ]);
    const { value } = await readSecretValue(world.services, {
      ...target(),
      selector: { label: CURRENT },
      allowPendingDeletion: false,
    });
    expect(value.type).toBe('binary');
  });

  it('takes its next version where it left off', async () => {
    const world = newWorld();
    await stocked(world);
    const given = await exported(world);
    await deleteSecret(world.services, target().ref);
    await imported(world, given);
    const put = {
      ...target(),
      value: { type: 'text', data: 'three' },
      versionId: null,
      labels: null,
      expiresAt: null,
      sameVersion: 'refuse',
      policy: FREE,
    } as const;
    expect((await putSecretVersion(world.services, put)).version).toMatchObject({ id: 'v3', ordinal: 3 });
  });

  it('forgets a rotation that was asked for, and keeps its plan', async () => {
    const world = newWorld();
    await stocked(world);
    const plan = { accounts: 'one', pendingLabel: null, versionIds: 'numbered', versioning: FREE } as const;
    const rotation = {
      plan,
      enabled: true,
      periodMs: 5,
      lastAt: 1,
      nextAt: 6,
      asked: { id: 'task', at: 2 },
      failures: 1,
    };
    await forced(world, { rotation });
    const given = await exported(world);
    await deleteSecret(world.services, target().ref);
    expect((await imported(world, given)).rotation).toEqual({ ...rotation, asked: null, failures: 0 });
  });

  it('is sealed by the default key in another vault, by its own keys at home', async () => {
    const world = newWorld();
    const key = await createKey(world.services, VAULT, '');
    await stocked(world, key.id);
    const given = await exported(world);
    const elsewhere = await imported(world, given, 'elsewhere');
    const theirs = await world.services.keys.findDefault('elsewhere');
    expect([elsewhere.vault, elsewhere.keyId, ...elsewhere.versions.map(({ keyId }) => keyId)]).toEqual([
      'elsewhere',
      null,
      theirs?.id,
      theirs?.id,
    ]);
    await deleteSecret(world.services, target().ref);
    const home = await imported(world, given);
    expect([home.keyId, ...home.versions.map(({ keyId }) => keyId)]).toEqual([key.id, key.id, key.id]);
  });

  it('opens with no character changed, left out or added, and nowhere else', async () => {
    const world = newWorld();
    await stocked(world);
    const text = await exportSecret(world.services, target().ref);
    expect(Buffer.from(text, 'base64').includes('two')).toBe(false);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(openExportedSecret(world.services, text.slice(0, at) + other + text.slice(at + 1))).toBeNull();
    }
    for (const other of [
      '',
      'A',
      text.slice(0, -4),
      `${text}\n`,
      `${text}AAAA`,
      text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
    ]) {
      expect(openExportedSecret(world.services, other)).toBeNull();
    }
    expect(openExportedSecret({ sealer: new Sealer(new Uint8Array(32).fill(8)) }, text)).toBeNull();
    expect(openExportedSecret(world.services, world.services.sealer.sealText(['other'], '{}'))).toBeNull();
  });
});

describe('exportSecret', () => {
  it('is refused where a value could not be read', async () => {
    const world = newWorld();
    const { ref } = target();
    expect(await refusalOf(exportSecret(world.services, ref))).toBe('secret-not-found');
    const key = await createKey(world.services, VAULT, '');
    await stocked(world, key.id);
    await keyInState(world, key.id, 'disabled');
    expect(await refusalOf(exportSecret(world.services, ref))).toBe('key-disabled');
    await forced(world, { state: 'disabled' });
    expect(await refusalOf(exportSecret(world.services, ref))).toBe('secret-not-enabled');
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refusalOf(exportSecret(world.services, ref))).toBe('secret-pending-deletion');
  });

  it('starts again when a version rolled off meanwhile', async () => {
    let reads = 0;
    const world = newWorld(({ secrets }) => ({
      secrets: {
        ...secrets,
        readSealed: async (...which) => ((reads += 1) === 1 ? null : secrets.readSealed(...which)),
      },
    }));
    await stocked(world);
    expect((await exported(world)).values.map(({ data }) => data)).toEqual(['one', 'two']);
  });
});

describe('importSecret', () => {
  it('checks the name, then the keys, then the number of secrets', async () => {
    const world = newWorld();
    const key = await createKey(world.services, VAULT, '');
    await stocked(world, key.id);
    const given = await exported(world);
    const full: InsertLimits = { maxSecrets: 1, caselessName: false };
    await keyInState(world, key.id, 'disabled');
    expect(await refusalOf(imported(world, given, VAULT, full))).toBe('secret-exists');
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refusalOf(imported(world, given, VAULT, full))).toBe('secret-name-held-by-deletion');
    await deleteSecret(world.services, target().ref);
    await made(world, { name: 'other' });
    expect(await refusalOf(imported(world, given, VAULT, full))).toBe('key-disabled');
    await keyInState(world, key.id, 'enabled');
    expect(await refusalOf(imported(world, given, VAULT, full))).toBe('secret-quota-exceeded');
    expect(
      (await listSecretsByName(world.services, VAULT, { after: null, limit: 9 })).secrets.map(({ name }) => name),
    ).toEqual(['other']);
    expect((await imported(world, given)).createdBy).toBe(ACTOR);
  });

  it('is refused when the name is taken between the check and the insert', async () => {
    const world = newWorld(({ secrets }) => ({ secrets: { ...secrets, findByName: async () => null } }));
    const secret = await made(world);
    expect(await refusalOf(imported(world, { secret, values: [{ type: 'text', data: 'one' }] }))).toBe('secret-exists');
  });
});
