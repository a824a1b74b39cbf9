/** Huawei's client for Node, given a region and the environment: makes, reads, misses and deletes a secret. */
import { createRequire } from 'node:module';

const load = createRequire(new URL('../../../packages/gateway/package.json', import.meta.url));
const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core');
const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js');

// Without a project it is looked up at IAM.
const { HUAWEICLOUD_SDK_AK: ak, HUAWEICLOUD_SDK_SK: sk } = process.env;
const region = { id: 'cn-north-4', endpoints: ['https://csms.cn-north-4.myhuaweicloud.com'] };
const client = new ClientBuilder((hc) => hc)
  .withRegion(region)
  .withCredential(new BasicCredentials().withAk(ak).withSk(sk))
  .build();
const call = (method, url, data) =>
  client.sendRequest({
    ...{ method, url, contentType: 'application/json', queryParams: {}, pathParams: {}, headers: {} },
    ...(data && { data }),
  });

const secrets = '/v1/{project_id}/secrets';
const name = 'planted-name-node';
await call('POST', secrets, { name, secret_string: 'planted-value', description: 'planted-description' });
const { version } = await call('GET', `${secrets}/${name}/versions/latest`);
const { secrets: list } = await call('GET', secrets);
const missed = await call('GET', `${secrets}/planted-missing`).catch(({ errorCode }) => errorCode);
await call('DELETE', `${secrets}/${name}`);
console.log(version.secret_string, list.length, missed);
