/**
 * Makes `dist/cli.js` one file: our packages and the small libraries that start-up needs, so that Node opens one file
 * where it would resolve six hundred. What is loaded only when it is needed stays a dependency.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/cli.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  conditions: ['dragoman-source'],
  external: ['better-sqlite3', 'express', 'yaml'],
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  // Libraries in CommonJS call `require`, which ES modules lack.
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
});

writeFileSync(join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'), licences(Object.keys(metafile.inputs)).join('\n\n'));

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
