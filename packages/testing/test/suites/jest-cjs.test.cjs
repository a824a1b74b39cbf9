const http = require('node:http');
const { afterAll, beforeAll, expect, test } = require('@jest/globals');
const { startDragoman } = require('@dragoman/testing');

let dragoman;
beforeAll(async () => {
  dragoman = await startDragoman({ seeds: { secrets: [{ name: 'db', value: 's3cr3t' }] } });
  await dragoman.interceptClouds();
});
afterAll(() => dragoman.close());

test('reaches Dragoman under the name of the cloud', async () => {
  expect((await fetch('https://kms.cn-hangzhou.aliyuncs.com/')).status).toBe(400);
  await expect(dragoman.assertRequests({ door: 'huawei' })).rejects.toThrow('at least 1 × any operation at huawei');
});

test('is kept from the rest of it', async () => {
  await expect(fetch('https://oss-cn-hangzhou.aliyuncs.com/')).rejects.toThrow('fetch failed');
});

test('with node:http too', async () => {
  const status = await new Promise((resolve, reject) => {
    http
      .get('http://kms.cn-hangzhou.aliyuncs.com/', (answer) => resolve(answer.resume().statusCode))
      .on('error', reject);
  });
  expect(status).toBe(400);
});
