import { readFileSync } from 'node:fs';

import { ConfigError } from '@dragoman/input';

/** The text of a file that the command line names. @throws ConfigError when it cannot be read */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${path} ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
}
