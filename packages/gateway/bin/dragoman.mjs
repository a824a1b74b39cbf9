#!/usr/bin/env node
/**
 * The command as it is installed. An older Node does not reject what it lacks, it crashes: so it is asked before
 * anything is loaded.
 */
const NEEDED = [22, 12];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  await import('../dist/cli.js');
} else {
  process.stderr.write(`dragoman needs Node ${NEEDED.join('.')} or newer: this is ${process.versions.node}\n`);
  process.exitCode = 1;
}
