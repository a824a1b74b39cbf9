#!/usr/bin/env node
/**
 * The command as it is installed. An older Node does not reject what it lacks, it crashes: so it is asked before
 * anything is loaded. What Node compiles is kept in the user's cache directory, where it can be written to: compiling
 * would be a fifth of the time to start. `NODE_COMPILE_CACHE` names another directory, `NODE_DISABLE_COMPILE_CACHE=1`
 * keeps nothing.
 */
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

const NEEDED = [22, 12];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache(join(caches, 'dragoman', 'compiled'));
  await import('../dist/cli.js');
} else {
  process.stderr.write(`dragoman needs Node ${NEEDED.join('.')} or newer: this is ${process.versions.node}\n`);
  process.exitCode = 1;
}
