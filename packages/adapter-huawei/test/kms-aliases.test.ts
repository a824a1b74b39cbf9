import { describe, expect, it } from '@jest/globals';

import { type AliasList, KMS, UNKNOWN_KEY, defaultKeyId, newKey, post, refused } from './kms.ts';
import { PROJECT, type World, nestedProblem, openWorld } from './world.ts';

const ALIAS = [400, 'KMS.1101'];
const DOMAIN = 'd7a60a000000000000000000000000d0';

async function listed(world: World, query = ''): Promise<AliasList> {
  return JSON.parse((await world.call('GET', `${KMS}/aliases${query}`)).text) as AliasList;
}

async function names(world: World, query = ''): Promise<readonly string[]> {
  return (await listed(world, query)).aliases.map(({ alias }) => alias);
}

describe('the further names of a key', () => {
  it('are given, moved and taken away', async () => {
    const world = await openWorld();
    const [one, two] = [await newKey(world, 'one'), await newKey(world, 'alias/two')];
    const created = await world.call('POST', `${KMS}/aliases`, { key_id: one, alias: 'alias/a' });
    const entity = {
      domain_id: DOMAIN,
      key_id: one,
      alias: 'alias/a',
      alias_urn: `kms:cn-north-4:${DOMAIN}:alias:alias/a`,
      create_time: '2026-01-02T03:04:05Z',
      update_time: '2026-01-02T03:04:05Z',
    };
    expect([created.status, created.json]).toEqual([201, entity]);
    expect(await listed(world)).toEqual({ aliases: [entity], page_info: { next_marker: '', current_count: 1 } });
    world.services.advance(60_000);
    const moved = await post(world, 'alias/associate', { alias: 'alias/a', target_key_id: two });
    expect([moved.status, moved.json]).toEqual([200, { ...entity, key_id: two, update_time: '2026-01-02T03:05:05Z' }]);
    expect(nestedProblem(await world.call('DELETE', `${KMS}/aliases`, { key_id: one, aliases: ['alias/a'] }))).toEqual(
      ALIAS,
    );
    const deleted = await world.call('DELETE', `${KMS}/aliases`, { key_id: two, aliases: ['alias/a'] });
    expect([deleted.status, deleted.text, await names(world)]).toEqual([204, '', []]);
  });

  it('are no names of their own, which stay', async () => {
    const world = await openWorld();
    const key_id = await newKey(world, 'alias/own');
    const other = await newKey(world, 'other');
    expect(await names(world)).toEqual([]);
    expect(nestedProblem(await world.call('POST', `${KMS}/aliases`, { key_id: other, alias: 'alias/own' }))).toEqual([
      400,
      'KMS.1104',
    ]);
    expect(nestedProblem(await world.call('DELETE', `${KMS}/aliases`, { key_id, aliases: ['alias/own'] }))).toEqual(
      ALIAS,
    );
    expect(await refused(world, 'alias/associate', { alias: 'alias/own', target_key_id: other })).toEqual(ALIAS);
  });

  it('are deleted all or none', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    for (const alias of ['alias/a', 'alias/b']) await world.call('POST', `${KMS}/aliases`, { key_id, alias });
    expect(
      nestedProblem(await world.call('DELETE', `${KMS}/aliases`, { key_id, aliases: ['alias/a', 'alias/none'] })),
    ).toEqual(ALIAS);
    expect(await names(world)).toEqual(['alias/a', 'alias/b']);
    await world.call('DELETE', `${KMS}/aliases`, { key_id, aliases: ['alias/a', 'alias/b', 'alias/a'] });
    expect(await names(world)).toEqual([]);
  });

  it('are listed in pages, of all keys or of one', async () => {
    const world = await openWorld();
    const [one, two] = [await newKey(world, 'one'), await newKey(world, 'two')];
    for (const alias of ['alias/c', 'alias/a']) await world.call('POST', `${KMS}/aliases`, { key_id: one, alias });
    await world.call('POST', `${KMS}/aliases`, { key_id: two, alias: 'alias/b' });
    expect(await names(world, `?key_id=${one}`)).toEqual(['alias/a', 'alias/c']);
    expect(await names(world, `?key_id=${UNKNOWN_KEY}`)).toEqual([]);
    expect((await listed(world, '?limit=2')).page_info).toEqual({ next_marker: 'alias/b', current_count: 2 });
    expect(await names(world, '?limit=2&marker=alias%2Fb')).toEqual(['alias/c']);
    for (const limit of ['0', '1001', 'x'])
      expect(nestedProblem(await world.call('GET', `${KMS}/aliases?limit=${limit}`))).toEqual([400, 'KMS.1601']);
  });

  it('stand in an array for an SDK', async () => {
    const world = await openWorld();
    const key_id = await newKey(world);
    await world.call('POST', `${KMS}/aliases`, { key_id, alias: 'alias/a' });
    const login = await world.call('POST', '/v3/auth/tokens', {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } } },
        },
        scope: { project: { id: PROJECT } },
      },
    });
    const headers = { 'x-auth-token': login.headers['X-Subject-Token'] ?? '', 'user-agent': 'huaweicloud-usdk-go/3.0' };
    const { text } = await world.send({ method: 'GET', path: `${KMS}/aliases`, headers });
    expect(JSON.parse(text)).toEqual([await listed(world)]);
  });

  it.each(['a', 'alias/', 'alias/a.b', `alias/${'a'.repeat(250)}`, ''])('are not %p', async (alias) => {
    const world = await openWorld();
    const key_id = await newKey(world);
    expect(nestedProblem(await world.call('POST', `${KMS}/aliases`, { key_id, alias }))).toEqual(ALIAS);
    expect(await refused(world, 'alias/associate', { target_key_id: key_id, alias })).toEqual(ALIAS);
  });

  it('need a key that somebody made and that stays', async () => {
    const world = await openWorld();
    const gone = await newKey(world, 'gone');
    await world.call('POST', `${KMS}/aliases`, { key_id: gone, alias: 'alias/a' });
    await post(world, 'schedule-key-deletion', { key_id: gone, pending_days: '7' });
    const byKey: readonly (readonly [string, readonly unknown[]])[] = [
      [gone, [400, 'KMS.0210']],
      [UNKNOWN_KEY, [404, 'KMS.0207']],
      ['x', [400, 'KMS.0205']],
      [await defaultKeyId(world), [400, 'KMS.0211']],
    ];
    for (const [key_id, expected] of byKey) {
      expect(nestedProblem(await world.call('POST', `${KMS}/aliases`, { key_id, alias: 'alias/b' }))).toEqual(expected);
      expect(await refused(world, 'alias/associate', { target_key_id: key_id, alias: 'alias/a' })).toEqual(expected);
    }
    expect(nestedProblem(await world.call('DELETE', `${KMS}/aliases`, { key_id: gone, aliases: [] }))).toEqual(ALIAS);
    expect(nestedProblem(await world.call('DELETE', `${KMS}/aliases`, { key_id: gone }))).toEqual([400, 'KMS.0204']);
  });
});
