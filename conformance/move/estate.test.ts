import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { controlClient } from '../../packages/control/src/index.ts';
import { openApiCaller } from '../../packages/gateway/test/support/aliyun.ts';
import { DEVELOPMENT } from '../../packages/gateway/test/support/development.ts';
import { huaweiClient } from '../../packages/gateway/test/support/huawei.ts';
import type { StartedGateway } from '../support/commands.ts';
import { type Finished, migrateIn, scratchFolder, startCloud } from './gateway.ts';

interface EstateSecret {
  readonly name: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly hasKey?: true;
  readonly versions: readonly { readonly id: string; readonly data: string; readonly type?: 'binary' }[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Its name at Huawei. */
  readonly huawei: string;
  /** Its current value after BlueKing, where it became slots. */
  readonly back?: string;
}

const CERTIFICATE = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\0\u00ff\n-----END CERTIFICATE-----\n').toString(
  'base64',
);

/** What an application's team has at Alibaba Cloud. */
const ESTATE: readonly EstateSecret[] = [
  {
    name: 'pay/db/prod',
    description: 'the database of payments 支付库',
    tags: { team: 'pay', stage: 'prod' },
    hasKey: true,
    versions: [
      { id: 'release-41', data: '{"username":"pay","password":"Vier-und-vierzig-Wege!"}' },
      { id: 'release-42', data: '{"username":"pay","password":"Fuenf&sechzig=Tage%20"}' },
      { id: 'release-43', data: '{"username":"pay","password":"Sieben+Acht 密码"}' },
    ],
    labels: { blue: 'release-41', rollback: 'release-42' },
    huawei: 'pay-db-prod',
    back: '{"type":"USERNAME_PASSWORD","username":"pay","password":"Sieben+Acht 密码"}',
  },
  {
    name: 'tls.api.example.com',
    versions: [{ id: 'v1', data: CERTIFICATE, type: 'binary' }],
    huawei: 'tls.api.example.com',
  },
  { name: 'mail@prod', versions: [{ id: 'v1', data: 'line one\nline "two"\t\\ & 100 % +' }], huawei: 'mail-prod' },
  {
    name: 'oss+upload',
    tags: { team: 'web' },
    versions: [{ id: 'a', data: '{"access_key":"LTAI-example","secret_key":"not-a-real-key-8471"}' }],
    huawei: 'oss-upload',
    back: '{"type":"APP_ID_SECRET_KEY","access_key":"LTAI-example","secret_key":"not-a-real-key-8471"}',
  },
  {
    name: 'legacy-token',
    versions: ['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => ({ id, data: `token-${id}-${'x'.repeat(300)}` })),
    huawei: 'legacy-token',
  },
  { name: '短信/密钥', versions: [{ id: 'v1', data: 'sms-key-20261130' }], huawei: 's-5c65376b' },
];

const scratch = scratchFolder();
const clouds: StartedGateway[] = [];
before(async () => {
  for (let count = 0; count < 4; count += 1) clouds.push(await startCloud(scratch.path));
  await makeEstate(hostOf(0));
});
after(async () => {
  for (const cloud of clouds) await cloud.stop();
  scratch.remove();
});

const urlOf = (at: number): string => clouds[at]?.url ?? '';
const hostOf = (at: number): string => new URL(urlOf(at)).host;
const PROJECT = DEVELOPMENT.project;
const ALIYUN = '1000000000000001/cn-hangzhou';

/** Through the official client, as the team made it. */
async function makeEstate(host: string): Promise<void> {
  const aliyun = openApiCaller(host, 'body');
  const { KeyMetadata: key } = (await aliyun('CreateKey', {})) as { KeyMetadata: { KeyId: string } };
  await aliyun('CreateAlias', { AliasName: 'alias/pay', KeyId: key.KeyId });
  for (const { name: SecretName, versions, labels = {}, tags = {}, ...secret } of ESTATE) {
    const list = Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    for (const [at, { id, data, type = 'text' }] of versions.entries())
      await aliyun(at === 0 ? 'CreateSecret' : 'PutSecretValue', {
        SecretName,
        VersionId: id,
        SecretData: data,
        SecretDataType: type,
        ...(at === 0 && secret.description !== undefined ? { Description: secret.description } : {}),
        ...(at === 0 && secret.hasKey === true ? { EncryptionKeyId: key.KeyId } : {}),
        ...(at === 0 && list.length > 0 ? { Tags: JSON.stringify(list) } : {}),
      });
    for (const [VersionStage, MoveToVersion] of Object.entries(labels))
      await aliyun('UpdateSecretVersionStage', { SecretName, VersionStage, MoveToVersion });
  }
}

function ran(finished: Finished, code: number): Finished {
  assert.equal(finished.code, code, `${finished.out}\n${finished.err}`);
  return finished;
}

const move = (leg: string, source: readonly string[], to: string, target: number, config: string): void => {
  const migrate = migrateIn(scratch.path, urlOf(target));
  writeFileSync(join(scratch.path, `${leg}.yaml`), config);
  const plan = `${leg}.plan.json`;
  const options = ['--to', to, '--config', `${leg}.yaml`, '--max-loss', 'lost', '--with-values', '--out', plan];
  ran(migrate('plan', ...source, ...options), 2);
  const run = [plan, ...source, '--yes', '--endpoint', urlOf(target)];
  ran(migrate('apply', ...run), 0);
  ran(migrate('verify', ...run), 0);
};

test('from Alibaba Cloud to Huawei Cloud, read by the official client', async () => {
  const source = [`aliyun:${ALIYUN}`, '--live', '--source-endpoint', urlOf(0)];
  move('one', source, `huawei:${PROJECT}`, 1, "keys: { 'alias/pay': default }\n");
  const huawei = huaweiClient(urlOf(1));
  const { secrets } = (await huawei.call('GET', 'secrets')) as { secrets: { name: string }[] };
  assert.deepEqual(secrets.map(({ name }) => name).toSorted(), ESTATE.map((secret) => secret.huawei).toSorted());
  for (const { huawei: name, versions, labels = {}, description = '', tags = {} } of ESTATE) {
    const { secret } = (await huawei.call('GET', `secrets/${name}`)) as { secret: { id: string; description: string } };
    assert.equal(secret.description, description);
    const { tags: found } = (await huawei.call('GET', `csms/${secret.id}/tags`)) as {
      tags: { key: string; value: string }[];
    };
    assert.deepEqual(Object.fromEntries(found.map(({ key, value }) => [key, value])), tags);
    for (const [at, { data, type = 'text' }] of versions.entries()) {
      const path = `secrets/${name}/versions/v${at + 1}`;
      const { version } = (await huawei.call('GET', path)) as { version: Record<string, unknown> };
      assert.equal(version[type === 'binary' ? 'secret_binary' : 'secret_string'], data);
    }
    const latest = (await huawei.call('GET', `secrets/${name}/versions/latest`)) as {
      version: { version_metadata: { id: string } };
    };
    assert.equal(latest.version.version_metadata.id, `v${versions.length}`);
    for (const [label, id] of Object.entries(labels)) {
      const { stage } = (await huawei.call('GET', `secrets/${name}/stages/${label}`)) as {
        stage: { version_id: string };
      };
      assert.equal(stage.version_id, `v${versions.findIndex((each) => each.id === id) + 1}`);
    }
  }
});

test('from Huawei Cloud to BlueKing, which tells all but the values', async () => {
  const source = [`huawei:${PROJECT}`, '--live', '--source-endpoint', urlOf(1)];
  move('two', source, 'bk:biz/2', 2, '{}\n');
  const { secrets } = await controlClient({ url: urlOf(2) }).secrets.list({});
  assert.deepEqual(secrets.map(({ name }) => name).toSorted(), ESTATE.map(({ huawei }) => huawei).toSorted());
});

test('from BlueKing back to Alibaba Cloud, with the values from a manifest, read by the official client', async () => {
  const { secrets } = await controlClient({ url: urlOf(2) }).secrets.list({});
  const held = await Promise.all(
    secrets.map(async ({ name, id }) => {
      const { value } = await controlClient({ url: urlOf(2) }).secrets.reveal({ name });
      writeFileSync(join(scratch.path, `${id}.value`), value);
      const versions = [{ id: 'v1', labels: ['CURRENT'], value_from: { file: `${id}.value` } }];
      return { name, id: id.replaceAll('-', ''), versions };
    }),
  );
  const manifest = { format: 'dragoman-migration/1', from: 'bk:biz/2', secrets: held };
  writeFileSync(join(scratch.path, 'typed-in.json'), JSON.stringify(manifest));
  const back = ESTATE.map(({ name, huawei }) => `  - { match: '^${huawei}$', to: '${name}' }\n`).join('');
  move('three', ['typed-in.json'], `aliyun:${ALIYUN}`, 3, `rename:\n${back}`);
  const aliyun = openApiCaller(hostOf(3));
  for (const { name: SecretName, versions, back: slots } of ESTATE) {
    const { SecretData } = await aliyun('GetSecretValue', { SecretName });
    const { data = '' } = versions.at(-1) ?? {};
    assert.equal(SecretData, slots ?? JSON.stringify({ type: 'SECRET_KEY', secret_key: data }));
  }
});
