/**
 * What the executable begins with: the program and what V8 compiled of it for a start, both from the executable
 * itself. Node's own `useCodeCache` keeps the outermost function alone, and compiles the others at every start.
 */
const { getAsset, getRawAsset } = require('node:sea');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

// What V8 takes from its cache is no garbage: the young generation would grow by two megabytes for it. Such flags are
// part of what V8 knows its cache by, so the warm-up sets it too.
setFlagsFromString('--semi-space-growth-factor=1');

const program = new Script(getAsset('program.js', 'latin1'), {
  filename: 'dragoman.js',
  cachedData: Buffer.from(getRawAsset('program.cache')),
});
program.runInThisContext()(require);
