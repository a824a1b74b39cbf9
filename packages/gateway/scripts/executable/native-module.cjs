/**
 * SQLite's native module in the executable, in place of the file that the package has. The system loads libraries from
 * files alone: so it is written to the user's cache directory, under a name that goes by its content, and found there
 * from then on.
 */
const { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { getRawAsset } = require('node:sea');

const { ConfigError } = require('@dragoman/input');

// Set by the bundler.
const NATIVE_NAME = process.env.NATIVE_NAME;
const NATIVE_SIZE = Number(process.env.NATIVE_SIZE);

module.exports = load();

function load() {
  const failures = [];
  for (const directory of directories()) {
    try {
      const native = { exports: {} };
      process.dlopen(native, fileIn(directory));
      return native.exports;
    } catch (error) {
      failures.push(`${directory}: ${error.message}`);
    }
  }
  throw new ConfigError(
    `no directory to load a native module from (${failures.join('; ')}): name one in XDG_CACHE_HOME that can be ` +
      'written to, and whose files can be run',
  );
}

/** Where it may be kept, the best first. */
function directories() {
  const { XDG_CACHE_HOME, HOME } = process.env;
  const caches = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'));
  return [...(caches ? [join(caches, 'dragoman')] : []), join(tmpdir(), `dragoman-${process.getuid()}`)];
}

/** @throws where the directory is somebody else's, or cannot be written to */
function fileIn(directory) {
  const file = join(directory, NATIVE_NAME);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  assertTrusted(directory);
  if (statSync(file, { throwIfNoEntry: false })?.size === NATIVE_SIZE) return file;
  // Beside others that start now: whoever comes last puts the same content in place.
  const scratch = mkdtempSync(`${file}.`);
  try {
    const draft = join(scratch, NATIVE_NAME);
    writeFileSync(draft, Buffer.from(getRawAsset('sqlite.node')));
    chmodSync(draft, 0o755);
    renameSync(draft, file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return file;
}

/** What others may write is not loaded into this process. An image's directory is root's. */
function assertTrusted(directory) {
  const { uid, mode } = statSync(directory);
  if (uid !== process.getuid() && uid !== 0) throw new Error('it belongs to another user');
  if ((mode & 0o022) !== 0) throw new Error('others may write to it');
}
