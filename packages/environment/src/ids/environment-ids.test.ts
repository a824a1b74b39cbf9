import { describe, expect, it } from '@jest/globals';

import { type EnvironmentIds, plainEnvironmentIds, seededEnvironmentIds } from './environment-ids.ts';

async function over(state: string, ids: EnvironmentIds): Promise<readonly string[]> {
  await ids.restart(() => Promise.resolve(state));
  return [ids.requests.uuid(), ids.due.uuid()];
}

describe('the ids of an environment', () => {
  it('repeat for a seed, the environment and the state that it began with', async () => {
    const ids = seededEnvironmentIds(7, 'root');
    const first = await over('state', ids);
    expect(await over('state', ids)).toEqual(first);
    expect(await over('state', seededEnvironmentIds(7, 'root'))).toEqual(first);
    const remaining = [
      await over('other', ids),
      await over('state', seededEnvironmentIds(7, 'sandbox')),
      await over('state', seededEnvironmentIds(8, 'root')),
    ];
    expect(new Set([first, ...remaining].flat()).size).toBe(8);
  });

  it('are not changed for requests by what falls due meanwhile', async () => {
    const [one, two] = [seededEnvironmentIds(7, 'root'), seededEnvironmentIds(7, 'root')];
    two.due.bytes(5);
    expect(two.requests.uuid()).toBe(one.requests.uuid());
  });

  it('never ask for the state where they do not repeat', async () => {
    const ids = { uuid: () => 'u', bytes: () => new Uint8Array() };
    await plainEnvironmentIds(ids).restart(() => Promise.reject(new Error('asked')));
    expect(plainEnvironmentIds(ids).due).toBe(ids);
  });
});
