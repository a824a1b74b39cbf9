import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { KEY_BYTES, newKey } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

const FILE = 'root.key';

/**
 * The root key that seals everything: from `DRAGOMAN_ROOT_KEY` (64 hexadecimal digits or base64 of 32 bytes), else from
 * a file in the data directory, readable by its owner alone and made on first start; without a directory it lives in
 * memory.
 * @throws ConfigError when what is given is no such key
 */
export function loadRootKey(given: string | undefined, dataDir: string | null): Buffer {
  if (given !== undefined) return parseKey(given, 'DRAGOMAN_ROOT_KEY');
  if (dataDir === null) return newKey();
  const path = join(dataDir, FILE);
  if (!existsSync(path)) writeFileSync(path, `${newKey().toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return parseKey(readFileSync(path, 'utf8').trim(), path);
}

/** The key itself is never shown. */
function parseKey(text: string, source: string): Buffer {
  const key = /^[0-9a-fA-F]+$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new ConfigError(
    `root key (${source}, ${text.length} characters) does not fit: give 32 bytes as 64 hexadecimal digits or as base64`,
  );
}
