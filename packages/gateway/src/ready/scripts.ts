import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { ConfigError } from '@dragoman/input';

/** A program to run, by its file name and path. */
export interface ReadyScript {
  readonly name: string;
  readonly path: string;
}

/**
 * The programs in a directory, in the order of their names. Other files are reported, but for hidden ones: a script
 * that was not made executable looks as if it had run.
 * @throws ConfigError where the directory cannot be read
 */
export function scriptsIn(directory: string, tell: (line: string) => void): ReadyScript[] {
  const files = namesIn(directory)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .map((name) => ({ name, path: resolve(join(directory, name)) }));
  const scripts = files.filter(({ path }) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  const runnable = scripts.filter(({ path }) => isExecutable(path));
  for (const { name } of scripts)
    if (!runnable.some((script) => script.name === name))
      tell(`ready.d ${name} is not executable and does not run: chmod +x lets it`);
  return runnable;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `ready.dir = "${directory}" ` +
        `${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown'})`}: give a ` +
        'directory with programs',
      { cause: error },
    );
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
