import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { DirectoryInUseError, lockDirectory } from '../src/index.ts';
import { killPrograms, start, temporaryDirectory } from './support.ts';

const HOLDER = new URL('./programs/hold-lock.ts', import.meta.url);

let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  directory = temporaryDirectory();
});
afterEach(() => {
  killPrograms();
  directory.remove();
});

describe('the lock on a directory', () => {
  it('is rejected while another process holds it, and free again after kill -9', async () => {
    const holder = start(HOLDER, directory.path);
    for await (const line of holder.lines) {
      expect(line).toBe('held');
      expect(() => lockDirectory(directory.path)).toThrow(DirectoryInUseError);
      holder.child.kill('SIGKILL');
    }
    expect(await holder.ended).toBe('SIGKILL');
    lockDirectory(directory.path).release();
  });

  it('keeps another process out until it is released', async () => {
    const lock = lockDirectory(directory.path);
    const late = start(HOLDER, directory.path);
    for await (const line of late.lines) expect(line).toBe('rejected');
    expect(await late.ended).toBe(0);
    lock.release();
    const next = start(HOLDER, directory.path);
    for await (const line of next.lines) {
      expect(line).toBe('held');
      next.child.kill('SIGKILL');
    }
    await next.ended;
  });

  it('is held once by one process too, and names the directory when rejected', () => {
    const lock = lockDirectory(directory.path);
    expect(() => lockDirectory(directory.path)).toThrow(expect.objectContaining({ directory: directory.path }));
    lock.release();
    lock.release();
    lockDirectory(directory.path).release();
  });

  it('says that a directory is missing rather than in use', () => {
    expect(() => lockDirectory(`${directory.path}/missing`)).toThrow(/does not exist/);
  });
});
