import assert from 'node:assert/strict';

import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';

const {
  HUAWEICLOUD_CSMS_ENDPOINT: endpoint = 'http://127.0.0.1:4600',
  HUAWEICLOUD_SDK_AK: ak = 'DRAGOMANDEV000000001',
  HUAWEICLOUD_SDK_SK: sk = 'DragomanDevelopmentSecretKeyNotForCloud0',
  HUAWEICLOUD_SDK_PROJECT_ID: projectId = 'd7a60a00000000000000000000000001',
} = process.env;

const credential = new BasicCredentials().withAk(ak).withSk(sk).withProjectId(projectId);
const client = new ClientBuilder((hc) => hc).withEndpoint(endpoint).withCredential(credential).build();

const csms = (method, path, data, queryParams = {}) =>
  client.sendRequest({
    method,
    url: `/v1/{project_id}/secrets${path}`,
    pathParams: { project_id: projectId },
    queryParams,
    headers: {},
    contentType: 'application/json',
    data,
  });

const name = `example-node-${Date.now()}`;

const created = await csms('POST', '', { name, secret_string: 'first' });
assert.equal(created.secret.state, 'ENABLED');
const first = await csms('GET', `/${name}/versions/latest`);
assert.equal(first.version.secret_string, 'first');

await csms('POST', `/${name}/versions`, { secret_string: 'second' });
const second = await csms('GET', `/${name}/versions/latest`);
assert.equal(second.version.secret_string, 'second');

const { version_metadatas: versions } = await csms('GET', `/${name}/versions`);
const { secrets } = await csms('GET', '', undefined, { limit: 1000 });
assert.ok(secrets.some((secret) => secret.name === name));

const deleted = await csms('POST', `/${name}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 7 });
assert.equal(deleted.secret.state, 'PENDING_DELETE');
console.log(`OK: ${name} has versions ${versions.map(({ id }) => id).join(', ')} and is going to be deleted`);
