import { readFileSync, writeFileSync } from 'node:fs';

import { KEY_BYTES, newKey } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

/** Where the key of a plan is: beside it, and never in it. @param path of the plan, `move.plan.json` */
export function planKeyPath(path: string): string {
  return `${path.replace(/\.json$/, '')}.key`;
}

/** The key of a plan. */
export interface PlanKey {
  readonly key: Uint8Array;
  /** Keeps a new one, for the owner alone. @throws ConfigError where it cannot be written */
  readonly save: () => void;
}

/**
 * The key that fingerprints of a plan's values are made with: a plan that is made anew keeps it, so that the same input
 * gives the same plan.
 * @param path of the plan
 * @throws ConfigError where the file is no key, or cannot be read
 */
export function planKeyOf(path: string): PlanKey {
  const file = planKeyPath(path);
  const kept = readKey(file);
  if (kept !== null && kept.length !== KEY_BYTES)
    throw new ConfigError(`${file} is no key of a plan: remove it, and make the plan anew`);
  const key = kept ?? newKey();
  return {
    key,
    save: () => {
      if (kept === null) writeKey(file, key);
    },
  };
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

function writeKey(file: string, key: Uint8Array): void {
  try {
    writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${file} cannot be written (${code})`, { cause: error });
  }
}
