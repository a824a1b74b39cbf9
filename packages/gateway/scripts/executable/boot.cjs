/**
 * What the executable begins with: the program and what V8 compiled of it for a start, both from the executable
 * itself. Node's own `useCodeCache` keeps the outermost function alone, and compiles the others at every start.
 */
const { getAsset, getRawAsset } = require('node:sea');
const { Script } = require('node:vm');

const program = new Script(getAsset('program.js', 'latin1'), {
  filename: 'dragoman.js',
  cachedData: Buffer.from(getRawAsset('program.cache')),
});
program.runInThisContext()(require);
