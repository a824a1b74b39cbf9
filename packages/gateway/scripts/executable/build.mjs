/**
 * Makes a single executable of the gateway for the platform that this runs on: Node itself with the program, what V8
 * compiled of it, and SQLite's native module inside.
 *
 *   node scripts/executable/build.mjs <file>
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { inject } from 'postject';

import { bundleProgram, nativeModule } from './program.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Of Node's documentation: where an executable looks whether it carries a program. */
const SENTINEL_FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const target = resolve(process.argv[2] ?? 'dragoman');
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-executable-'));
try {
  await makeExecutable();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function makeExecutable() {
  const [program, cache, blob] = ['program.js', 'program.cache', 'sea.blob'].map((name) => join(scratch, name));
  const { source, assets } = await bundleProgram();
  writeFileSync(program, source);
  execFileSync(process.execPath, [join(here, 'warm-up.cjs'), program, nativeModule, scratch, cache]);
  const config = {
    main: join(here, 'boot.cjs'),
    output: blob,
    disableExperimentalSEAWarning: true,
    // NODE_OPTIONS is meant for the programs beside it: they would be loaded here too.
    execArgvExtension: 'none',
    assets: { 'program.js': program, 'program.cache': cache, 'sqlite.node': nativeModule, ...filesOf(assets) },
  };
  writeFileSync(join(scratch, 'sea.json'), JSON.stringify(config));
  execFileSync(process.execPath, ['--experimental-sea-config', join(scratch, 'sea.json')], { stdio: 'pipe' });
  const draft = join(scratch, 'dragoman');
  copyFileSync(process.execPath, draft);
  strip(draft);
  await quietly(() => inject(draft, 'NODE_SEA_BLOB', readFileSync(blob), { sentinelFuse: SENTINEL_FUSE }));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(draft, target);
}

/** Writes each into a file of its own. @returns the files by the names of the assets */
function filesOf(assets) {
  const paths = [...assets].map(([name, text]) => {
    const path = join(scratch, name);
    writeFileSync(path, text);
    return [name, path];
  });
  return Object.fromEntries(paths);
}

/** Takes Node's symbols out, a tenth of it, where the tool for that is at hand. */
function strip(file) {
  try {
    execFileSync('strip', [file], { stdio: 'pipe' });
  } catch (error) {
    process.stderr.write(`The executable keeps its symbols: ${error.message}\n`);
  }
}

/** The library that injects warns on the console of section names that it does not use. */
async function quietly(task) {
  const { warn, error } = console;
  console.warn = console.error = () => undefined;
  try {
    await task();
  } finally {
    Object.assign(console, { warn, error });
  }
}
