/**
 * What CommonJS gets: the very same module. Node can `require` an ES module, Jest's own `require` cannot: this one is
 * Node's in Jest too.
 */
import { writeFileSync } from 'node:fs';

const load = "module.exports = require('node:module')._load(require('node:path').join(__dirname, 'index.js'));\n";
writeFileSync(new URL('../dist/index.cjs', import.meta.url), load);
