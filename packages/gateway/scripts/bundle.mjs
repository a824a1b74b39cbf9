/**
 * Makes the built gateway self-contained: our packages and every library but the native one go into `dist/cli.js`,
 * `dist/index.js` and the parts that they share, so that Node opens two files where it would resolve six hundred, and a
 * user installs two packages where it would be seventy. What is loaded only when it is needed stays a part of its own.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { builtinsByRequire } from './builtins-by-require.mjs';
import { compiledFacts } from './compiled-facts.mjs';
import { librariesWhenUsed } from './libraries-when-used.mjs';
import { startInOnePart } from './start-in-one-part.mjs';
import { withoutCharsets } from './without-charsets.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const PART = 'part-';

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: '../cli/src/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  chunkNames: `${PART}[name]-[hash]`,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  conditions: ['dragoman-source'],
  external: ['better-sqlite3'],
  plugins: [compiledFacts, startInOnePart, builtinsByRequire, librariesWhenUsed, withoutCharsets],
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  // Libraries in CommonJS call `require`, which ES modules lack.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
});

const made = new Set(Object.keys(metafile.outputs).map((output) => basename(output)));
for (const file of readdirSync(dist)) if (file.startsWith(PART) && !made.has(file)) rmSync(join(dist, file));

// CommonJS gets the very same module. Node can `require` an ES module, Jest's own `require` cannot: this one is Node's
// in Jest too.
const load = "module.exports = require('node:module')._load(require('node:path').join(__dirname, 'index.js'));\n";
writeFileSync(join(dist, 'index.cjs'), load);
const inputs = [...Object.keys(metafile.inputs).filter((input) => !input.startsWith('builtin:')), ...consoleInputs()];
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), `${licences(inputs).join('\n\n')}\n`);

/** What went into the console, which is bundled before; its folder is a neighbour of this one. */
function consoleInputs() {
  const made = JSON.parse(readFileSync(join(root, '..', 'console', 'dist', 'inputs.json'), 'utf8'));
  return made.map((path) => join('..', 'console', path));
}

/** The licence of every library that went into the bundle. */
function licences(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []));
  return [...folders].sort().map((folder) => {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const text = licenceText(path) ?? keptLicence(name);
    if (text === undefined) throw new Error(`${dirname(path)}/${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${text.trim()}`;
  });
}

/** Of a package that brings no text, the one of its repository. */
function keptLicence(name) {
  const file = join(root, 'scripts', 'licences', `${name.replace('@', '').replace('/', '-')}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A file of its own, or a part of the README. */
function licenceText(path) {
  const entries = readdirSync(path);
  const file = entries.find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return readFileSync(join(path, file), 'utf8');
  const readme = entries.find((entry) => /^readme/i.test(entry));
  if (readme === undefined) return undefined;
  return /^#+ *licen[cs]e\s+([\s\S]+)$/im.exec(readFileSync(join(path, readme), 'utf8'))?.[1];
}
