/** The gateway's program as the one script that an executable holds. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { builtinsByRequire } from '../builtins-by-require.mjs';
import { librariesWhenUsed } from '../libraries-when-used.mjs';
import { namesFromTheirFiles } from '../names-from-their-files.mjs';
import { withoutCharsets } from '../without-charsets.mjs';
import { dataByAsset } from './data-by-asset.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const driver = dirname(createRequire(join(root, 'package.json')).resolve('better-sqlite3/package.json'));
const platform = `${process.platform}-${process.arch}`;

/** SQLite's, for the platform that this runs on. */
export const nativeModule = join(driver, 'prebuilds', `${platform}.node`);

/** There is no manifest to read it from. */
const versionInside = {
  name: 'version-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]gateway[/\\]src[/\\]version\.ts$/ }, () => ({
      contents: `export const VERSION = ${JSON.stringify(version)};`,
    }));
  },
};

const nativeModuleByAsset = {
  name: 'native-module-by-asset',
  setup({ onResolve }) {
    onResolve({ filter: /\.node$/ }, () => ({ path: join(here, 'native-module.cjs') }));
  },
};

/**
 * A function of `require`, what it reads of the executable's assets, and what the bundler tells of its parts; their
 * paths are below `workingDirectory`.
 */
export async function bundleProgram() {
  /** @type {Map<string, string>} */
  const assets = new Map();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: {
      contents: "import { runProgram } from './program.ts';\nvoid runProgram();\n",
      resolveDir: join(root, '..', 'cli', 'src'),
    },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    conditions: ['dragoman-source'],
    alias: { 'better-sqlite3': join(driver, 'lib', `${platform}.js`) },
    define: nativeModuleFacts(),
    plugins: [
      dataByAsset(assets),
      ...[versionInside, namesFromTheirFiles, builtinsByRequire],
      ...[librariesWhenUsed, withoutCharsets, nativeModuleByAsset],
    ],
    // What is read of a file counts as the process's memory, and the license texts come in a file of their own.
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Where the installed files are is asked only where there are any.
    logOverride: { 'empty-import-meta': 'silent' },
    // Where the code asks where its file is, it is for a program of several.
  });
  const [{ text }] = outputFiles;
  // Each character is to take one byte, in the file and in memory.
  if (/[^\0-\x7f]/.test(text)) throw new Error('the program is not plain ASCII');
  return { source: `(function (require) {${text}\n})`, assets, metafile, workingDirectory: root };
}

function nativeModuleFacts() {
  const bytes = readFileSync(nativeModule);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return {
    'process.env.NATIVE_NAME': JSON.stringify(`sqlite-${digest}.node`),
    'process.env.NATIVE_SIZE': JSON.stringify(String(bytes.length)),
  };
}
