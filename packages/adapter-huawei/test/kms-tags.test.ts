import { describe, expect, it } from '@jest/globals';

import { KMS, UNKNOWN_KEY, defaultKeyId, newKey, post, rejected } from './kms.ts';
import { type Environment, nestedProblem, openEnvironment } from './environment.ts';

const MISSING = [404, 'KMS.0207'];

async function tag(environment: Environment, keyId: string, ...pairs: string[]): Promise<void> {
  const tags = pairs.map((pair) => ({ key: pair.split(':')[0], value: pair.split(':')[1] }));
  const answer = await environment.call('POST', `${KMS}/${keyId}/tags/action`, { action: 'create', tags });
  expect([answer.status, answer.text]).toEqual([204, '']);
}

async function tagsOf(environment: Environment, keyId: string): Promise<string[]> {
  const { json } = await environment.call('GET', `${KMS}/${keyId}/tags`);
  expect(json).toEqual({ tags: json.tags, existTagsNum: json.tags.length });
  return json.tags.map(({ key, value }) => `${key}:${value}`);
}

describe('the tags of a key', () => {
  it('are set and taken away', async () => {
    const environment = await openEnvironment();
    const id = await newKey(environment);
    expect(await tagsOf(environment, id)).toEqual([]);
    const created = await environment.call('POST', `${KMS}/${id}/tags`, {
      tag: { key: 'env', value: 'test' },
      sequence: 's',
    });
    expect([created.status, created.text]).toEqual([204, '']);
    await tag(environment, id, 'app:a', 'empty');
    expect(await tagsOf(environment, id)).toEqual(['env:test', 'app:a', 'empty:']);
    await environment.call('POST', `${KMS}/${id}/tags/action`, {
      action: 'delete',
      tags: [{ key: 'app', value: 'other' }, { key: 'none' }],
    });
    const deleted = await environment.call('DELETE', `${KMS}/${id}/tags/env`);
    expect([deleted.status, deleted.text, await tagsOf(environment, id)]).toEqual([204, '', ['empty:']]);
    expect(nestedProblem(await environment.call('DELETE', `${KMS}/${id}/tags/env`))).toEqual([404, 'KMS.0416']);
  });

  it('are rejected where one of the name is there, with whatever value', async () => {
    const environment = await openEnvironment();
    const id = await newKey(environment);
    await tag(environment, id, 'env:test');
    const rejection = { error: { error_code: 'KMS.0406', error_msg: 'Invalid tagKey.' } };
    for (const value of ['test', 'prod']) {
      const tags = [{ key: 'new' }, { key: 'env', value }];
      const several = await environment.call('POST', `${KMS}/${id}/tags/action`, { action: 'create', tags });
      const single = await environment.call('POST', `${KMS}/${id}/tags`, { tag: { key: 'env', value } });
      expect([several.status, several.json, single.status, single.json]).toEqual([400, rejection, 400, rejection]);
    }
    expect(await tagsOf(environment, id)).toEqual(['env:test']);
  });

  it('are 20 at most', async () => {
    const environment = await openEnvironment();
    const id = await newKey(environment);
    await tag(environment, id, ...Array.from({ length: 20 }, (_, at) => `k${at}:v`));
    expect(nestedProblem(await environment.call('POST', `${KMS}/${id}/tags`, { tag: { key: 'more' } }))).toEqual([
      400,
      'KMS.0409',
    ]);
  });

  it.each<readonly [object, string]>([
    [{ key: 'k'.repeat(37) }, 'KMS.0411'],
    [{ key: '' }, 'KMS.0411'],
    [{ key: 'a=b' }, 'KMS.0406'],
    [{ key: 'a<b' }, 'KMS.0406'],
    [{ key: 'k', value: 'v'.repeat(44) }, 'KMS.0410'],
    [{ key: 'k', value: 'a*b' }, 'KMS.0405'],
    [{ value: 'v' }, 'KMS.0204'],
    [{ key: 1 }, 'KMS.0202'],
  ])('are not %j', async (wrong, code) => {
    const environment = await openEnvironment();
    const id = await newKey(environment);
    expect(nestedProblem(await environment.call('POST', `${KMS}/${id}/tags`, { tag: wrong }))).toEqual([400, code]);
    expect(
      nestedProblem(
        await environment.call('POST', `${KMS}/${id}/tags/action`, { action: 'create', tags: [{ key: 'k' }, wrong] }),
      ),
    ).toEqual([400, code]);
  });

  it('may be as long as the definition says', async () => {
    const environment = await openEnvironment();
    const id = await newKey(environment);
    await tag(environment, id, `${'键'.repeat(36)}:${'值'.repeat(43)}`);
    expect((await tagsOf(environment, id))[0]?.length).toBe(80);
  });

  it.each<readonly [object, string]>([
    [{ action: 'create', tags: [] }, 'KMS.0401'],
    [{ action: 'create' }, 'KMS.0204'],
    [{ action: 'update', tags: [{ key: 'k' }] }, 'KMS.0404'],
    [{ action: 'create', tags: Array.from({ length: 21 }, (_, at) => ({ key: `k${at}` })) }, 'KMS.0407'],
  ])('are not changed by %j', async (body, code) => {
    const environment = await openEnvironment();
    expect(
      nestedProblem(await environment.call('POST', `${KMS}/${await newKey(environment)}/tags/action`, body)),
    ).toEqual([400, code]);
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['POST', '/action'],
    ['DELETE', '/k'],
  ])('need a key to %s%s', async (method, rest) => {
    const environment = await openEnvironment();
    const body = { tag: { key: 'k' }, tags: [{ key: 'k' }], action: 'create' };
    expect(nestedProblem(await environment.call(method, `${KMS}/${UNKNOWN_KEY}/tags${rest}`, body))).toEqual(MISSING);
    expect(nestedProblem(await environment.call(method, `${KMS}/short/tags${rest}`, body))).toEqual([400, 'KMS.0205']);
  });

  it('stay as they are on the default key and on one that is about to go', async () => {
    const environment = await openEnvironment();
    const body = { tag: { key: 'k' } };
    expect(
      nestedProblem(await environment.call('POST', `${KMS}/${await defaultKeyId(environment)}/tags`, body)),
    ).toEqual([400, 'KMS.0211']);
    const id = await newKey(environment);
    await post(environment, 'schedule-key-deletion', { key_id: id, pending_days: '7' });
    expect(nestedProblem(await environment.call('POST', `${KMS}/${id}/tags`, body))).toEqual([400, 'KMS.0210']);
    expect(await tagsOf(environment, id)).toEqual([]);
  });
});

describe('ListKmsTags', () => {
  it('has every key with its different values', async () => {
    const environment = await openEnvironment();
    expect((await environment.call('GET', `${KMS}/tags`)).json).toEqual({ tags: [] });
    await tag(environment, await newKey(environment, 'one'), 'env:test', 'app:a');
    await tag(environment, await newKey(environment, 'two'), 'env:prod', 'env2');
    expect((await environment.call('GET', `${KMS}/tags`)).json).toEqual({
      tags: [
        { key: 'app', values: ['a'] },
        { key: 'env', values: ['prod', 'test'] },
        { key: 'env2', values: [''] },
      ],
    });
  });
});

describe('ListKmsByTags', () => {
  async function tagged(): Promise<{
    readonly environment: Environment;
    readonly find: (body: object) => Promise<readonly string[]>;
  }> {
    const environment = await openEnvironment();
    await tag(environment, await newKey(environment, 'db-one'), 'env:test', 'app:a');
    await tag(environment, await newKey(environment, 'db-two'), 'env:prod', 'app:a');
    await newKey(environment, 'web');
    return {
      environment,
      find: async (body) => {
        const { json } = await post(environment, 'resource_instances/action', { action: 'filter', ...body });
        return (json.resources ?? []).map(({ resource_name: name }) => name);
      },
    };
  }

  it('asks for all of the tags, each with one of its values, and for parts of names', async () => {
    const { find } = await tagged();
    expect(await find({})).toEqual(['db-one', 'db-two', 'web']);
    expect(await find({ tags: [{ key: 'app' }] })).toEqual(['db-one', 'db-two']);
    expect(
      await find({
        tags: [
          { key: 'app', values: ['a'] },
          { key: 'env', values: ['prod', 'x'] },
        ],
      }),
    ).toEqual(['db-two']);
    expect(await find({ matches: [{ key: 'resource_name', value: 'db' }] })).toEqual(['db-one', 'db-two']);
    expect(await find({ matches: [{ key: 'resource_name', value: '' }] })).toEqual([]);
  });

  it('pages by numbers and by strings, and counts', async () => {
    const { environment, find } = await tagged();
    expect(await find({ limit: '2', offset: 1 })).toEqual(['db-two', 'web']);
    expect(await find({ limit: 1, offset: '' })).toEqual(['db-one']);
    expect(await find({ offset: '9' })).toEqual([]);
    expect(
      (await post(environment, 'resource_instances/action', { action: 'count', tags: [{ key: 'env' }] })).json,
    ).toEqual({
      resources: null,
      total_count: 2,
    });
  });

  it('shows keys whole', async () => {
    const { environment } = await tagged();
    const { json } = await post(environment, 'resource_instances/action', {
      action: 'filter',
      tags: [{ key: 'env', values: ['test'] }],
    });
    const [resource] = json.resources ?? [];
    const key_id = resource?.resource_id ?? '';
    const { key_info } = (await post(environment, 'describe-key', { key_id })).json;
    expect(json).toEqual({
      resources: [
        {
          resource_id: key_id,
          resource_name: 'db-one',
          resource_detail: key_info,
          tags: [
            { key: 'env', value: 'test' },
            { key: 'app', value: 'a' },
          ],
        },
      ],
      total_count: 1,
    });
  });

  it.each<readonly [object, string]>([
    [{ action: 'find' }, 'KMS.0404'],
    [{ limit: '0' }, 'KMS.1601'],
    [{ limit: 1001 }, 'KMS.1601'],
    [{ offset: -1 }, 'KMS.0417'],
    [{ offset: 'x' }, 'KMS.0417'],
    [{ tags: [{ key: '' }] }, 'KMS.0411'],
    [{ tags: [{ key: 'k', values: Array.from({ length: 11 }, String) }] }, 'KMS.0413'],
    [{ tags: Array.from({ length: 11 }, (_, at) => ({ key: `k${at}` })) }, 'KMS.0412'],
    [{ matches: [{ key: 'name', value: 'x' }] }, 'KMS.0403'],
    [{ matches: [{ key: 'resource_name', value: 'x'.repeat(256) }] }, 'KMS.0402'],
  ])('rejects %j', async (body, code) => {
    expect(await rejected(await openEnvironment(), 'resource_instances/action', { action: 'filter', ...body })).toEqual(
      [400, code],
    );
  });
});
