import { describe, expect, it } from '@jest/globals';

import { SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

async function withSecrets(...names: string[]): Promise<Environment> {
  const environment = await openEnvironment({ settings: { secret_quota: 0 } });
  for (const name of names)
    await environment.call('POST', SECRETS, {
      name,
      secret_string: 'v',
      ...(name.startsWith('e') && { event_subscriptions: ['poc'] }),
    });
  return environment;
}

async function page(environment: Environment, query: string): Promise<readonly [string[], unknown]> {
  const { json } = await environment.call('GET', `${SECRETS}?${query}`);
  return [json.secrets.map(({ name }) => name), json.page_info];
}

describe('ListSecrets', () => {
  it('has an empty array and no markers where there is nothing', async () => {
    const { json } = await (await openEnvironment()).call('GET', SECRETS);
    expect(json).toEqual({ secrets: [], page_info: { next_marker: null, previous_marker: null, current_count: 0 } });
  });

  it('pages by name, markers exclusive', async () => {
    const environment = await withSecrets('c', 'a', 'b');
    expect(await page(environment, 'limit=2')).toEqual([
      ['a', 'b'],
      { next_marker: 'b', previous_marker: 'a', current_count: 2 },
    ]);
    expect(await page(environment, 'limit=2&marker=b')).toEqual([
      ['c'],
      { next_marker: null, previous_marker: 'c', current_count: 1 },
    ]);
    expect(await page(environment, 'marker=c')).toEqual([
      [],
      { next_marker: null, previous_marker: null, current_count: 0 },
    ]);
    expect(await page(environment, 'limit=3')).toEqual([
      ['a', 'b', 'c'],
      { next_marker: null, previous_marker: 'a', current_count: 3 },
    ]);
  });

  it('takes a marker that names nothing for a place in the order', async () => {
    expect((await page(await withSecrets('a', 'c'), 'marker=b'))[0]).toEqual(['c']);
  });

  it('lists 50 unless asked for more', async () => {
    const environment = await withSecrets(...Array.from({ length: 51 }, (_, at) => `s${String(at).padStart(2, '0')}`));
    const [names, info] = await page(environment, '');
    expect([names.length, info]).toEqual([50, { next_marker: 's49', previous_marker: 's00', current_count: 50 }]);
    expect((await page(environment, 'limit=1000'))[0]).toHaveLength(51);
  });

  it('lists those that are subscribed to an event', async () => {
    const environment = await withSecrets('a', 'e1', 'b', 'e2', 'e3');
    expect(await page(environment, 'event_name=poc&limit=2')).toEqual([
      ['e1', 'e2'],
      { next_marker: 'e2', previous_marker: 'e1', current_count: 2 },
    ]);
    expect((await page(environment, 'event_name=other'))[0]).toEqual([]);
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
  ])('rejects %s', async (query) => {
    expect(problem(await (await openEnvironment()).call('GET', `${SECRETS}?${query}`))).toEqual([400, 'CSMS.0002']);
  });

  it('shows every secret as ShowSecret does', async () => {
    const environment = await withSecrets('a');
    const [listed, presented] = [await environment.call('GET', SECRETS), await environment.call('GET', `${SECRETS}/a`)];
    expect(listed.json.secrets).toEqual([presented.json.secret]);
  });
});
