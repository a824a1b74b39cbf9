import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';

import { ConfigError } from '@dragoman/input';

const KEY_BYTES = 32;
const OWNER_ALONE = 0o600;

/**
 * The key of a plan's fingerprints; it is made where there is none. @param random gives that many random bytes
 * @throws ConfigError for a file that is no key, or that others may read
 */
export function ensurePlanKey(path: string, random: (bytes: number) => Uint8Array): Uint8Array {
  if (existsSync(path)) return readPlanKey(path);
  const key = random(KEY_BYTES);
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, OWNER_ALONE);
  try {
    writeSync(file, key);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}

/** @throws ConfigError where there is none, or it is no key, or others may read it */
export function readPlanKey(path: string): Uint8Array {
  if (!existsSync(path)) throw new ConfigError(`${path} does not exist: without it no value can be compared`);
  if ((modeOf(path) & 0o077) !== 0) throw new ConfigError(`${path} can be read by others: chmod 600 ${path}`);
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES) throw new ConfigError(`${path} is no key of a plan: it has not ${KEY_BYTES} bytes`);
  return key;
}

/**
 * Destroys a key: what was fingerprinted with it can be compared with nothing any more.
 * @returns whether there was one
 */
export function destroyPlanKey(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, constants.O_WRONLY);
  try {
    writeSync(file, new Uint8Array(Math.max(KEY_BYTES, fstatSync(file).size)));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(path);
  return true;
}

function modeOf(path: string): number {
  const file = openSync(path, constants.O_RDONLY);
  try {
    return fstatSync(file).mode;
  } finally {
    closeSync(file);
  }
}
