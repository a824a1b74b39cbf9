import { readFileSync, writeFileSync } from 'node:fs';

import { KEY_BYTES, newKey } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

/** Where the key of a plan is: beside it, and never in it. @param path of the plan, `move.plan.json` */
export function planKeyPath(path: string): string {
  return `${path.replace(/\.json$/, '')}.key`;
}

/**
 * The key that fingerprints of a plan's values are made with. It is made where there is none, for the owner alone; a
 * plan that is made anew keeps it, so that the same input gives the same plan.
 * @param path of the plan
 * @throws ConfigError where the file is no key, or cannot be read or written
 */
export function planKeyOf(path: string): Uint8Array {
  const file = planKeyPath(path);
  const key = readKey(file) ?? writeKey(file);
  if (key.length !== KEY_BYTES) throw new ConfigError(`${file} is no key of a plan: remove it, and make the plan anew`);
  return key;
}

function readKey(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new ConfigError(`${file} cannot be read (${code})`, { cause: error });
  }
}

function writeKey(file: string): Uint8Array {
  const key = newKey();
  try {
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
    return key;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${file} cannot be written (${code})`, { cause: error });
  }
}
