/**
 * Starts a gateway from the program's source, and writes what V8 compiled for that: `boot.cjs` starts with it.
 *
 *   node warm-up.cjs <program.js> <native module> <empty folder> <program.cache>
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setImmediate } = require('node:timers');
const v8 = require('node:v8');
const { Script } = require('node:vm');

const [source, nativeModule, scratch, cache] = process.argv.slice(2);

/** What the program asks the executable for; and V8 keeps its flags, or it would not take the result for its own. */
const INSTEAD = {
  'node:sea': { isSea: () => true, getRawAsset: () => readFileSync(nativeModule) },
  'node:v8': { ...v8, setFlagsFromString: () => undefined },
};

process.env.XDG_CACHE_HOME = join(scratch, 'cache');
process.argv.splice(2, Infinity, 'start', '--port', '0', '--json', '--data-dir', join(scratch, 'data'));
process.stdout.write = () => {
  setImmediate(() => {
    writeFileSync(cache, program.createCachedData());
    process.kill(process.pid, 'SIGTERM');
  });
  return true;
};
// As `boot.cjs` does.
v8.setFlagsFromString('--semi-space-growth-factor=1');
const program = new Script(readFileSync(source, 'latin1'), { filename: 'dragoman.js' });
program.runInThisContext()((name) => INSTEAD[name] ?? require(name));
