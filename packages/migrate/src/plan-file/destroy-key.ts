import { closeSync, existsSync, fstatSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';

/**
 * Destroys the key of a plan: what was fingerprinted with it can be compared with nothing any more.
 * @returns whether there was one
 */
export function destroyKey(path: string): boolean {
  if (!existsSync(path)) return false;
  const file = openSync(path, 'r+');
  try {
    writeSync(file, new Uint8Array(fstatSync(file).size));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  unlinkSync(path);
  return true;
}
