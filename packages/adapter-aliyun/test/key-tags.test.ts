import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Environment, newEnvironment } from './environment.ts';

const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

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

const tags = (...pairs: [string, string?][]) =>
  JSON.stringify(pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })));

describe('tags of keys', () => {
  const KEYS = { RegionId: 'cn-hangzhou', ResourceType: 'key' };
  let KeyId = '';
  beforeEach(async () => {
    KeyId = ((await environment.ok('CreateKey', { Tags: tags(['a', '1']) })) as { KeyMetadata: { KeyId: string } })
      .KeyMetadata.KeyId;
  });
  const held = async () => {
    const { Tags } = (await environment.ok('ListResourceTags', { KeyId })) as {
      Tags: { Tag: { KeyId: string; TagKey: string; TagValue: string }[] };
    };
    expect(Tags.Tag.every((tag) => tag.KeyId === KeyId)).toBe(true);
    return Object.fromEntries(Tags.Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
  };

  it('are set and taken away one key at a time', async () => {
    await environment.ok('TagResource', { KeyId, Tags: tags(['b', '2'], ['a', '3']) });
    expect(await held()).toEqual({ a: '3', b: '2' });
    await environment.ok('UntagResource', {
      KeyId: `acs:kms:cn-hangzhou:1000000000000001:key/${KeyId}`,
      TagKeys: '["a"]',
    });
    expect(await held()).toEqual({ b: '2' });
    await environment.ok('UntagResource', { KeyId, TagKeys: 'b,nope' });
    expect(await environment.ok('ListResourceTags', { KeyId })).toEqual({
      Tags: { Tag: [] },
      RequestId: expect.any(String),
    });
  });

  it('are set, listed and taken away many keys at a time, apart from those of secrets', async () => {
    const other = ((await environment.ok('CreateKey')) as { KeyMetadata: { KeyId: string } }).KeyMetadata.KeyId;
    await environment.ok('TagResources', {
      ...KEYS,
      'ResourceId.1': KeyId,
      'ResourceId.2': other,
      'Tag.1.Key': 'k',
      'Tag.1.Value': 'v',
    });
    expect(await held()).toEqual({ a: '1', k: 'v' });
    expect(await environment.ok('ListTagResources', { ...KEYS, 'Tag.1.Key': 'k' })).toMatchObject({
      TagResources: {
        TagResource: [
          { ResourceId: KeyId, ResourceType: 'key', TagKey: 'a', TagValue: '1' },
          { ResourceId: KeyId, ResourceType: 'key', TagKey: 'k', TagValue: 'v' },
          { ResourceId: other, ResourceType: 'key', TagKey: 'k', TagValue: 'v' },
        ],
      },
    });
    await environment.ok('UntagResources', { ...KEYS, 'ResourceId.1': KeyId, 'ResourceId.2': other, All: 'true' });
    expect(await environment.ok('ListTagResources', KEYS)).toMatchObject({ TagResources: { TagResource: [] } });
  });

  it('are listed in XML, and of a key that is there', async () => {
    expect((await environment.xml('ListResourceTags', { KeyId })).body).toContain(
      `<Tags><Tag><KeyId>${KeyId}</KeyId><TagKey>a</TagKey><TagValue>1</TagValue></Tag></Tags>`,
    );
    expect(await environment.rejected('ListResourceTags', { KeyId: 'nope' })).toBe(
      '404 Forbidden.KeyNotFound The specified Key is not found.',
    );
    expect(await environment.rejected('ListResourceTags')).toBe(missing('KeyId'));
  });
});
