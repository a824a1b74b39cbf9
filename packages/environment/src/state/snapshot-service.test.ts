import { tmpdir } from 'node:os';

import { EMPTY_STATE, readSecretValue, Sealer, type Services } from '@dragoman/core';
import { openSqliteStore, type SqliteStore } from '@dragoman/store-sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { secretIn, servicesForTest, START } from '../../test/support/services.ts';
import { forgedSnapshot, rejectionOf } from '../../test/support/states.ts';
import { freshImage } from './fresh-image.ts';
import { SnapshotService } from './snapshot-service.ts';
import { memorySnapshots, type Snapshots } from './snapshots.ts';
import { StateLock } from './state-lock.ts';
import { allOf, heldBytes } from './stored-bytes.ts';

let store: SqliteStore;
let services: Services;
let stateLock: StateLock;
let snapshots: Snapshots;
let service: SnapshotService;
let swaps: number;

const sealer = new Sealer(new Uint8Array(32).fill(1));
const over = (other: SqliteStore, by = sealer): Services => ({ ...servicesForTest(), ...other, sealer: by });
const serviceOver = (other: SqliteStore, by = sealer, kept = snapshots): SnapshotService =>
  new SnapshotService({
    state: other.state,
    sealer: by,
    snapshots: kept,
    spoolDirectory: tmpdir(),
    stateLock,
    clock: { now: () => START },
    version: '1.2.3',
    fresh: () =>
      freshImage(
        () => openSqliteStore({ file: ':memory:' }),
        (fresh) => secretIn(over(fresh, by), 'fresh'),
      ),
    onReplaced: async () => {
      swaps += 1;
    },
  });

beforeEach(() => {
  store = openSqliteStore({ file: ':memory:' });
  services = over(store);
  stateLock = new StateLock();
  snapshots = memorySnapshots();
  swaps = 0;
  service = serviceOver(store);
});
afterEach(() => store.close());

async function names(): Promise<string[]> {
  return (await services.secrets.list('default', { order: 'name', after: null, limit: 99 })).map(({ name }) => name);
}

async function valueOf(name: string): Promise<string> {
  const { value } = await readSecretValue(services, {
    ref: { vault: 'default', name },
    selector: 'newest',
    allowPendingDeletion: false,
  });
  return value.data;
}

describe('a reset', () => {
  it('goes back to a fresh start, which has the same hash', async () => {
    const other = openSqliteStore({ file: ':memory:' });
    await secretIn(over(other), 'fresh');
    await secretIn(services, 'mine');
    await service.reset();
    expect(await names()).toEqual(['fresh']);
    expect(await service.hash()).toBe(await serviceOver(other).hash());
    expect(swaps).toBe(1);
    await secretIn(services, 'mine');
    expect(await service.hash()).not.toBe(await serviceOver(other).hash());
    await other.close();
  });

  it('goes back to the baseline where there is one, in later runs too', async () => {
    await secretIn(services, 'base');
    await service.keepBaseline();
    const hash = await service.hash();
    for (const run of [service, serviceOver(store)]) {
      await secretIn(services, 'mine');
      await run.reset();
      expect(await names()).toEqual(['base']);
      expect(await valueOf('base')).toBe('one');
      expect(await run.hash()).toBe(hash);
    }
    expect(await service.list()).toEqual([]);
    await service.dropBaseline();
    await service.reset();
    expect(await names()).toEqual(['fresh']);
    expect(await rejectionOf(service.dropBaseline())).toBe('snapshot-not-found');
  });
});

describe('a snapshot by name', () => {
  it('is kept, listed, brought back and removed', async () => {
    await secretIn(services, 'one');
    const info = await service.save('first');
    expect(info).toEqual({
      name: 'first',
      bytes: expect.any(Number),
      version: '1.2.3',
      createdAt: new Date(START).toISOString(),
    });
    expect(await service.list()).toEqual([info]);
    await secretIn(services, 'two');
    await service.restore('first');
    expect(await names()).toEqual(['one']);
    expect(await valueOf('one')).toBe('one');
    await service.remove('first');
    expect(await service.list()).toEqual([]);
    expect(await rejectionOf(service.restore('first'))).toBe('snapshot-not-found');
  });

  it('is listed where it cannot be read, and leaves everything as it is when it is asked for', async () => {
    await secretIn(services, 'one');
    await snapshots.put('damaged', heldBytes(Buffer.from('nothing')));
    await snapshots.put('newer', heldBytes(Buffer.from('dragoman-state 2\n')));
    const resource =
      '{"resource":{"vault":"v","kind":"k","id":"1","body":1,"createdAt":1,"dueAt":null,"revision":1}}\n';
    await snapshots.put('twice', heldBytes(forgedSnapshot(sealer, resource.repeat(2))));
    await snapshots.put('foreign', heldBytes(forgedSnapshot(new Sealer(new Uint8Array(32)), resource)));
    expect((await service.list()).map(({ name, version }) => [name, version])).toEqual([
      ['damaged', null],
      ['foreign', '0.0.0'],
      ['newer', null],
      ['twice', '0.0.0'],
    ]);
    const before = await service.hash();
    const rejections = {
      damaged: 'snapshot-damaged',
      newer: 'snapshot-newer',
      twice: 'snapshot-damaged',
      foreign: 'snapshot-foreign',
      '../x': 'snapshot-name-invalid',
    };
    for (const [name, code] of Object.entries(rejections))
      expect([name, await rejectionOf(service.restore(name))]).toEqual([name, code]);
    expect(await service.hash()).toBe(before);
    expect(swaps).toBe(0);
    expect(await rejectionOf(service.save('.baseline'))).toBe('snapshot-name-invalid');
    expect(await rejectionOf(service.remove('.baseline'))).toBe('snapshot-name-invalid');
  });
});

describe('an export', () => {
  it('comes back here without a passphrase, and elsewhere with one', async () => {
    await secretIn(services, 'one');
    const files = [await service.export(null), await service.export('a passphrase')];
    const [bytes = [], carried = []] = await Promise.all(files.map(async (file) => [await allOf(file)]));
    for (const file of files) await file.close();
    const hash = await service.hash();
    await store.state.load(EMPTY_STATE);
    await service.import(bytes, null);
    expect(await service.hash()).toBe(hash);
    const there = openSqliteStore({ file: ':memory:' });
    const other = serviceOver(there, new Sealer(new Uint8Array(32).fill(9)));
    expect(await rejectionOf(other.import(bytes, null))).toBe('snapshot-foreign');
    await other.import(carried, 'a passphrase');
    expect(await other.hash()).toBe(hash);
    await there.close();
  });
});

describe('an import', () => {
  it('changes nothing where the file was cut short, altered or not sent to its end', async () => {
    await secretIn(services, 'one');
    const file = await service.export(null);
    const bytes = await allOf(file);
    await file.close();
    await secretIn(services, 'two');
    const before = await service.hash();
    const altered = Buffer.from(bytes);
    altered[bytes.length >> 1] = (altered[bytes.length >> 1] ?? 0) ^ 1;
    const rejected: readonly (readonly Buffer[])[] = [[], [bytes.subarray(0, -1)], [bytes, Buffer.of(0)], [altered]];
    for (const chunks of rejected) expect(await rejectionOf(service.import(chunks, null))).toBe('snapshot-damaged');
    const hungUp = async function* (): AsyncGenerator<Buffer> {
      yield bytes.subarray(0, -60);
      throw new Error('the caller hung up');
    };
    await expect(service.import(hungUp(), null)).rejects.toThrow('the caller hung up');
    expect(await service.hash()).toBe(before);
    expect(swaps).toBe(0);
    await service.import([bytes.subarray(0, 7), bytes.subarray(7)], null);
    expect(await names()).toEqual(['one']);
  });
});

describe('a swap under load', () => {
  it('lets every request see one state from its first look to its last write', async () => {
    await secretIn(services, 'side-a');
    await service.save('a');
    await store.state.load(EMPTY_STATE);
    await secretIn(services, 'side-b');
    await service.save('b');
    const request = (n: number): Promise<void> =>
      stateLock.withShared(async () => {
        const [before] = await names();
        await secretIn(services, `${before ?? ''}-${n}`);
        await new Promise((resolve) => setImmediate(resolve));
        const after = await names();
        expect(after).toContain(`${before ?? ''}-${n}`);
        expect(new Set(after.map((name) => name.slice(0, 6))).size).toBe(1);
      });
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 6 === 5 ? service.restore(n % 4 === 1 ? 'a' : 'b') : request(n))),
    );
    expect(new Set((await names()).map((name) => name.slice(0, 6))).size).toBe(1);
    for (const name of await names()) expect(await valueOf(name)).toBe('one');
  });
});
