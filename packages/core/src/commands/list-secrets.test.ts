import { describe, expect, it } from '@jest/globals';

import { VAULT, type World, made, newWorld, target } from '../../test/world.ts';
import { DAY_MS } from '../model/deletion.ts';
import type { Secret } from '../model/secret.ts';
import { scheduleSecretDeletion } from './deletion.ts';
import { listSecretsByCreation, listSecretsByName } from './list-secrets.ts';

async function madeAll(world: World, names: readonly string[]): Promise<void> {
  for (const name of names) await made(world, { name });
}

const nameOf = (secret: Secret): string => secret.name;
const isEven = ({ name }: Secret): boolean => Number(name.slice(1)) % 2 === 0;
const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `n${String(n).padStart(4, '0')}`);

describe('listSecretsByName', () => {
  it('pages by name, each page strictly after the last name', async () => {
    const world = newWorld();
    await madeAll(world, ['d', 'b', 'a', 'c', 'e']);
    await made(world, { vault: 'other', name: 'aa' });
    const pages: [string[], boolean][] = [];
    for (let after: string | null = null; ;) {
      const { secrets, more } = await listSecretsByName(world.services, VAULT, { after, limit: 2 });
      pages.push([secrets.map(nameOf), more]);
      after = secrets.at(-1)?.name ?? null;
      if (!more) break;
    }
    expect(pages).toEqual([
      [['a', 'b'], true],
      [['c', 'd'], true],
      [['e'], false],
    ]);
  });

  it('says that nothing follows a page that is just full', async () => {
    const world = newWorld();
    await madeAll(world, ['a', 'b']);
    expect((await listSecretsByName(world.services, VAULT, { after: null, limit: 2 })).more).toBe(false);
    expect(await listSecretsByName(world.services, VAULT, { after: 'b', limit: 2 })).toEqual({
      secrets: [],
      more: false,
    });
    expect((await listSecretsByName(world.services, VAULT, { after: 'aa', limit: 2 })).secrets.map(nameOf)).toEqual([
      'b',
    ]);
  });

  it('fills pages from many batches when it filters', async () => {
    const world = newWorld();
    await madeAll(world, numbered(1_203));
    const page = await listSecretsByName(world.services, VAULT, { after: 'n0003', limit: 600, where: isEven });
    expect([page.secrets.length, page.secrets[0]?.name, page.more]).toEqual([600, 'n0004', false]);
    expect((await listSecretsByName(world.services, VAULT, { after: null, limit: 601, where: isEven })).more).toBe(
      true,
    );
    expect(await listSecretsByName(world.services, VAULT, { after: null, limit: 5, where: () => false })).toEqual({
      secrets: [],
      more: false,
    });
  });
});

describe('listSecretsByCreation', () => {
  it('pages by number and counts all', async () => {
    const world = newWorld();
    await madeAll(world, ['d', 'b', 'a']);
    const page = async (offset: number, limit: number): Promise<[string[], number]> => {
      const { secrets, total } = await listSecretsByCreation(world.services, VAULT, { offset, limit });
      return [secrets.map(nameOf), total];
    };
    expect(await page(0, 2)).toEqual([['d', 'b'], 3]);
    expect(await page(2, 2)).toEqual([['a'], 3]);
    expect(await page(4, 2)).toEqual([[], 3]);
  });

  it('counts what passes the filter, over many batches', async () => {
    const world = newWorld();
    await madeAll(world, numbered(1_001));
    const { secrets, total } = await listSecretsByCreation(world.services, VAULT, {
      offset: 499,
      limit: 50,
      where: isEven,
    });
    expect([secrets.map(nameOf), total]).toEqual([['n0998', 'n1000'], 501]);
  });

  it('shows secrets that wait for their deletion until it falls due', async () => {
    const world = newWorld();
    await madeAll(world, ['a', 'b']);
    await scheduleSecretDeletion(world.services, { ...target('a'), days: 7 });
    world.advance(7 * DAY_MS - 1);
    expect((await listSecretsByCreation(world.services, VAULT, { offset: 0, limit: 9 })).total).toBe(2);
    world.advance(1);
    expect((await listSecretsByCreation(world.services, VAULT, { offset: 0, limit: 9 })).secrets.map(nameOf)).toEqual([
      'b',
    ]);
    expect((await listSecretsByName(world.services, VAULT, { after: null, limit: 9 })).secrets.map(nameOf)).toEqual([
      'b',
    ]);
  });
});
