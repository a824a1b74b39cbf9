import { memoryUsageCounts } from '@dragoman/core';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { throttle } from '../src/throttle.ts';
import { type Environment, newEnvironment } from './environment.ts';

const THROTTLED = '429 Rejected.Throttling QPS Limit Exceeded';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment({ settings: { throttle: 'documented' } });
});

async function statuses(
  count: number,
  action: string,
  params: Record<string, string> = {},
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (let at = 0; at < count; at += 1) {
    const { status } = await environment.v1(action, params);
    seen[status] = (seen[status] ?? 0) + 1;
  }
  return seen;
}

describe('throttling', () => {
  it.each([
    ['CreateSecret', 10],
    ['DescribeSecret', 450],
    ['ListSecrets', 40],
  ] as const)('lets %s be called %d times in a second', async (action, quota) => {
    const fine = action === 'ListSecrets' ? 200 : 400;
    expect(await statuses(quota + 2, action)).toEqual({ [fine]: quota, 429: 2 });
    environment.services.advance(1_000);
    expect(await statuses(1, action)).toEqual({ [fine]: 1 });
  });

  it('says so in KMS’s words, in XML too', async () => {
    await statuses(40, 'ListSecrets');
    expect(await environment.rejected('ListSecrets')).toBe(THROTTLED);
    expect((await environment.xml('ListSecrets')).body).toContain('<HttpStatus>429</HttpStatus>');
  });

  it('counts operations of one quota together, others and other regions apart', async () => {
    await statuses(6, 'CreateSecret');
    await statuses(4, 'DeleteSecret');
    expect(await environment.rejected('DeleteSecret')).toBe(THROTTLED);
    expect(await statuses(1, 'ListSecrets')).toEqual({ 200: 1 });
    expect(await environment.rejected('CreateSecret', { RegionId: 'cn-beijing' })).toMatch(/^400 MissingParameter/);
  });

  it('counts for nobody who is not known, and not the calls of STS', async () => {
    expect(await statuses(50, 'ListSecrets', { AccessKeyId: 'nobody' })).toEqual({ 404: 50 });
    expect(await statuses(50, 'GetCallerIdentity', { Version: '2015-04-01' })).toEqual({ 200: 50 });
    expect(await statuses(1, 'ListSecrets')).toEqual({ 200: 1 });
  });

  it('is off by default', async () => {
    environment = await newEnvironment();
    expect(await statuses(50, 'ListSecrets')).toEqual({ 200: 50 });
  });

  it('counts the hourly quota by the hour', async () => {
    let now = 0;
    const count = throttle({ now: () => now }, memoryUsageCounts());
    for (let at = 0; at < 50; at += 1) await count('a', 'rotate-secret');
    now = 3_599_999;
    expect(() => count('a', 'rotate-secret')).toThrow('QPS');
    now = 3_600_000;
    expect(() => count('a', 'rotate-secret')).not.toThrow();
  });
});
