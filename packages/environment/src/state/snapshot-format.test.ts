import { gunzipSync } from 'node:zlib';

import { findAccessCredential, readSecretValue, Sealer, stateHash } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { START } from '../../test/support/services.ts';
import {
  forgedSnapshot,
  HIDDEN,
  plainImage,
  rejectionOf,
  stockedServices,
  withChecksum,
} from '../../test/support/states.ts';
import { snapshotHeader } from './snapshot-format.ts';
import { packSnapshot, readSnapshot } from './whole-snapshot.ts';

const PASSPHRASE = 'correct horse';
const OTHER_KEY = new Sealer(new Uint8Array(32).fill(2));
const SMALL = { fileBytes: 100_000, contentBytes: 20_000 };

const services = await stockedServices();
const { sealer } = services;
const image = await services.state.dump();
const origin = { sealer, passphrase: null, version: '1.2.3', createdAt: START };
const snapshot = await packSnapshot(image, origin);
const exported = await packSnapshot(image, { ...origin, passphrase: PASSPHRASE });

const opened = (bytes: Buffer, passphrase: string | null = null, by = sealer) =>
  readSnapshot(bytes, { sealer: by, passphrase });

describe('a snapshot', () => {
  it('brings everything back as it was', async () => {
    expect(plainImage(await opened(snapshot))).toEqual(plainImage(image));
    expect(
      image.secrets.length *
        image.keys.length *
        image.aliases.length *
        image.identities.length *
        image.resources.length,
    ).toBeGreaterThan(0);
  });

  it('says who made it and when', () => {
    expect(snapshotHeader(snapshot)).toEqual({
      version: '1.2.3',
      created_at: new Date(START).toISOString(),
      sealed_by: 'root-key',
    });
    expect(snapshotHeader(exported)).toMatchObject({ sealed_by: 'passphrase' });
  });

  it('holds no value, packed or unpacked', () => {
    for (const bytes of [snapshot, exported]) {
      const records = bytes.subarray(bytes.indexOf('}\n') + 2, -60);
      const text = Buffer.concat([bytes, gunzipSync(records)]).toString('latin1');
      expect(text).toContain('rotating');
      for (const hidden of [...HIDDEN, PASSPHRASE]) {
        expect(text).not.toContain(hidden);
        expect(text).not.toContain(Buffer.from(hidden).toString('base64').replace(/=+$/, '').slice(0, -1));
      }
    }
  });

  it('is rejected under another root key', async () => {
    expect(await rejectionOf(opened(snapshot, null, OTHER_KEY))).toBe('snapshot-foreign');
  });

  it('is rejected by every byte that is another', async () => {
    for (let at = 0; at < snapshot.length; at += 1) {
      const changed = Buffer.from(snapshot);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(['snapshot-damaged', 'snapshot-newer']).toContain(await rejectionOf(opened(changed)));
    }
  });

  it('is rejected by every byte that is another, with a checksum that fits', async () => {
    for (let at = 0; at < snapshot.length - 32; at += 7) {
      const changed = Buffer.from(snapshot.subarray(0, -32));
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(['snapshot-damaged', 'snapshot-newer', 'snapshot-foreign', 'passphrase-unfit']).toContain(
        await rejectionOf(opened(withChecksum(changed))),
      );
    }
  });

  it('is rejected when it is cut short, goes on or is something else', async () => {
    for (let length = 0; length < snapshot.length; length += 11)
      expect(await rejectionOf(opened(snapshot.subarray(0, length)))).toBe('snapshot-damaged');
    expect(await rejectionOf(opened(Buffer.concat([snapshot, Buffer.of(0)])))).toBe('snapshot-damaged');
    for (const other of [
      '',
      'dragoman-state',
      'dragoman-state 1\n',
      'dragoman-state 0\n',
      'dragoman-state -1\n',
      '{}\n',
      `dragoman-state 1\n${'x'.repeat(5_000)}`,
    ]) {
      expect(await rejectionOf(opened(Buffer.from(other)))).toBe('snapshot-damaged');
      expect(await rejectionOf(opened(withChecksum(Buffer.from(other))))).toBe('snapshot-damaged');
    }
  });

  it('is rejected when a newer version made it, whatever it looks like', async () => {
    expect(await rejectionOf(opened(Buffer.from('dragoman-state 2\nwho knows')))).toBe('snapshot-newer');
    await expect(opened(Buffer.from('dragoman-state 12\n'))).rejects.toThrow(
      'the snapshot has format 12 and was made by a newer version, while this one reads format 1: ' +
        'use the newer version',
    );
  });

  it('is rejected when it is too large, before it is made or unpacked', async () => {
    expect(await rejectionOf(packSnapshot(image, origin, { ...SMALL, contentBytes: 100 }))).toBe('snapshot-too-large');
    expect(await rejectionOf(packSnapshot(image, origin, { ...SMALL, fileBytes: 100 }))).toBe('snapshot-too-large');
    expect(await rejectionOf(readSnapshot(snapshot, origin, { ...SMALL, fileBytes: snapshot.length - 1 }))).toBe(
      'snapshot-too-large',
    );
    const bomb = forgedSnapshot(sealer, ' '.repeat(50_000_000));
    expect(bomb.length).toBeLessThan(SMALL.fileBytes);
    expect(await rejectionOf(readSnapshot(bomb, origin, SMALL))).toBe('snapshot-too-large');
  });
});

describe('an export', () => {
  it('opens in another installation, and means the same there', async () => {
    const there = { ...(await stockedServices(new Uint8Array(32).fill(2))), sealer: OTHER_KEY };
    const carried = await opened(exported, PASSPHRASE, OTHER_KEY);
    expect(stateHash(carried, OTHER_KEY)).toBe(stateHash(image, sealer));
    await there.state.load(carried);
    const read = await readSecretValue(there, {
      ref: { vault: 'default', name: 'rotating' },
      selector: 'newest',
      allowPendingDeletion: false,
    });
    expect(read.value).toEqual({ type: 'binary', data: HIDDEN[0] });
    expect((await findAccessCredential(there, 'access-key', 'AK'))?.secret).toBe(HIDDEN[1]);
  });

  it('is rejected without its passphrase, or with another', async () => {
    expect(await rejectionOf(opened(exported))).toBe('passphrase-unfit');
    expect(await rejectionOf(opened(exported, 'battery staple'))).toBe('passphrase-wrong');
    expect(await rejectionOf(opened(snapshot, PASSPHRASE))).toBe('passphrase-unfit');
  });

  it('takes a passphrase of 8 to 1,024 characters, in any spelling of the same letters', async () => {
    for (const passphrase of ['', 'seven77', 'x'.repeat(1_025)])
      expect(await rejectionOf(packSnapshot(image, { ...origin, passphrase }))).toBe('passphrase-unfit');
    const spelled = await packSnapshot(image, { ...origin, passphrase: 'caf\u00e9-au-lait' });
    expect(stateHash(await opened(spelled, 'cafe\u0301-au-lait'), sealer)).toBe(stateHash(image, sealer));
  });

  it('is rejected by every byte that is another', async () => {
    for (let at = 0; at < exported.length; at += 3) {
      const changed = Buffer.from(exported);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(['snapshot-damaged', 'snapshot-newer']).toContain(await rejectionOf(opened(changed, PASSPHRASE)));
    }
  });
});

describe('a snapshot that was made by hand', () => {
  const resource = (body: string, more = ''): string =>
    `{"resource":{"vault":"v","kind":"k","id":"1","body":${body},"createdAt":1,"dueAt":null,"revision":1${more}}}\n`;
  const key = JSON.stringify({ key: image.keys[0] });

  it('is read where it holds records', async () => {
    expect(await opened(forgedSnapshot(sealer, ''))).toEqual({
      secrets: [],
      keys: [],
      aliases: [],
      identities: [],
      resources: [],
    });
    expect((await opened(forgedSnapshot(sealer, resource('[1]')))).resources.length).toBe(1);
    expect((await opened(forgedSnapshot(sealer, `${key}\n`))).keys.length).toBe(1);
  });

  const hostile: Readonly<Record<string, string>> = {
    'no JSON': 'hello\n',
    'no object': 'null\n[]\n7\n',
    'an empty line': '\n',
    'a line without an end': resource('1').trimEnd(),
    'an unknown kind': '{"user":{}}\n',
    'an inherited kind': '{"constructor":{}}\n',
    'a second member': `${resource('1').trimEnd().slice(0, -1)},"key":{}}\n`,
    'a member too many': resource('1', ',"more":1'),
    'a member of the prototype': resource('{"__proto__":{"admin":true}}'),
    'a member of the prototype, spelled otherwise': resource('[{"\\u005f_proto__":1}]'),
    'a prototype for the record': '{"__proto__":{"resource":1}}\n',
    'a nest without a bottom': resource(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    'a time beyond all time': resource('1').replace('"createdAt":1', '"createdAt":1e300'),
    'a revision that is no number': resource('1').replace('"revision":1', '"revision":"1"'),
    'an unknown sort of key': `${key.replace('AES_256', 'AES_999')}\n`,
    'a key without a version': `${key.replace(/"versions":\[[^\]]*\]/, '"versions":[]')}\n`,
  };
  for (const [what, lines] of Object.entries(hostile)) {
    it(`is rejected where it holds ${what}`, async () => {
      expect(await rejectionOf(opened(forgedSnapshot(sealer, lines)))).toBe('snapshot-damaged');
      expect(({} as { admin?: boolean }).admin).toBe(undefined);
    });
  }

  it('is rejected in the making where it could not be read again', async () => {
    const body = JSON.parse('{"__proto__":1}') as null;
    const bad = {
      ...image,
      resources: [{ vault: 'v', kind: 'k', id: '1', body, createdAt: 1, dueAt: null, revision: 1 }],
    };
    expect(await rejectionOf(packSnapshot(bad, origin))).toBe('state-unfit');
  });
});
