/**
 * One call of an official client in Node, as it is out of the box or with the retries that it brings switched on.
 *
 * Usage: clients.mjs <client> read|create [retry]. Ends with 0 where the call succeeded. With `follow` it
 * goes on reading by one client, and logs in with what it reads.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const load = createRequire(new URL('../../../packages/gateway/package.json', import.meta.url));
const { env } = process;
const PARAMETERS = {
  read: ['GetSecretValue', { SecretName: 'db' }],
  create: ['PutSecretValue', { SecretName: 'db', SecretData: 'the value that follows', VersionId: randomUUID() }],
};

const CLIENTS = { huawei, tea, popcore };
const [name, call, retry] = process.argv.slice(2);
await CLIENTS[name](call, retry === 'retry');

/** Logs in again and again with the password that is read: a body that is the password. */
async function follow(read) {
  for (;;) {
    const { status } = await fetch(env.DRAGOMAN_LOGIN_URL, { method: 'POST', body: await read() });
    if (status !== 204 && status !== 401) throw new Error(`the login was answered with ${status}`);
    await sleep(200);
  }
}

async function huawei(call) {
  const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core');
  const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js');
  const credential = new BasicCredentials()
    .withAk(env.HUAWEICLOUD_SDK_AK)
    .withSk(env.HUAWEICLOUD_SDK_SK)
    .withProjectId(env.HUAWEICLOUD_SDK_PROJECT_ID);
  const client = new ClientBuilder((hc) => hc)
    .withEndpoint(env.HUAWEICLOUD_SDK_REGION_CSMS_CN_NORTH_4)
    .withCredential(credential)
    .build();
  const common = { contentType: 'application/json', queryParams: {}, pathParams: {}, headers: {} };
  const versions = '/v1/{project_id}/secrets/db/versions';
  const latest = { ...common, method: 'GET', url: `${versions}/latest` };
  if (call === 'follow') await follow(async () => (await client.sendRequest(latest)).version.secret_string);
  await client.sendRequest(
    call === 'create'
      ? { ...common, method: 'POST', url: versions, data: { secret_string: 'the value that follows' } }
      : latest,
  );
}

async function tea(call, retries) {
  const { default: Client, GetSecretValueRequest, PutSecretValueRequest } = load('@alicloud/kms20160120');
  const { Config } = load('@alicloud/openapi-client');
  const { RuntimeOptions } = load('@alicloud/tea-util');
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret } = env;
  const endpoint = 'kms.cn-hangzhou.aliyuncs.com';
  const config = { accessKeyId, accessKeySecret, regionId: 'cn-hangzhou', endpoint, protocol: 'http' };
  const client = new Client(new Config(config));
  const waits = { autoretry: true, maxAttempts: 3, backoffPolicy: 'exponential', backoffPeriod: 1 };
  const options = new RuntimeOptions(retries ? waits : {});
  const read = new GetSecretValueRequest({ secretName: 'db' });
  if (call === 'follow') await follow(async () => (await client.getSecretValue(read)).secretData);
  const [, { SecretName: secretName, SecretData: secretData, VersionId: versionId }] = PARAMETERS[call];
  // Releases of this client that have no runtime options take retries from nowhere.
  if (call === 'create') {
    const request = new PutSecretValueRequest({ secretName, secretData, versionId });
    await (client.putSecretValueWithOptions?.(request, options) ?? client.putSecretValue(request, options));
  } else {
    await (client.getSecretValueWithOptions?.(read, options) ?? client.getSecretValue(read, options));
  }
}

async function popcore(call) {
  const Core = load('@alicloud/pop-core');
  const client = new Core({
    accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    endpoint: 'http://kms.cn-hangzhou.aliyuncs.com',
    apiVersion: '2016-01-20',
  });
  const read = () => client.request(...PARAMETERS.read, { method: 'POST' });
  if (call === 'follow') await follow(async () => (await read()).SecretData);
  await client.request(...PARAMETERS[call], { method: 'POST' });
}
