import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { rejectionOf } from '../../test/support/states.ts';
import { BASELINE, checkSnapshotName, directorySnapshots, memorySnapshots, type Snapshots } from './snapshots.ts';
import { allOf, heldBytes, type StoredBytes } from './stored-bytes.ts';

const LIMITS = { count: 3, bytes: 100 };
const root = mkdtempSync(join(tmpdir(), 'dragoman-snapshots-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let made = 0;
const newDirectory = (): string => join(root, String((made += 1)));

const KEEPERS: Readonly<Record<string, () => Snapshots>> = {
  'kept in memory': () => memorySnapshots(LIMITS),
  'kept in a directory': () => directorySnapshots(newDirectory(), LIMITS),
};

async function textOf(found: Promise<StoredBytes>): Promise<string> {
  const bytes = await found;
  const text = (await allOf(bytes)).toString();
  await bytes.close();
  return text;
}

for (const [where, open] of Object.entries(KEEPERS)) {
  describe(`snapshots ${where}`, () => {
    it('come back by name, the newest of a name', async () => {
      const snapshots = open();
      await snapshots.put('a', heldBytes(Buffer.from('old')));
      await snapshots.put('a', heldBytes(Buffer.from('new')));
      await snapshots.put('A.b-c_1', heldBytes(Buffer.from('other')));
      expect(await textOf(snapshots.get('a'))).toBe('new');
      expect(await textOf(snapshots.get('A.b-c_1'))).toBe('other');
    });

    it('are listed by name, without the baseline', async () => {
      const snapshots = open();
      expect(await snapshots.list()).toEqual([]);
      await snapshots.put('b', heldBytes(Buffer.from('22')));
      await snapshots.put(BASELINE, heldBytes(Buffer.from('base')));
      await snapshots.put('a', heldBytes(Buffer.from('1')));
      expect(await snapshots.list()).toEqual([
        { name: 'a', bytes: 1, head: Buffer.from('1') },
        { name: 'b', bytes: 2, head: Buffer.from('22') },
      ]);
      expect(await textOf(snapshots.get(BASELINE))).toBe('base');
    });

    it('are gone once removed', async () => {
      const snapshots = open();
      await snapshots.put('a', heldBytes(Buffer.from('1')));
      await snapshots.remove('a');
      expect(await rejectionOf(snapshots.get('a'))).toBe('snapshot-not-found');
      expect(await rejectionOf(snapshots.remove('a'))).toBe('snapshot-not-found');
      expect(await rejectionOf(snapshots.get(BASELINE))).toBe('snapshot-not-found');
    });

    it('are so many, and of so many bytes, and no more', async () => {
      const snapshots = open();
      for (const name of ['a', 'b', 'c']) await snapshots.put(name, heldBytes(Buffer.alloc(10)));
      expect(await rejectionOf(snapshots.put('d', heldBytes(Buffer.alloc(1))))).toBe('snapshots-full');
      expect(await rejectionOf(snapshots.put('a', heldBytes(Buffer.alloc(81))))).toBe('snapshots-full');
      await snapshots.put('a', heldBytes(Buffer.alloc(80)));
      expect((await snapshots.list()).map(({ bytes }) => bytes)).toEqual([80, 10, 10]);
    });

    it('count together when they are kept at once', async () => {
      const snapshots = open();
      const outcomes = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((name) =>
          snapshots.put(name, heldBytes(Buffer.alloc(1))).then(
            () => 'kept',
            () => 'full',
          ),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'kept').length).toBe(3);
    });
  });
}

describe('a directory of snapshots', () => {
  it('is for its owner alone, as are its files', async () => {
    const directory = newDirectory();
    await directorySnapshots(directory).put('a', heldBytes(Buffer.from('1')));
    expect([statSync(directory).mode & 0o777, statSync(join(directory, 'a')).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(readdirSync(directory)).toEqual(['a']);
  });

  it('holds what another run kept, and looks past what is none of its own', async () => {
    const directory = newDirectory();
    await directorySnapshots(directory).put('a', heldBytes(Buffer.from('1')));
    writeFileSync(join(directory, '.b.tmp'), 'half');
    writeFileSync(join(directory, '-strange name'), 'mine');
    const again = directorySnapshots(directory, { count: 2, bytes: 10 });
    expect((await again.list()).map(({ name }) => name)).toEqual(['a']);
    await again.put('b', heldBytes(Buffer.from('2')));
    expect(readFileSync(join(directory, 'b'), 'utf8')).toBe('2');
    expect(existsSync(join(directory, '.b.tmp'))).toBe(false);
  });

  it('leaves the old snapshot where the new one cannot be written', async () => {
    const directory = newDirectory();
    const snapshots = directorySnapshots(directory);
    await snapshots.put('a', heldBytes(Buffer.from('old')));
    const broken: StoredBytes = {
      ...heldBytes(Buffer.from('abc')),
      async *chunks() {
        yield Buffer.from('a');
        throw new Error('it cannot be read');
      },
    };
    await expect(snapshots.put('a', broken)).rejects.toThrow();
    expect(await textOf(snapshots.get('a'))).toBe('old');
    await snapshots.put('a', heldBytes(Buffer.from('new')));
    expect(await textOf(snapshots.get('a'))).toBe('new');
  });
});

describe('the name of a snapshot', () => {
  it('is short and plain', () => {
    for (const name of ['a', 'A', '0', 'x'.repeat(64), 'a.b', 'a-b_c..'])
      expect(() => {
        checkSnapshotName(name);
      }).not.toThrow();
  });

  it('leads nowhere else', () => {
    for (const name of [
      '',
      '.',
      '..',
      '.a',
      '-a',
      '_a',
      'a/b',
      'a\\b',
      '../a',
      'a\0',
      'a\n',
      'a b',
      'ä',
      'x'.repeat(65),
      BASELINE,
    ]) {
      expect(() => {
        checkSnapshotName(name);
      }).toThrow('the name of a snapshot has 1 to 64');
    }
  });
});
