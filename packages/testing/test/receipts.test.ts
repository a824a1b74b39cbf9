import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { startDragoman } from '../src/index.ts';
import { aliyunVault } from './support/aliyun.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-receipts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const quiet = { log: () => undefined };

it('says of an environment what its requests rested on', async () => {
  await using dragoman = await closing({});
  const sandbox = await dragoman.sandbox();
  await aliyunVault(sandbox.aliyun.config).put('db', 's3cr3t');
  const { requests, passed, used } = await sandbox.receipt({ minGrade: 'official-sdk-seen' });
  expect([requests, passed]).toEqual([1, true]);
  expect(used).toMatchObject([{ operation: 'CreateSecret', code: null, is_enough: true }]);
  expect(await sandbox.receipt({ minGrade: 'live-capture' })).toMatchObject({ passed: false });
  expect(await dragoman.receipt()).toMatchObject({ requests: 0, used: [] });
});

it('writes as it is closed what all requests rested on, those of sandboxes that are gone among them', async () => {
  const file = join(folder, 'new', 'receipt.json');
  const dragoman = await startDragoman({ ...quiet, receipt: file });
  await aliyunVault(dragoman.aliyun.config).put('own', 's3cr3t');
  await dragoman.reset();
  await aliyunVault(dragoman.aliyun.config).put('own', 's3cr3t');
  const sandbox = await dragoman.sandbox();
  await aliyunVault(sandbox.aliyun.config).put('db', 's3cr3t');
  await sandbox.close();
  await dragoman.close();
  const receipt = JSON.parse(await readFile(file, 'utf8')) as { used: object[] };
  expect(receipt.used).toMatchObject([{ operation: 'CreateSecret', requests: 3 }]);
});

it('writes what the name of the file asks for', async () => {
  for (const [name, start] of [
    ['a.md', '# '],
    ['a.xml', '<?xml'],
    ['a.html', '<!doctype html>'],
  ] as const) {
    const dragoman = await startDragoman({ ...quiet, receipt: join(folder, name) });
    await dragoman.close();
    expect((await readFile(join(folder, name), 'utf8')).startsWith(start)).toBe(true);
  }
  await expect(startDragoman({ ...quiet, receipt: 'receipt.txt' })).rejects.toThrow(/written as \.md, \.json/);
});

it('rejects to be closed below the grade that was asked for, once the file is written', async () => {
  const file = join(folder, 'weak.md');
  const dragoman = await startDragoman({ ...quiet, receipt: { file, minGrade: 'live-capture' } });
  await aliyunVault(dragoman.aliyun.config).put('db', 's3cr3t');
  await expect(dragoman.close()).rejects.toThrow(
    /^without a fact of live-capture or a stronger grade: CreateSecret; see /,
  );
  expect(await readFile(file, 'utf8')).toContain('CreateSecret');
});

/** A Dragoman that is closed as its scope is left. */
async function closing(options: Parameters<typeof startDragoman>[0]) {
  const dragoman = await startDragoman({ ...quiet, ...options });
  return { ...dragoman, [Symbol.asyncDispose]: () => dragoman.close() };
}
