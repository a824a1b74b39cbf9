import { describe, expect, it } from '@jest/globals';

import { VAULT, type Environment, made, newEnvironment, target } from '../../test/environment.ts';
import { DAY_MS } from '../model/deletion.ts';
import type { Secret } from '../model/secret.ts';
import { scheduleSecretDeletion } from './deletion.ts';
import { listSecretsByCreation, listSecretsByName } from './list-secrets.ts';

async function madeAll(environment: Environment, names: readonly string[]): Promise<void> {
  for (const name of names) await made(environment, { name });
}

const nameOf = (secret: Secret): string => secret.name;
const isEven = ({ name }: Secret): boolean => Number(name.slice(1)) % 2 === 0;
const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `n${String(n).padStart(4, '0')}`);

describe('listSecretsByName', () => {
  it('pages by name, each page strictly after the last name', async () => {
    const environment = newEnvironment();
    await madeAll(environment, ['d', 'b', 'a', 'c', 'e']);
    await made(environment, { vault: 'other', name: 'aa' });
    const pages: [string[], boolean][] = [];
    for (let after: string | null = null; ;) {
      const { secrets, more } = await listSecretsByName(environment.services, VAULT, { after, limit: 2 });
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
    const environment = newEnvironment();
    await madeAll(environment, ['a', 'b']);
    expect((await listSecretsByName(environment.services, VAULT, { after: null, limit: 2 })).more).toBe(false);
    expect(await listSecretsByName(environment.services, VAULT, { after: 'b', limit: 2 })).toEqual({
      secrets: [],
      more: false,
    });
    expect(
      (await listSecretsByName(environment.services, VAULT, { after: 'aa', limit: 2 })).secrets.map(nameOf),
    ).toEqual(['b']);
  });

  it('fills pages from many batches when it filters', async () => {
    const environment = newEnvironment();
    await madeAll(environment, numbered(1_203));
    const page = await listSecretsByName(environment.services, VAULT, { after: 'n0003', limit: 600, where: isEven });
    expect([page.secrets.length, page.secrets[0]?.name, page.more]).toEqual([600, 'n0004', false]);
    expect(
      (await listSecretsByName(environment.services, VAULT, { after: null, limit: 601, where: isEven })).more,
    ).toBe(true);
    expect(await listSecretsByName(environment.services, VAULT, { after: null, limit: 5, where: () => false })).toEqual(
      {
        secrets: [],
        more: false,
      },
    );
  });
});

describe('listSecretsByCreation', () => {
  it('pages by number and counts all', async () => {
    const environment = newEnvironment();
    await madeAll(environment, ['d', 'b', 'a']);
    const page = async (offset: number, limit: number): Promise<[string[], number]> => {
      const { secrets, total } = await listSecretsByCreation(environment.services, VAULT, { offset, limit });
      return [secrets.map(nameOf), total];
    };
    expect(await page(0, 2)).toEqual([['d', 'b'], 3]);
    expect(await page(2, 2)).toEqual([['a'], 3]);
    expect(await page(4, 2)).toEqual([[], 3]);
  });

  it('counts what passes the filter, over many batches', async () => {
    const environment = newEnvironment();
    await madeAll(environment, numbered(1_001));
    const { secrets, total } = await listSecretsByCreation(environment.services, VAULT, {
      offset: 499,
      limit: 50,
      where: isEven,
    });
    expect([secrets.map(nameOf), total]).toEqual([['n0998', 'n1000'], 501]);
  });

  it('shows secrets that wait for their deletion until it falls due', async () => {
    const environment = newEnvironment();
    await madeAll(environment, ['a', 'b']);
    await scheduleSecretDeletion(environment.services, { ...target('a'), days: 7 });
    environment.advance(7 * DAY_MS - 1);
    expect((await listSecretsByCreation(environment.services, VAULT, { offset: 0, limit: 9 })).total).toBe(2);
    environment.advance(1);
    expect(
      (await listSecretsByCreation(environment.services, VAULT, { offset: 0, limit: 9 })).secrets.map(nameOf),
    ).toEqual(['b']);
    expect(
      (await listSecretsByName(environment.services, VAULT, { after: null, limit: 9 })).secrets.map(nameOf),
    ).toEqual(['b']);
  });
});
