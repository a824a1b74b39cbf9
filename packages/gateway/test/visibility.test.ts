import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { type AliyunCall, openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

const STRICT = {
  'doors-huawei-visibility': 'as-the-cloud',
  'doors-aliyun-visibility': 'as-the-cloud',
  'doors-bk-visibility': 'as-the-cloud',
};
const LONG = 31_000;

let gateway: TestGateway;
let huawei: HuaweiClient;
let aliyun: AliyunCall;
let control: ControlClient;
beforeAll(async () => {
  gateway = await gatewayForTest(STRICT);
  huawei = huaweiClient(gateway.url);
  aliyun = openApiCaller(gateway.host, 'body');
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

type Names = readonly string[];

async function namesAtHuawei(): Promise<Names> {
  const { secrets } = (await huawei.call('GET', 'secrets', undefined, { limit: 2 })) as { secrets: { name: string }[] };
  const { secrets: rest } = (await huawei.call('GET', 'secrets', undefined, {
    marker: secrets.at(-1)?.name ?? '',
  })) as { secrets: { name: string }[] };
  return [...secrets, ...rest].map(({ name }) => name);
}

async function namesAtAliyun(): Promise<Names> {
  const { SecretList, TotalCount } = (await aliyun('ListSecrets', { PageSize: 100 })) as {
    SecretList: { Secret: { SecretName: string }[] };
    TotalCount: number;
  };
  expect(TotalCount).toBe(SecretList.Secret.length);
  return SecretList.Secret.map(({ SecretName }) => SecretName);
}

const codeOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) =>
      (error as { code?: unknown; errorCode?: unknown }).errorCode ?? (error as { code?: unknown }).code,
  );

describe('a door that shows what its cloud could hold', () => {
  it('shows what it took itself', async () => {
    await huawei.call('POST', 'secrets', { name: 'of.huawei', secret_string: '', description: 'x'.repeat(2_048) });
    await aliyun('CreateSecret', { SecretName: 'of/aliyun', VersionId: '1', SecretData: 'x'.repeat(30_720) });
    expect(await namesAtHuawei()).toEqual(['of.huawei']);
    expect(await namesAtAliyun()).toEqual(['of/aliyun']);
    expect(await codeOf(huawei.call('GET', 'secrets/of%2Faliyun'))).toBe('CSMS.0002');
    expect(await codeOf(aliyun('GetSecretValue', { SecretName: 'of.huawei' }))).toBe('Forbidden.ResourceNotFound');
  });

  it('hides a secret whose value is too long', async () => {
    await huawei.call('POST', 'secrets', { name: 'long', secret_string: 'x'.repeat(LONG) });
    expect(await namesAtHuawei()).toContain('long');
    expect(await namesAtAliyun()).not.toContain('long');
  });

  it('shows so many versions and stages as its cloud has, and keeps the others through a change', async () => {
    await huawei.call('POST', 'secrets', { name: 'many', secret_string: 'kept-4711-1' });
    for (let at = 2; at <= 15; at += 1)
      await huawei.call('POST', 'secrets/many/versions', { secret_string: `kept-4711-${at}` });
    for (let at = 1; at <= 9; at += 1)
      await huawei.call('PUT', `secrets/many/stages/stage-${at}`, { version_id: `v${at}` });
    const listed = async () => {
      const { VersionIds } = (await aliyun('ListSecretVersionIds', {
        SecretName: 'many',
        IncludeDeprecated: 'true',
        PageSize: 100,
      })) as { VersionIds: { VersionId: { VersionId: string; VersionStages: { VersionStage: string[] } }[] } };
      return VersionIds.VersionId.map(({ VersionId, VersionStages }) => [VersionId, ...VersionStages.VersionStage]);
    };
    const before = await listed();
    expect(before).toHaveLength(10);
    expect(before.flatMap(([, ...stages]) => stages)).toHaveLength(8);
    expect(before.at(-1)).toEqual(['v15', 'ACSCurrent']);
    expect(await codeOf(aliyun('GetSecretValue', { SecretName: 'many', VersionId: 'v1' }))).toMatch(
      /NotFound|NoPermission/,
    );
    await aliyun('UpdateSecret', { SecretName: 'many', Description: 'changed' });
    await aliyun('PutSecretValue', { SecretName: 'many', VersionId: 'put', SecretData: 'kept-4711-16' });
    const { version_metadatas: all } = (await huawei.call('GET', 'secrets/many/versions')) as {
      version_metadatas: { id: string; version_stages: string[] }[];
    };
    // Aliyun's put drops one of the ten that it sees.
    expect(all).toHaveLength(15);
    expect(all.at(-1)).toMatchObject({ id: 'put', version_stages: ['SYSCURRENT'] });
    expect(all[0]).toMatchObject({ id: 'v1', version_stages: ['stage-1'] });
    expect((await huawei.call('GET', 'secrets/many'))['secret']).toMatchObject({ description: 'changed' });
  });

  it('takes a version whose id one has that does not show', async () => {
    await aliyun('PutSecretValue', { SecretName: 'many', VersionId: 'v1', SecretData: 'kept-4712-1' });
    expect(await aliyun('GetSecretValue', { SecretName: 'many' })).toMatchObject({
      VersionId: 'v1',
      SecretData: 'kept-4712-1',
    });
  });

  it('hides tags and labels of others, which stay when its own change', async () => {
    await aliyun('CreateSecret', {
      SecretName: 'labelled',
      VersionId: 'a',
      SecretData: 'kept-4713',
      Tags: '[{"TagKey":"back\\\\slash","TagValue":"x"},{"TagKey":"team","TagValue":"a"}]',
    });
    await aliyun('UpdateSecretVersionStage', {
      SecretName: 'labelled',
      VersionStage: 'SYSCURRENT',
      MoveToVersion: 'a',
    });
    const { id } = (await huawei.call('GET', 'secrets/labelled'))['secret'] as { id: string };
    expect(await huawei.call('GET', `csms/${id}/tags`)).toMatchObject({ tags: [{ key: 'team', value: 'a' }] });
    await huawei.call('POST', `csms/${id}/tags/action`, { action: 'create', tags: [{ key: 'stage', value: 'test' }] });
    expect(await aliyun('DescribeSecret', { SecretName: 'labelled', FetchTags: 'true' })).toMatchObject({
      Tags: { Tag: expect.arrayContaining([{ TagKey: 'back\\slash', TagValue: 'x' }]) as unknown },
    });
    expect(JSON.stringify(await huawei.call('GET', 'secrets/labelled/versions'))).toContain('["SYSCURRENT"]');
  });

  it('updates at BlueKing what has more versions than that knows', async () => {
    const { id } = (await huawei.call('GET', 'secrets/many'))['secret'] as { id: string };
    const answer = await esbCall(gateway.url, 'update_credential', {
      ...{ id: id.replaceAll('-', ''), name: 'many', type: 'SECRET_KEY' },
      credential_secret_key: 'kept-4714',
    });
    expect(answer).toMatchObject({ result: true });
    const versions = (await huawei.call('GET', 'secrets/many/versions'))['version_metadatas'] as object[];
    expect(versions.length).toBeGreaterThan(10);
  });

  it('says why', async () => {
    const { secrets } = await control.secrets.list({ as: 'aliyun' });
    const visible = Object.fromEntries(secrets.map(({ name, ...secret }) => [name, [secret.visible, secret.why]]));
    expect(visible).toMatchObject({
      'of/aliyun': ['whole', []],
      'of.huawei': ['not', ['VALUE-EMPTY: the secret, as a value is empty']],
      long: ['not', ['VALUE-SIZE: the secret, as a value is too long']],
    });
    expect(visible['many']?.[0]).toBe('in-part');
    expect(visible['many']?.[1]).toContainEqual(
      expect.stringMatching(/^VERSION-COUNT: \d+ versions, as more versions/),
    );
    const [first] = (await control.secrets.list({})).secrets;
    expect(first).not.toHaveProperty('visible');
  });
});

it('is as the gateway says, or the maker of a sandbox', async () => {
  const plain = await gatewayForTest();
  const own = controlClient({ url: plain.url });
  await huaweiClient(plain.url).call('POST', 'secrets', { name: 'dotted.name', secret_string: 'x'.repeat(LONG) });
  const { SecretList } = (await openApiCaller(plain.host)('ListSecrets', {})) as { SecretList: { Secret: object[] } };
  expect(SecretList.Secret).toHaveLength(1);
  await own.baseline.set();
  const namesIn = async (visibility?: { aliyun: 'as-the-cloud' }) => {
    const { credentials } = await own.sandboxes.create(visibility === undefined ? {} : { visibility });
    const keys = {
      accessKeyId: credentials.aliyun['access_key_id'] ?? '',
      accessKeySecret: credentials.aliyun['access_key_secret'] ?? '',
    };
    return ((await openApiCaller(plain.host)('ListSecrets', {}, { keys })) as { TotalCount: number }).TotalCount;
  };
  expect(await namesIn()).toBe(1);
  expect(await namesIn({ aliyun: 'as-the-cloud' })).toBe(0);
  await plain.close();
});
