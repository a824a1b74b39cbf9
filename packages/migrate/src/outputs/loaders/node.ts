/** A loader for Node.js, with the official SDKs of Huawei Cloud and Alibaba Cloud; JOB is called by `fetch`. */
export const NODE_LOADER = String.raw`#!/usr/bin/env node
// Makes the calls of a load.json: node load.mjs huawei|aliyun|bk load.json
// Run it under: dragoman migrate exec --plan <plan> --values files ... -- node load.mjs <service> load.json
// Steps that an earlier run made, as load.progress says, are not made again.
// Needs @huaweicloud/huaweicloud-sdk-core or @alicloud/kms20160120 with @alicloud/rpc-client.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const { env } = process;
const RATES = { huawei: 14, aliyun: 7, bk: 5 }; // calls a second: 70 % of what the vendors allow

async function huawei() {
  const { BasicCredentials } = await import('@huaweicloud/huaweicloud-sdk-core');
  const { ClientBuilder } = await import('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js');
  const credentials = new BasicCredentials()
    .withAk(env.HUAWEICLOUD_SDK_AK)
    .withSk(env.HUAWEICLOUD_SDK_SK)
    .withProjectId(env.HUAWEICLOUD_SDK_PROJECT_ID);
  const client = new ClientBuilder((http) => http)
    .withCredential(credentials)
    .withEndpoint(env.HUAWEICLOUD_CSMS_ENDPOINT)
    .build();
  const call = (method, path, data) =>
    client.sendRequest({
      method,
      url: '/v1/{project_id}/' + path,
      contentType: 'application/json',
      queryParams: {},
      pathParams: { project_id: env.HUAWEICLOUD_SDK_PROJECT_ID },
      headers: {},
      ...(data === undefined ? {} : { data }),
    });
  const at = (name) => 'secrets/' + encodeURIComponent(name);
  const valued = (type, value) => ({ [type === 'binary' ? 'secret_binary' : 'secret_string']: value });
  return {
    CreateSecret: ({ name, type, description, key_id: kms_key_id }, value) =>
      call('POST', 'secrets', { name, ...valued(type, value), description, kms_key_id }),
    CreateSecretVersion: ({ name, type }, value) => call('POST', at(name) + '/versions', valued(type, value)),
    UpdateSecretStage: ({ name, labels, version_id }) =>
      call('PUT', at(name) + '/stages/' + labels[0], { version_id }),
    BatchCreateOrDeleteTags: async ({ name, tags }) => {
      const { secret } = await call('GET', at(name));
      const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
      await call('POST', 'csms/' + secret.id + '/tags/action', { action: 'create', tags: list });
    },
    DeleteSecretForSchedule: ({ name, days }) =>
      call('POST', at(name) + '/scheduled-deleted-tasks/create', { recovery_window_in_days: days }),
  };
}

async function aliyun() {
  const kms = (await import('@alicloud/kms20160120')).default;
  const { Config } = await import('@alicloud/rpc-client');
  const [, protocol = 'https', endpoint] = /^(?:(https?):\/\/)?(.*)$/.exec(env.ALIBABA_CLOUD_KMS_ENDPOINT);
  const client = new kms.default(
    new Config({
      accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
      accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
      regionId: env.ALIBABA_CLOUD_REGION_ID,
      protocol,
      type: 'access_key',
      endpoint,
    }),
  );
  const named = ({ name: secretName, version_id: versionId, type: secretDataType }, secretData) =>
    ({ secretName, versionId, secretDataType, secretData });
  return {
    CreateSecret: (step, value) => {
      const { description, key_id: encryptionKeyId } = step;
      const list = Object.entries(step.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
      const tags = list.length > 0 ? JSON.stringify(list) : undefined;
      const given = { ...named(step, value), description, encryptionKeyId, tags };
      return client.createSecret(new kms.CreateSecretRequest(given));
    },
    PutSecretValue: (step, value) => client.putSecretValue(new kms.PutSecretValueRequest(named(step, value))),
    UpdateSecretVersionStage: ({ name: secretName, labels: [versionStage], version_id: moveToVersion }) =>
      client.updateSecretVersionStage(
        new kms.UpdateSecretVersionStageRequest({ secretName, versionStage, moveToVersion }),
      ),
    DeleteSecret: ({ name: secretName, days }) =>
      client.deleteSecret(new kms.DeleteSecretRequest({ secretName, recoveryWindowInDays: String(days) })),
  };
}

async function bk() {
  const authorization = JSON.stringify({
    bk_app_code: env.BK_APP_CODE,
    bk_app_secret: env.BK_APP_SECRET,
    bk_username: env.BK_USERNAME,
  });
  const url = env.BK_API_URL_TMPL.replace('{api_name}', 'bk-job') + '/prod/api/v3/create_credential';
  const scope = { bk_scope_type: env.BK_SCOPE_TYPE, bk_scope_id: env.BK_SCOPE_ID };
  return {
    create_credential: async ({ step, name, type, description }, value) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Bkapi-Authorization': authorization },
        body: JSON.stringify({ ...scope, name, type, description, ...JSON.parse(value) }),
      });
      const { code, message } = await answer.json();
      if (code !== 0) throw new Error(step + ': ' + code + ' ' + message);
    },
  };
}

const valueOf = ({ value_ref: ref }) =>
  ref === undefined ? undefined : readFileSync(join(env.DRAGOMAN_VALUES, ref.file), 'utf8');

const [service, file] = process.argv.slice(2);
const calls = await { huawei, aliyun, bk }[service]();
const progress = env.DRAGOMAN_LOAD_PROGRESS ?? 'load.progress';
const done = new Set(existsSync(progress) ? readFileSync(progress, 'utf8').split('\n') : []);
for (const step of JSON.parse(readFileSync(file, 'utf8'))) {
  if (done.has(step.step)) continue;
  const until = performance.now() + 1000 / RATES[service];
  await calls[step.op](step, valueOf(step));
  appendFileSync(progress, step.step + '\n');
  await sleep(Math.max(0, until - performance.now()));
}
`;
