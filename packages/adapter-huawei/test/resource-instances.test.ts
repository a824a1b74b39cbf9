import { describe, expect, it } from '@jest/globals';

import { SECRETS, type Environment, nestedProblem, openEnvironment } from './environment.ts';
import { CSMS, secretId, tag } from './tagged-secrets.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];

describe('ListResourceInstances', () => {
  const TARGET = `${CSMS}/resource_instances/action`;

  async function stocked(): Promise<Environment> {
    const environment = await openEnvironment({ settings: { secret_quota: 0 } });
    await tag(environment, await secretId(environment, 'delta'), 'env=test', 'app=a');
    await tag(environment, await secretId(environment, 'alpha'), 'env=prod', 'app=a');
    await tag(environment, await secretId(environment, 'beta'), 'env=test');
    await secretId(environment, 'gamma');
    return environment;
  }

  async function found(environment: Environment, body: object) {
    const { status, json } = await environment.call('POST', TARGET, { action: 'filter', ...body });
    expect(status).toBe(200);
    return [json.resources?.map(({ resource_name: name }) => name), json.total_count];
  }

  it('shows a secret with its detail and tags', async () => {
    const environment = await stocked();
    const { json } = await environment.call('POST', TARGET, {
      action: 'filter',
      tags: [{ key: 'env', values: ['prod'] }],
    });
    const { secret } = (await environment.call('GET', `${SECRETS}/alpha`)).json;
    expect(json).toEqual({
      resources: [
        {
          resource_id: secret.id,
          resource_name: 'alpha',
          resource_detail: secret,
          tags: [
            { key: 'env', value: 'prod' },
            { key: 'app', value: 'a' },
          ],
          sys_tags: [],
        },
      ],
      total_count: 1,
    });
  });

  it.each<readonly [string, object, readonly string[]]>([
    ['all, by name', {}, ['alpha', 'beta', 'delta', 'gamma']],
    ['one key with any value', { tags: [{ key: 'env', values: [] }] }, ['alpha', 'beta', 'delta']],
    ['one key, values left out', { tags: [{ key: 'app' }] }, ['alpha', 'delta']],
    ['any of several values', { tags: [{ key: 'env', values: ['prod', 'test', 'none'] }] }, ['alpha', 'beta', 'delta']],
    [
      'every one of several keys',
      {
        tags: [
          { key: 'env', values: ['test'] },
          { key: 'app', values: ['a'] },
        ],
      },
      ['delta'],
    ],
    ['none', { tags: [{ key: 'env', values: ['none'] }] }, []],
    ['a part of the name', { matches: [{ key: 'resource_name', value: 'lt' }] }, ['delta']],
    [
      'a part of the name and a tag',
      { matches: [{ key: 'resource_name', value: 'ta' }], tags: [{ key: 'env' }] },
      ['beta', 'delta'],
    ],
    ['nothing for an empty part', { matches: [{ key: 'resource_name', value: '' }] }, []],
    ['nothing for no part', { matches: [{ key: 'resource_name' }] }, []],
  ])('finds %s', async (_what, body, names) => {
    const environment = await stocked();
    expect(await found(environment, body)).toEqual([names, names.length]);
    const counted = await environment.call('POST', TARGET, { ...body, action: 'count' });
    expect([counted.status, counted.json]).toEqual([200, { resources: null, total_count: names.length }]);
  });

  it.each<readonly [object, readonly string[]]>([
    [{ limit: 2 }, ['alpha', 'beta']],
    [{ limit: '2', offset: '1' }, ['beta', 'delta']],
    [{ limit: 1, offset: 3 }, ['gamma']],
    [{ limit: '', offset: '' }, ['alpha', 'beta', 'delta', 'gamma']],
    [{ offset: 4 }, []],
    [{ limit: 1000, offset: 9999 }, []],
    [{ limit: '1000', offset: '0009' }, []],
  ])('pages with %j', async (page, names) => {
    expect(await found(await stocked(), page)).toEqual([names, 4]);
  });

  it('has ten on a page unless asked for more', async () => {
    const environment = await openEnvironment();
    for (let at = 10; at < 21; at += 1) await secretId(environment, `s${at}`);
    const [names, total] = await found(environment, {});
    expect([names, total]).toEqual([Array.from({ length: 10 }, (_, at) => `s${at + 10}`), 11]);
  });

  it.each<readonly [object, readonly unknown[]]>([
    [{ action: 'list' }, PARAMETER],
    [{ action: undefined }, PARAMETER],
    [{ limit: 0 }, PARAMETER],
    [{ limit: 1001 }, PARAMETER],
    [{ limit: '0' }, PARAMETER],
    [{ limit: '1001' }, PARAMETER],
    [{ limit: 'x' }, PARAMETER],
    [{ limit: 1.5 }, PARAMETER],
    [{ limit: true }, BODY],
    [{ offset: -1 }, PARAMETER],
    [{ offset: '-1' }, PARAMETER],
    [{ offset: '00000' }, PARAMETER],
    [{ tags: Array.from({ length: 11 }, (_, at) => ({ key: `k${at}` })) }, PARAMETER],
    [{ tags: [{ key: '' }] }, PARAMETER],
    [{ tags: [{ key: 'k', values: Array.from({ length: 11 }, (_, at) => `v${at}`) }] }, PARAMETER],
    [{ tags: [{ key: 'k'.repeat(129) }] }, PARAMETER],
    [{ tags: [{ key: 'k', values: ['v'.repeat(256)] }] }, PARAMETER],
    [{ tags: [{ key: 'k', values: ['v', 'v'] }] }, PARAMETER],
    [{ tags: [{ key: 'k', values: [1] }] }, BODY],
    [{ tags: {} }, BODY],
    [{ matches: [{ key: 'name', value: 'x' }] }, PARAMETER],
    [{ matches: [{ key: 'resource_name', value: 'x'.repeat(256) }] }, PARAMETER],
    [{ matches: Array.from({ length: 11 }, () => ({ key: 'resource_name', value: 'a' })) }, PARAMETER],
    [{ sequence: 's'.repeat(37) }, PARAMETER],
  ])('rejects %j', async (change, expected) => {
    const answer = await (await openEnvironment()).call('POST', TARGET, { action: 'filter', ...change });
    expect(nestedProblem(answer)).toEqual(expected);
  });
});
