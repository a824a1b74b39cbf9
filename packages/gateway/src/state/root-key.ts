import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { KEY_BYTES, newKey } from '@dragoman/core';
import { syncDirectory } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';

import { machineProblem } from './machine-problem.ts';

/** The file of a data directory that has its root key. */
export const ROOT_KEY_FILE = 'root.key';

/** What belongs to the owner alone. */
const OWNER_ONLY = 0o600;

/** Where the root key of a data directory comes from. */
export interface RootKeySource {
  /** `DRAGOMAN_ROOT_KEY` as it was given. */
  readonly given: string | undefined;
  readonly dataDir: string;
  /** Where state is that some key sealed, for people; `null` where there is none. */
  readonly stateIn: string | null;
  /** Takes a line for the gateway's operator. */
  readonly notice: (line: string) => void;
}

/** The root key of a state in memory. @throws ConfigError when what is given is none */
export function memoryRootKey(given: string | undefined): Buffer {
  return given === undefined ? newKey() : parseKey(given, 'DRAGOMAN_ROOT_KEY');
}

/**
 * The root key that seals everything: from `DRAGOMAN_ROOT_KEY` (64 hexadecimal digits or base64 of 32 bytes), else from
 * a file in the data directory, for its owner alone, made on first start.
 * @throws ConfigError when it is no such key, or there is none for the state that is there
 */
export function loadRootKey({ given, dataDir, stateIn, notice }: RootKeySource): Buffer {
  if (given !== undefined) return parseKey(given, 'DRAGOMAN_ROOT_KEY');
  const path = join(dataDir, ROOT_KEY_FILE);
  try {
    if (!existsSync(path)) return makeKey(path, stateIn);
    const key = parseKey(readFileSync(path, 'utf8').trim(), path);
    keepToOwner(path, notice);
    return key;
  } catch (error) {
    const problem = machineProblem(error, path, `"${path}"`);
    throw problem === null ? error : new ConfigError(problem, { cause: error });
  }
}

/** Whether a key was made here before. */
export function hasRootKey(dataDir: string): boolean {
  return existsSync(join(dataDir, ROOT_KEY_FILE));
}

/** Under its name there is nothing or the whole key, whenever the process ends. */
function makeKey(path: string, stateIn: string | null): Buffer {
  if (stateIn !== null)
    throw new ConfigError(
      `"${path}" is missing, and the state ${stateIn} was sealed by the key in it: put it back, ` +
        'set DRAGOMAN_ROOT_KEY, or give another --data-dir',
    );
  const key = newKey();
  writeRootKey(path, key);
  return key;
}

/** @throws Error of the operating system */
export function writeRootKey(path: string, key: Buffer): void {
  const draft = `${path}.new`;
  writeFileSync(draft, `${key.toString('hex')}\n`, { mode: OWNER_ONLY, flush: true });
  renameSync(draft, path);
  syncDirectory(dirname(path));
}

/** Windows keeps files by other means than modes. */
function keepToOwner(path: string, notice: (line: string) => void): void {
  const mode = statSync(path).mode & 0o777;
  if ((mode & ~OWNER_ONLY) === 0 || process.platform === 'win32') return;
  const found = `"${path}" has the mode ${mode.toString(8)}, which lets others have the key`;
  try {
    chmodSync(path, OWNER_ONLY);
  } catch (error) {
    throw new ConfigError(`${found}, and it cannot be changed: make it 600, or set DRAGOMAN_ROOT_KEY`, {
      cause: error,
    });
  }
  notice(`${found}: it is 600 now`);
}

/** The key itself is never shown. */
function parseKey(text: string, source: string): Buffer {
  const key = /^[0-9a-fA-F]+$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new ConfigError(
    `root key (${source}, ${text.length} characters) does not fit: give 32 bytes as 64 hexadecimal digits or as base64`,
  );
}
