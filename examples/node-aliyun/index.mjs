import assert from 'node:assert/strict';

import kms from '@alicloud/kms20160120';
import { Config } from '@alicloud/rpc-client';

const {
  ALIBABA_CLOUD_KMS_ENDPOINT: url = 'http://127.0.0.1:4600',
  ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId = 'DRAGOMANDEV000000001',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret = 'DragomanDevelopmentSecretKeyNotForCloud0',
} = process.env;

const { host: endpoint, protocol } = new URL(url);
const client = new kms.default(
  new Config({
    accessKeyId,
    accessKeySecret,
    endpoint,
    protocol: protocol.slice(0, -1),
    regionId: 'cn-hangzhou',
    type: 'access_key',
  }),
);

const secretName = `example-node-${Date.now()}`;

await client.createSecret(new kms.CreateSecretRequest({ secretName, versionId: '1', secretData: 'first' }));
const first = await client.getSecretValue(new kms.GetSecretValueRequest({ secretName }));
assert.equal(first.secretData, 'first');

await client.putSecretValue(new kms.PutSecretValueRequest({ secretName, versionId: '2', secretData: 'second' }));
const second = await client.getSecretValue(new kms.GetSecretValueRequest({ secretName }));
assert.equal(second.secretData, 'second');

const { versionIds } = await client.listSecretVersionIds(new kms.ListSecretVersionIdsRequest({ secretName }));
const { secretList } = await client.listSecrets(new kms.ListSecretsRequest({ pageNumber: 1, pageSize: 100 }));
assert.ok(secretList.secret.some((secret) => secret.secretName === secretName));

const deleted = await client.deleteSecret(new kms.DeleteSecretRequest({ secretName, recoveryWindowInDays: '7' }));
assert.ok(deleted.plannedDeleteTime);
const versions = versionIds.versionId.map(({ versionId }) => versionId);
console.log(`OK: ${secretName} has versions ${versions.join(', ')} and is going to be deleted`);
