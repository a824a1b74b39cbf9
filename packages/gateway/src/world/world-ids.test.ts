import { describe, expect, it } from '@jest/globals';

import { type WorldIds, plainWorldIds, seededWorldIds } from './world-ids.ts';

async function over(state: string, ids: WorldIds): Promise<readonly string[]> {
  await ids.restart(() => Promise.resolve(state));
  return [ids.requests.uuid(), ids.due.uuid()];
}

describe('the ids of a world', () => {
  it('repeat for a seed, the world and the state that it began with', async () => {
    const ids = seededWorldIds(7, 'root');
    const first = await over('state', ids);
    expect(await over('state', ids)).toEqual(first);
    expect(await over('state', seededWorldIds(7, 'root'))).toEqual(first);
    const others = [
      await over('other', ids),
      await over('state', seededWorldIds(7, 'sandbox')),
      await over('state', seededWorldIds(8, 'root')),
    ];
    expect(new Set([first, ...others].flat()).size).toBe(8);
  });

  it('are not changed for requests by what falls due meanwhile', async () => {
    const [one, two] = [seededWorldIds(7, 'root'), seededWorldIds(7, 'root')];
    two.due.bytes(5);
    expect(two.requests.uuid()).toBe(one.requests.uuid());
  });

  it('never ask for the state where they do not repeat', async () => {
    const ids = { uuid: () => 'u', bytes: () => new Uint8Array() };
    await plainWorldIds(ids).restart(() => Promise.reject(new Error('asked')));
    expect(plainWorldIds(ids).due).toBe(ids);
  });
});
