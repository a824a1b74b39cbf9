import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { isSea } from 'node:sea';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Variables that let a program call this very `dragoman` by its name: the path, and the Node that it runs on.
 * @param path of the program without it
 */
export function ownCommandVariables(path: string): Readonly<Record<string, string>> {
  const directory = isSea() ? directoryOfExecutable() : directoryOfScript();
  return { PATH: [directory, path].join(delimiter), npm_node_execpath: process.execPath };
}

/** Beside `src` and `dist`. */
function directoryOfScript(): string {
  return fileURLToPath(new URL('../bin', import.meta.url));
}

/** An executable may bear any name: then it has its own for as long as the process runs. */
function directoryOfExecutable(): string {
  if (basename(process.execPath, '.exe') === 'dragoman') return dirname(process.execPath);
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-'));
  symlinkSync(process.execPath, join(directory, 'dragoman'));
  process.once('exit', () => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}
