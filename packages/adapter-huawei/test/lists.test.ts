import { describe, expect, it } from '@jest/globals';

import { SECRETS, type World, openWorld, problem } from './world.ts';

async function withSecrets(...names: string[]): Promise<World> {
  const world = await openWorld({ settings: { secret_quota: 0 } });
  for (const name of names)
    await world.call('POST', SECRETS, {
      name,
      secret_string: 'v',
      ...(name.startsWith('e') && { event_subscriptions: ['poc'] }),
    });
  return world;
}

async function page(world: World, query: string): Promise<readonly [string[], unknown]> {
  const { json } = await world.call('GET', `${SECRETS}?${query}`);
  return [json.secrets.map(({ name }) => name), json.page_info];
}

describe('ListSecrets', () => {
  it('has an empty array and no markers where there is nothing', async () => {
    const { json } = await (await openWorld()).call('GET', SECRETS);
    expect(json).toEqual({ secrets: [], page_info: { next_marker: null, previous_marker: null, current_count: 0 } });
  });

  it('pages by name, markers exclusive', async () => {
    const world = await withSecrets('c', 'a', 'b');
    expect(await page(world, 'limit=2')).toEqual([
      ['a', 'b'],
      { next_marker: 'b', previous_marker: 'a', current_count: 2 },
    ]);
    expect(await page(world, 'limit=2&marker=b')).toEqual([
      ['c'],
      { next_marker: null, previous_marker: 'c', current_count: 1 },
    ]);
    expect(await page(world, 'marker=c')).toEqual([[], { next_marker: null, previous_marker: null, current_count: 0 }]);
    expect(await page(world, 'limit=3')).toEqual([
      ['a', 'b', 'c'],
      { next_marker: null, previous_marker: 'a', current_count: 3 },
    ]);
  });

  it('takes a marker that names nothing for a place in the order', async () => {
    expect((await page(await withSecrets('a', 'c'), 'marker=b'))[0]).toEqual(['c']);
  });

  it('lists 50 unless asked for more', async () => {
    const world = await withSecrets(...Array.from({ length: 51 }, (_, at) => `s${String(at).padStart(2, '0')}`));
    const [names, info] = await page(world, '');
    expect([names.length, info]).toEqual([50, { next_marker: 's49', previous_marker: 's00', current_count: 50 }]);
    expect((await page(world, 'limit=1000'))[0]).toHaveLength(51);
  });

  it('lists those that are subscribed to an event', async () => {
    const world = await withSecrets('a', 'e1', 'b', 'e2', 'e3');
    expect(await page(world, 'event_name=poc&limit=2')).toEqual([
      ['e1', 'e2'],
      { next_marker: 'e2', previous_marker: 'e1', current_count: 2 },
    ]);
    expect((await page(world, 'event_name=other'))[0]).toEqual([]);
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=-1',
    'limit=x',
    'limit=',
    'limit=1.5',
    'event_name=',
    `event_name=${'e'.repeat(65)}`,
  ])('refuses %s', async (query) => {
    expect(problem(await (await openWorld()).call('GET', `${SECRETS}?${query}`))).toEqual([400, 'CSMS.0002']);
  });

  it('shows every secret as ShowSecret does', async () => {
    const world = await withSecrets('a');
    const [listed, shown] = [await world.call('GET', SECRETS), await world.call('GET', `${SECRETS}/a`)];
    expect(listed.json.secrets).toEqual([shown.json.secret]);
  });
});
