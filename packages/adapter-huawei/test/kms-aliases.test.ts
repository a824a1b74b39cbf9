import { describe, expect, it } from '@jest/globals';

import { type AliasList, KMS, UNKNOWN_KEY, defaultKeyId, newKey, post, rejected } from './kms.ts';
import { PROJECT, type Environment, nestedProblem, openEnvironment } from './environment.ts';

const ALIAS = [400, 'KMS.1101'];
const DOMAIN = 'd7a60a000000000000000000000000d0';

async function listed(environment: Environment, query = ''): Promise<AliasList> {
  return JSON.parse((await environment.call('GET', `${KMS}/aliases${query}`)).text) as AliasList;
}

async function names(environment: Environment, query = ''): Promise<readonly string[]> {
  return (await listed(environment, query)).aliases.map(({ alias }) => alias);
}

describe('the further names of a key', () => {
  it('are given, moved and taken away', async () => {
    const environment = await openEnvironment();
    const [one, two] = [await newKey(environment, 'one'), await newKey(environment, 'alias/two')];
    const created = await environment.call('POST', `${KMS}/aliases`, { key_id: one, alias: 'alias/a' });
    const entity = {
      domain_id: DOMAIN,
      key_id: one,
      alias: 'alias/a',
      alias_urn: `kms:cn-north-4:${DOMAIN}:alias:alias/a`,
      create_time: '2026-01-02T03:04:05Z',
      update_time: '2026-01-02T03:04:05Z',
    };
    expect([created.status, created.json]).toEqual([201, entity]);
    expect(await listed(environment)).toEqual({ aliases: [entity], page_info: { next_marker: '', current_count: 1 } });
    environment.services.advance(60_000);
    const moved = await post(environment, 'alias/associate', { alias: 'alias/a', target_key_id: two });
    expect([moved.status, moved.json]).toEqual([200, { ...entity, key_id: two, update_time: '2026-01-02T03:05:05Z' }]);
    expect(
      nestedProblem(await environment.call('DELETE', `${KMS}/aliases`, { key_id: one, aliases: ['alias/a'] })),
    ).toEqual(ALIAS);
    const deleted = await environment.call('DELETE', `${KMS}/aliases`, { key_id: two, aliases: ['alias/a'] });
    expect([deleted.status, deleted.text, await names(environment)]).toEqual([204, '', []]);
  });

  it('are no names of their own, which stay', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment, 'alias/own');
    const other = await newKey(environment, 'other');
    expect(await names(environment)).toEqual([]);
    expect(
      nestedProblem(await environment.call('POST', `${KMS}/aliases`, { key_id: other, alias: 'alias/own' })),
    ).toEqual([400, 'KMS.1104']);
    expect(
      nestedProblem(await environment.call('DELETE', `${KMS}/aliases`, { key_id, aliases: ['alias/own'] })),
    ).toEqual(ALIAS);
    expect(await rejected(environment, 'alias/associate', { alias: 'alias/own', target_key_id: other })).toEqual(ALIAS);
  });

  it('are deleted all or none', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    for (const alias of ['alias/a', 'alias/b']) await environment.call('POST', `${KMS}/aliases`, { key_id, alias });
    expect(
      nestedProblem(await environment.call('DELETE', `${KMS}/aliases`, { key_id, aliases: ['alias/a', 'alias/none'] })),
    ).toEqual(ALIAS);
    expect(await names(environment)).toEqual(['alias/a', 'alias/b']);
    await environment.call('DELETE', `${KMS}/aliases`, { key_id, aliases: ['alias/a', 'alias/b', 'alias/a'] });
    expect(await names(environment)).toEqual([]);
  });

  it('are listed in pages, of all keys or of one', async () => {
    const environment = await openEnvironment();
    const [one, two] = [await newKey(environment, 'one'), await newKey(environment, 'two')];
    for (const alias of ['alias/c', 'alias/a'])
      await environment.call('POST', `${KMS}/aliases`, { key_id: one, alias });
    await environment.call('POST', `${KMS}/aliases`, { key_id: two, alias: 'alias/b' });
    expect(await names(environment, `?key_id=${one}`)).toEqual(['alias/a', 'alias/c']);
    expect(await names(environment, `?key_id=${UNKNOWN_KEY}`)).toEqual([]);
    expect((await listed(environment, '?limit=2')).page_info).toEqual({ next_marker: 'alias/b', current_count: 2 });
    expect(await names(environment, '?limit=2&marker=alias%2Fb')).toEqual(['alias/c']);
    for (const limit of ['0', '1001', 'x'])
      expect(nestedProblem(await environment.call('GET', `${KMS}/aliases?limit=${limit}`))).toEqual([400, 'KMS.1601']);
  });

  it('stand in an array for an SDK', async () => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    await environment.call('POST', `${KMS}/aliases`, { key_id, alias: 'alias/a' });
    const login = await environment.call('POST', '/v3/auth/tokens', {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } } },
        },
        scope: { project: { id: PROJECT } },
      },
    });
    const headers = { 'x-auth-token': login.headers['X-Subject-Token'] ?? '', 'user-agent': 'huaweicloud-usdk-go/3.0' };
    const { text } = await environment.send({ method: 'GET', path: `${KMS}/aliases`, headers });
    expect(JSON.parse(text)).toEqual([await listed(environment)]);
  });

  it.each(['a', 'alias/', 'alias/a.b', `alias/${'a'.repeat(250)}`, ''])('are not %p', async (alias) => {
    const environment = await openEnvironment();
    const key_id = await newKey(environment);
    expect(nestedProblem(await environment.call('POST', `${KMS}/aliases`, { key_id, alias }))).toEqual(ALIAS);
    expect(await rejected(environment, 'alias/associate', { target_key_id: key_id, alias })).toEqual(ALIAS);
  });

  it('need a key that somebody made and that stays', async () => {
    const environment = await openEnvironment();
    const gone = await newKey(environment, 'gone');
    await environment.call('POST', `${KMS}/aliases`, { key_id: gone, alias: 'alias/a' });
    await post(environment, 'schedule-key-deletion', { key_id: gone, pending_days: '7' });
    const byKey: readonly (readonly [string, readonly unknown[]])[] = [
      [gone, [400, 'KMS.0210']],
      [UNKNOWN_KEY, [404, 'KMS.0207']],
      ['x', [400, 'KMS.0205']],
      [await defaultKeyId(environment), [400, 'KMS.0211']],
    ];
    for (const [key_id, expected] of byKey) {
      expect(nestedProblem(await environment.call('POST', `${KMS}/aliases`, { key_id, alias: 'alias/b' }))).toEqual(
        expected,
      );
      expect(await rejected(environment, 'alias/associate', { target_key_id: key_id, alias: 'alias/a' })).toEqual(
        expected,
      );
    }
    expect(nestedProblem(await environment.call('DELETE', `${KMS}/aliases`, { key_id: gone, aliases: [] }))).toEqual(
      ALIAS,
    );
    expect(nestedProblem(await environment.call('DELETE', `${KMS}/aliases`, { key_id: gone }))).toEqual([
      400,
      'KMS.0204',
    ]);
  });
});
