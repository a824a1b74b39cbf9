import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Params, type Environment, newEnvironment } from './environment.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const UNKNOWN_ID = '404 InvalidResourceId.NotFound The specified ResourceId is not found.';
const UNSUPPORTED = '400 UnsupportedOperation This action is not supported.';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

/** What every operation of the second family takes. */
const SECRETS = { RegionId: 'cn-hangzhou', ResourceType: 'secret' };

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', {
    SecretName: 's',
    VersionId: 'v1',
    SecretData: 'x',
    Tags: '[{"TagKey":"a","TagValue":"1"}]',
  });
});

async function tagsOf(SecretName: string): Promise<Record<string, string>> {
  const { Tags } = (await environment.ok('DescribeSecret', { SecretName, FetchTags: 'true' })) as {
    Tags: { Tag: { TagKey: string; TagValue: string }[] };
  };
  return Object.fromEntries(Tags.Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

const tags = (...pairs: [string, string?][]) =>
  JSON.stringify(pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })));
const many = (count: number, key = 'k') =>
  tags(...Array.from({ length: count }, (_, at): [string, string] => [`${key}${at}`, 'v']));

/** `Name.1=…`, `Name.2=…` */
const listed = (name: string, values: readonly string[]): Params =>
  Object.fromEntries(values.map((value, at) => [`${name}.${at + 1}`, value]));

describe('TagResource and UntagResource', () => {
  it('set tags, over those that are there, and take them away', async () => {
    expect(await environment.ok('TagResource', { SecretName: 's', Tags: tags(['b', '2'], ['a', '3'], ['c']) })).toEqual(
      {
        RequestId: expect.any(String),
      },
    );
    expect(await tagsOf('s')).toEqual({ a: '3', b: '2', c: '' });
    expect(await environment.ok('UntagResource', { SecretName: 's', TagKeys: '["a","nope"]' })).toEqual({
      RequestId: expect.any(String),
    });
    expect(await tagsOf('s')).toEqual({ b: '2', c: '' });
    await environment.ok('UntagResource', {
      SecretName: 'acs:kms:cn-hangzhou:1000000000000001:secret/s',
      TagKeys: 'b, c',
    });
    expect(await tagsOf('s')).toEqual({});
  });

  it('name exactly one target, which is a key or a secret', async () => {
    const more = { Tags: tags(['b']), TagKeys: 'b' };
    for (const action of ['TagResource', 'UntagResource']) {
      expect(await environment.rejected(action, more)).toBe(
        '400 InvalidParameter The specified parameter is not valid.',
      );
      expect(await environment.rejected(action, { ...more, SecretName: 's', KeyId: 'k' })).toBe(
        '400 InvalidParameter The specified parameter is not valid.',
      );
      expect(await environment.rejected(action, { ...more, KeyId: 'k' })).toBe(
        '404 Forbidden.KeyNotFound The specified Key is not found.',
      );
      expect(await environment.rejected(action, { ...more, CertificateId: 'c' })).toBe(UNSUPPORTED);
      expect(await environment.rejected(action, { ...more, SecretName: 'nope' })).toBe(NOT_FOUND);
      expect(
        await environment.rejected(action, { ...more, SecretName: 'acs:kms:cn-beijing:1000000000000001:secret/s' }),
      ).toBe(NOT_FOUND);
    }
    expect(await environment.rejected('TagResource', { SecretName: 's' })).toBe(missing('Tags'));
    expect(await environment.rejected('UntagResource', { SecretName: 's' })).toBe(missing('TagKeys'));
  });

  it('reject what is malformed or too much, and then change nothing', async () => {
    for (const Tags of [
      'x',
      '{}',
      '[{"TagValue":"v"}]',
      tags(['a'], ['a']),
      tags(['acs:a']),
      tags(['aliyun']),
      tags(['é']),
      many(21),
      many(20),
    ]) {
      expect(await environment.rejected('TagResource', { SecretName: 's', Tags })).toBe(invalid('Tags'));
    }
    for (const TagKeys of ['k'.repeat(129), JSON.stringify(['a', '中'.repeat(129)])])
      expect(await environment.rejected('UntagResource', { SecretName: 's', TagKeys })).toBe(invalid('TagKeys'));
    await environment.ok('UntagResource', { SecretName: 's', TagKeys: '中'.repeat(128) });
    for (const TagKeys of ['[', '[]', '[1]', '[""]', ',', JSON.stringify(Array.from({ length: 21 }, String))]) {
      expect(await environment.rejected('UntagResource', { SecretName: 's', TagKeys })).toBe(invalid('TagKeys'));
    }
    expect(await tagsOf('s')).toEqual({ a: '1' });
    await environment.ok('TagResource', { SecretName: 's', Tags: many(19) });
    expect(Object.keys(await tagsOf('s'))).toHaveLength(20);
  });
});

describe('TagResources and UntagResources', () => {
  beforeEach(async () => {
    await environment.ok('CreateSecret', { SecretName: 't', VersionId: 'v1', SecretData: 'x' });
  });

  it('reject a key that is longer than a key may be, as ListTagResources does', async () => {
    const long = '400 InvalidParameter.TagKey The specified parameter is not valid.';
    const untag = { ...SECRETS, 'ResourceId.1': 's', 'TagKey.1': 'k'.repeat(129) };
    expect(await environment.rejected('UntagResources', untag)).toBe(long);
    expect(await environment.rejected('ListTagResources', { ...SECRETS, 'Tag.1.Key': 'k'.repeat(129) })).toBe(long);
    await environment.ok('UntagResources', { ...untag, 'TagKey.1': '中'.repeat(128) });
  });

  it('change several secrets, whatever the numbers of their lists', async () => {
    const Tag = { 'Tag.1.Key': 'k', 'Tag.1.Value': 'v', 'Tag.7.Key': 'l' };
    expect(
      await environment.ok('TagResources', { ...SECRETS, 'ResourceId.2': 's', 'ResourceId.9': 't', ...Tag }),
    ).toEqual({
      RequestId: expect.any(String),
    });
    expect([await tagsOf('s'), await tagsOf('t')]).toEqual([
      { a: '1', k: 'v', l: '' },
      { k: 'v', l: '' },
    ]);
    await environment.ok('UntagResources', {
      ...SECRETS,
      'ResourceId.1': 's',
      'ResourceId.2': 't',
      'TagKey.1': 'k',
      'TagKey.2': 'nope',
      All: 'true',
    });
    expect([await tagsOf('s'), await tagsOf('t')]).toEqual([{ a: '1', l: '' }, { l: '' }]);
    await environment.ok('UntagResources', { ...SECRETS, 'ResourceId.1': 's' });
    expect(await tagsOf('s')).toEqual({ a: '1', l: '' });
    await environment.ok('UntagResources', { ...SECRETS, 'ResourceId.1': 's', All: 'true' });
    expect(await tagsOf('s')).toEqual({});
  });

  it('take a list over ACS3 and in XML too', async () => {
    expect(
      (
        await environment.acs3('TagResources', {
          ...SECRETS,
          'ResourceId.1': 't',
          'Tag.1.Key': 'k',
          'Tag.1.Value': 'v',
        })
      ).status,
    ).toBe(200);
    expect(
      (await environment.xml('TagResources', { ...SECRETS, 'ResourceId.1': 't', 'Tag.1.Key': 'x', 'Tag.1.Value': 'y' }))
        .body,
    ).toMatch(/^<KMS><RequestId>[^<]+<\/RequestId><\/KMS>$/);
    expect(await tagsOf('t')).toEqual({ k: 'v', x: 'y' });
  });

  it('change nothing when one of the secrets is unknown or would carry too many', async () => {
    const one = { 'Tag.1.Key': 'k', 'TagKey.1': 'a' };
    for (const action of ['TagResources', 'UntagResources']) {
      expect(
        await environment.rejected(action, { ...SECRETS, ...one, 'ResourceId.1': 's', 'ResourceId.2': 'nope' }),
      ).toBe(UNKNOWN_ID);
      expect(
        await environment.rejected(action, { ...SECRETS, ...one, 'ResourceId.1': 'acs:kms:cn-hangzhou:2:secret/s' }),
      ).toBe(UNKNOWN_ID);
      expect(await environment.rejected(action, { ...SECRETS, ...one, ResourceType: 'key', 'ResourceId.1': 'k' })).toBe(
        UNKNOWN_ID,
      );
    }
    const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`Tag.${at + 1}.Key`, `k${at}`]));
    expect(
      await environment.rejected('TagResources', { ...SECRETS, ...twenty, 'ResourceId.1': 't', 'ResourceId.2': 's' }),
    ).toBe(invalid('Tag'));
    expect([await tagsOf('s'), await tagsOf('t')]).toEqual([{ a: '1' }, {}]);
    await environment.ok('TagResources', { ...SECRETS, ...twenty, 'ResourceId.1': 't' });
  });

  it('reject what misses or is malformed, in codes of their own', async () => {
    const good = { ...SECRETS, 'ResourceId.1': 's', 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' };
    const bad = (change: Params) => environment.rejected('TagResources', { ...good, ...change });
    for (const name of ['RegionId', 'ResourceType'] as const) expect(await bad({ [name]: '' })).toBe(missing(name));
    expect(await bad({ 'ResourceId.1': '' })).toBe(missing('ResourceId'));
    expect(await bad({ ResourceType: 'secrets' })).toBe(invalid('ResourceType'));
    expect(await bad({ 'Tag.1.Key': 'aliyun' })).toBe(
      '400 InvalidParameter.TagKey The specified parameter is not valid.',
    );
    expect(await bad({ 'Tag.1.Value': 'é' })).toBe(
      '400 InvalidParameter.TagValue The specified parameter is not valid.',
    );
    expect(await bad({ 'Tag.2.Key': 'k' })).toBe('400 Duplicate.TagKey The specified tagKey is duplicate.');
    expect(await bad({ 'Tag.2.Value': 'k' })).toBe(missing('Tag.2.Key'));
    expect(await bad({ 'ResourceId.2': 'x'.repeat(1025) })).toBe(invalid('ResourceId.2'));
    expect(await bad({ 'Tag.1': 'x', 'Tag.1.Key': '', 'Tag.1.Value': '' })).toMatch(/^400 InvalidParameter/);
    expect(await bad(listed('ResourceId', Array.from({ length: 51 }, String)))).toBe(invalid('ResourceId'));
    await environment.ok('TagResources', {
      ...good,
      ...listed(
        'ResourceId',
        Array.from({ length: 50 }, () => 's'),
      ),
    });
    expect(await environment.rejected('TagResources', { ...SECRETS, 'ResourceId.1': 's' })).toBe(missing('Tag'));
    expect(
      await environment.rejected('UntagResources', {
        ...good,
        ...listed('TagKey', Array.from({ length: 21 }, String)),
      }),
    ).toBe(invalid('TagKey'));
    expect(await environment.rejected('UntagResources', { ...good, All: 'x' })).toBe(invalid('All'));
  });
});

describe('ListTagResources', () => {
  const rows = async (params: Params = {}) => {
    const { TagResources, NextToken } = (await environment.ok('ListTagResources', { ...SECRETS, ...params })) as {
      TagResources: { TagResource: Record<string, string>[] };
      NextToken?: string;
    };
    return {
      rows: TagResources.TagResource.map(
        ({ ResourceId, TagKey, TagValue }) => `${String(ResourceId)} ${String(TagKey)}=${String(TagValue)}`,
      ),
      NextToken,
    };
  };

  it('shows one row for each tag, of all secrets or of some', async () => {
    await environment.ok('CreateSecret', {
      SecretName: 't',
      VersionId: 'v1',
      SecretData: 'x',
      Tags: tags(['a', '2'], ['b', '3']),
    });
    await environment.ok('CreateSecret', { SecretName: 'bare', VersionId: 'v1', SecretData: 'x' });
    expect(await environment.ok('ListTagResources', { ...SECRETS, 'ResourceId.1': 's' })).toEqual({
      TagResources: { TagResource: [{ ResourceId: 's', ResourceType: 'secret', TagKey: 'a', TagValue: '1' }] },
      RequestId: expect.any(String),
    });
    expect(await rows()).toEqual({ rows: ['s a=1', 't a=2', 't b=3'], NextToken: undefined });
    expect((await rows({ 'ResourceId.1': 't', 'ResourceId.2': 't', 'ResourceId.3': 'bare' })).rows).toEqual([
      't a=2',
      't b=3',
    ]);
    expect((await rows({ 'Tag.1.Key': 'a' })).rows).toEqual(['s a=1', 't a=2', 't b=3']);
    expect((await rows({ 'Tag.1.Key': 'a', 'Tag.1.Value': '1' })).rows).toEqual(['s a=1']);
    expect((await rows({ 'Tag.1.Key': 'a', 'Tag.2.Key': 'b' })).rows).toEqual(['t a=2', 't b=3']);
    expect((await rows({ 'Tag.1.Key': 'nope' })).rows).toEqual([]);
  });

  it('pages by two hundred rows until no token is left', async () => {
    for (let at = 0; at < 10; at += 1)
      await environment.ok('CreateSecret', { SecretName: `p${at}`, VersionId: 'v1', SecretData: 'x', Tags: many(20) });
    const first = await rows();
    expect(first.rows).toHaveLength(200);
    const second = await rows({ NextToken: first.NextToken ?? '' });
    expect(second).toEqual({ rows: ['p9 k19=v'], NextToken: undefined });
    await environment.ok('UntagResource', { SecretName: 's', TagKeys: 'a' });
    const exact = await rows();
    expect([exact.rows.length, exact.NextToken]).toEqual([200, undefined]);
    for (const NextToken of ['x', '200', 'MA', 'LTE', `${String(first.NextToken)}=`])
      expect(await environment.rejected('ListTagResources', { ...SECRETS, NextToken })).toBe(invalid('NextToken'));
  });

  it('rejects what misses, is twice or unknown', async () => {
    expect(await environment.rejected('ListTagResources', { ResourceType: 'secret' })).toBe(missing('RegionId'));
    expect(await environment.rejected('ListTagResources', { RegionId: 'cn-hangzhou' })).toBe(missing('ResourceType'));
    expect(
      await environment.rejected('ListTagResources', { ...SECRETS, ResourceType: 'key', 'ResourceId.1': 'alias/nope' }),
    ).toBe(UNKNOWN_ID);
    expect(await environment.rejected('ListTagResources', { ...SECRETS, 'ResourceId.1': 'nope' })).toBe(UNKNOWN_ID);
    expect(await environment.rejected('ListTagResources', { ...SECRETS, 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' })).toBe(
      '400 Duplicate.TagKey The specified tagKey is duplicate.',
    );
  });
});
