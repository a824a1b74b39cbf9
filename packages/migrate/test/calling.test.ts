import { expect, it } from '@jest/globals';

import { callerOf } from '../src/clients/caller.ts';
import { CloudError, type FailureKind } from '../src/clients/cloud-error.ts';
import { NO_PACE, pacedBy } from '../src/clients/pace.ts';
import { QUOTAS } from '../src/clients/quotas.ts';

const failing = (kind: FailureKind): CloudError =>
  new CloudError({ dialect: 'huawei', operation: 'ListSecrets', status: 429, code: 'x', requestId: null, kind });

/** A clock that waiting moves. */
function virtualTime() {
  const time = { now: 0, waits: [] as number[] };
  const wait = (milliseconds: number): Promise<void> => {
    time.now += milliseconds;
    time.waits.push(milliseconds);
    return Promise.resolve();
  };
  return { time, wait };
}

it.each([
  ['huawei', 'CreateSecretVersion', 14],
  ['aliyun', 'CreateSecret', 7],
  ['aliyun', 'PutSecretValue', 28],
  ['aliyun', 'GetSecretValue', 315],
  ['bk', 'create_credential', 5],
] as const)('%s takes %s %i times a second, however many come', async (dialect, operation, perSecond) => {
  const { time, wait } = virtualTime();
  const pace = pacedBy(QUOTAS[dialect], () => time.now, wait);
  time.now = 10_000;
  for (let made = 0; made < perSecond * 11; made += 1) await pace.take(operation);
  expect(time.now - 10_000).toBeCloseTo(10_000, -2);
});

it('waits twice as long each time, less by chance, and gives up in the end', async () => {
  const { time, wait } = virtualTime();
  const told: number[] = [];
  const onWait = (_error: CloudError, milliseconds: number): unknown => told.push(milliseconds);
  const caller = callerOf({ pace: NO_PACE, wait, random: () => 0.5, firstWaitMs: 500, onWait });
  await expect(caller.write('x', () => Promise.reject(failing('throttled')))).rejects.toThrow('429');
  expect(time.waits).toEqual([375, 750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500]);
  expect(told).toEqual(time.waits);
});

it('gives up sooner on a service that never answered', async () => {
  const { time, wait } = virtualTime();
  const silent = new CloudError({
    dialect: 'huawei',
    operation: 'ListSecrets',
    status: 0,
    code: 'ECONNREFUSED',
    requestId: null,
    kind: 'uncertain',
  });
  const caller = callerOf({ pace: NO_PACE, wait, random: () => 0, firstWaitMs: 500 });
  await expect(caller.read('x', () => Promise.reject(silent))).rejects.toThrow('no answer (ECONNREFUSED)');
  expect(time.waits).toEqual([500, 1_000, 2_000]);
  time.waits.length = 0;
  await caller.read('x', () => Promise.resolve('answer'));
  await expect(caller.read('x', () => Promise.reject(silent))).rejects.toThrow('no answer (ECONNREFUSED)');
  expect(time.waits).toHaveLength(8);
});

it.each([
  ['read', 'throttled', 3],
  ['read', 'uncertain', 3],
  ['read', 'rejected', 1],
  ['write', 'throttled', 3],
  ['write', 'uncertain', 1],
  ['write', 'rejected', 1],
] as const)('a %s that was %s is made %i times', async (what, kind, times) => {
  const { wait } = virtualTime();
  const caller = callerOf({ pace: NO_PACE, wait, random: () => 0, firstWaitMs: 1 });
  let made = 0;
  const call = (): Promise<string> => {
    made += 1;
    return made < 3 ? Promise.reject(failing(kind)) : Promise.resolve('answer');
  };
  await caller[what]('x', call).catch(() => null);
  expect(made).toBe(times);
});
