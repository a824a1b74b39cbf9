import assert from 'node:assert';
import { after, before, test } from 'node:test';
import { startDragoman } from '@dragoman/testing';

let dragoman;
before(async () => {
  dragoman = await startDragoman({ seeds: { secrets: [{ name: 'db', value: 's3cr3t' }] } });
  await dragoman.interceptClouds();
});
after(() => dragoman.close());

test('reaches Dragoman under the name of the cloud', async () => {
  assert.equal((await fetch('https://kms.cn-hangzhou.aliyuncs.com/')).status, 400);
  await assert.rejects(dragoman.assertRequests({ door: 'huawei' }), /at least 1 × any operation at huawei/);
});

test('is kept from the rest of it', async () => {
  await assert.rejects(
    fetch('https://oss-cn-hangzhou.aliyuncs.com/'),
    ({ cause }) => cause.name === 'CloudRejectedError',
  );
});
