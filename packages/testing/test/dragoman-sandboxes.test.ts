import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { connectDragoman, type Dragoman, startDragoman } from '../src/index.ts';
import { aliyunVault } from './support/aliyun.ts';
import { failureOf } from './support/failure.ts';
import { huaweiCaller } from './support/huawei.ts';

let dragoman: Dragoman;
beforeAll(async () => {
  dragoman = await startDragoman({ settings: { vaults: { shared: ['huawei:p-2'] } }, log: () => undefined });
});
beforeEach(() => dragoman.reset());
afterAll(() => dragoman.close());

describe('sandboxes', () => {
  it('see nothing of each other, with clients that differ by their credentials alone', async () => {
    const shared = connectDragoman({ url: dragoman.url });
    const [one, two] = [await dragoman.sandbox({ label: 'one', expiresInSeconds: 60 }), await shared.sandbox()];
    await aliyunVault(one.aliyun.config).put('mine', 'of one');
    await one.clock.set({ mode: 'frozen', at: '2030-01-01T00:00:00Z' });
    expect(await failureOf(aliyunVault(two.aliyun.config).get('mine'))).toMatchObject({
      data: { Code: 'Forbidden.ResourceNotFound' },
    });
    expect(await huaweiCaller(one.huawei.endpoint, one.huawei)('GET', 'secrets/mine/versions/latest')).toMatchObject({
      version: { secret_string: 'of one' },
    });
    await one.assertRequests({ operation: 'CreateSecret', times: { exactly: 1 } });
    await two.assertRequests({ operation: 'CreateSecret', times: { exactly: 0 } });
    await dragoman.assertRequests({ times: { exactly: 0 } });
    expect((await two.clock.get()).mode).toBe('real');
    await one.reset();
    expect(await failureOf(aliyunVault(one.aliyun.config).get('mine'))).toMatchObject({
      data: { Code: 'Forbidden.ResourceNotFound' },
    });
    await one.close();
    await two.close();
    let close = (): Promise<void> => Promise.reject(new Error('nothing is to be closed'));
    await dragoman.sandbox({
      onTestFinished: (finish) => {
        close = finish;
      },
    });
    expect((await dragoman.control.sandboxes.list()).sandboxes).toHaveLength(1);
    await close();
    expect((await dragoman.control.sandboxes.list()).sandboxes).toEqual([]);
  });
});

describe('an identity of a sandbox', () => {
  it('may what its rights say, at the doors that they name', async () => {
    const sandbox = await dragoman.sandbox({ seeds: { secrets: [{ name: 'db', value: 'x' }] } });
    const reader = await sandbox.identity('reader', { aliyun: ['AliyunKMSSecretUserAccess'] });
    expect(await aliyunVault(reader.aliyun.config).get('db')).toBe('x');
    expect(await failureOf(aliyunVault(reader.aliyun.config).put('db2', 'y'))).toMatchObject({
      code: 'Forbidden.NoPermissionError',
    });
    await sandbox.close();
  });
});
