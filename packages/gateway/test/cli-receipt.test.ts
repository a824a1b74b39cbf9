import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const scratch = scratchDirectory();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await gatewayForTest();
  for (const action of ['ListSecrets', 'ListSecrets', 'NoSuchAction'])
    await fetch(`${gateway.url}/?Action=${action}&Version=2016-01-20&AccessKeyId=nobody`);
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

const receipt = (...args: string[]) => runToEnd(['receipt', ...args], { cwd: scratch.path, url: gateway.url });

test('a receipt has what the requests rested on, and apart from it what is not served', async () => {
  const { code, out } = await receipt('--json');
  expect(code).toBe(0);
  const { requests, used, not_served: notServed } = JSON.parse(out) as Record<string, unknown>;
  expect(requests).toBe(3);
  expect(used).toMatchObject([
    { door: 'aliyun', operation: 'ListSecrets', code: null, requests: 2, facts: expect.anything() },
    { door: 'aliyun', operation: 'ListSecrets', code: expect.any(String), requests: 2, statuses: { 400: 2 } },
  ]);
  expect(notServed).toMatchObject([{ door: 'aliyun', requests: 1 }]);
});

test('an operation without a fact of the grade that is asked for fails, in the files of CI too', async () => {
  const told = await receipt(
    '--min-grade',
    'live-capture',
    '--junit',
    'junit.xml',
    '--report',
    'report.md',
    '--lang',
    'zh',
  );
  expect([told.code, told.out]).toEqual([1, expect.stringContaining('ListSecrets')]);
  const written = (name: string) => readFileSync(join(scratch.path, name), 'utf8');
  expect(written('junit.xml')).toContain('<testsuites name="dragoman receipt" tests="3" failures="2"');
  expect(written('report.md')).toContain('本次运行所依据的事实');
});
