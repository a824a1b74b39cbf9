/**
 * Makes the built gateway self-contained: our packages and every library but the native one go into `dist/cli.js`,
 * `dist/index.js` and the parts that they share, so that Node opens two files where it would resolve six hundred, and a
 * user installs two packages where it would be seventy. What is loaded only when it is needed stays a part of its own.
 */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const PART = 'part-';

const require = createRequire(import.meta.url);

/** What starting a gateway does not need: loaded when one of its functions is called. None of them goes by `this`. */
const LOADED_WHEN_CALLED = new Set(['node:child_process', 'node:fs/promises', 'node:tls', 'node:zlib']);

/**
 * An ES module that imports a built-in one has every getter on it evaluated: `node:http` alone loads the whole of
 * Node's `fetch`, 13 MB and 25 ms of each start. Here a built-in module is got by `require`, and nothing is read from it
 * but the names that are imported.
 */
const builtinsByRequire = {
  name: 'builtins-by-require',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /^node:/, namespace: 'builtin' }, ({ path }) => ({ contents: builtinModule(path) }));
  },
};

/** An ES module with what a built-in module exports. The bundler leaves out what nobody imports. */
function builtinModule(path) {
  const builtin = require(path);
  const load = `require('${path}')`;
  const isLate = (name) => LOADED_WHEN_CALLED.has(path) && isPlainFunction(builtin[name]);
  const names = Object.keys(builtin).filter((name) => /^\w+$/.test(name) && name !== 'default');
  const whole = LOADED_WHEN_CALLED.has(path)
    ? `{ ${names.map((name) => `get ${name}() { return ${load}.${name}; }`).join(', ')} }`
    : `/* @__PURE__ */ ${load}`;
  const parts = names.map((name) => {
    const part = isLate(name) ? `(...given) => ${load}.${name}(...given)` : `/* @__PURE__ */ (() => ${load}.${name})()`;
    return `const own_${name} = ${part};\nexport { own_${name} as ${name} };`;
  });
  return [`export default ${whole};`, ...parts].join('\n');
}

/** No class, and nothing that `util.promisify` would treat on its own. */
function isPlainFunction(value) {
  return typeof value === 'function' && /^[a-z]/.test(value.name) && Object.getOwnPropertySymbols(value).length === 0;
}

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
  plugins: [builtinsByRequire],
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
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), `${licences(Object.keys(metafile.inputs)).join('\n\n')}\n`);

/** The licence of every library that went into the bundle. */
function licences(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input) ?? []));
  return [...folders].sort().map((folder) => {
    const path = join(root, folder);
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${dirname(path)}/${name} has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(path, file), 'utf8').trim()}`;
  });
}
