/** Huawei's client for Node, given keys and a region and nothing else. Prints `ok` once it was answered. */
import { createRequire } from 'node:module';

const load = createRequire(new URL('../../../packages/gateway/package.json', import.meta.url));
const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core');
const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js');

// Without a project it is looked up at IAM.
const credential = new BasicCredentials()
  .withAk('DRAGOMANDEV000000001')
  .withSk('DragomanDevelopmentSecretKeyNotForCloud0');
const region = { id: 'cn-north-4', endpoints: ['https://csms.cn-north-4.myhuaweicloud.com'] };
const client = new ClientBuilder((hc) => hc).withRegion(region).withCredential(credential).build();
const request = {
  method: 'GET',
  url: '/v1/{project_id}/secrets',
  contentType: 'application/json',
  queryParams: {},
  pathParams: {},
  headers: {},
};
client.sendRequest(request).then(
  ({ secrets }) => console.log(Array.isArray(secrets) ? 'ok' : 'no list'),
  (error) => console.log(error.message),
);
