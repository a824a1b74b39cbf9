import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isRunning } from '@dragoman/input';

/** Values in files, for as long as a child needs them. */
export interface ValueDirectory {
  readonly path: string;
  /** @param name of the file @param text written as it is, without a newline */
  add(name: string, text: string): void;
  /** Removes it with all that it holds. */
  remove(): void;
}

const PREFIX = 'dragoman-values-';
/** Where memory is a file system; elsewhere the directory for temporary files. */
const MEMORY = '/dev/shm';

/** @param root where to make it; @param pid the process whose end makes it something to sweep */
export function openValueDirectory(root: string, pid: number): ValueDirectory {
  const path = mkdtempSync(join(root, `${PREFIX}${pid}-`));
  return {
    path,
    add: (name, text) => {
      writeFileSync(join(path, name), text, { mode: 0o600, flag: 'wx' });
    },
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The directory for values of this machine: in memory where there is one. */
export function valueRoot(memory = MEMORY): string {
  return existsSync(memory) ? memory : tmpdir();
}

/**
 * Removes what processes left that were killed. @param isAlive whether a process of this id runs
 * @returns how many directories were removed
 */
export function sweepValueDirectories(root: string, isAlive: (pid: number) => boolean = isRunning): number {
  const left = readdirSync(root).filter((name) => {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    return pid !== undefined && isOwn(join(root, name)) && !isAlive(Number(pid));
  });
  for (const name of left) rmSync(join(root, name), { recursive: true, force: true });
  return left.length;
}

function isOwn(path: string): boolean {
  try {
    return statSync(path).uid === process.getuid?.();
  } catch {
    return false;
  }
}
