/**
 * Makes the declarations self-contained, for those who install the package: what they take from our packages and from
 * TypeBox goes into them.
 */
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
// A package of ours may hand on the types of another.
const ours = readdirSync(join(root, '..')).map((folder) => `@dragoman/${folder}`);

/** Programs that name no types of their own are to have Node's, which the declarations mention. */
const NODE_TYPES = '/// <reference types="node" />\n';

const compilerOptions = {
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  preserveSymlinks: false,
  composite: false,
  incremental: false,
};

// The sources' index only re-exports, so it is its own declaration; the built one is what gets replaced here.
const entry = join(dist, 'entry.d.ts');
copyFileSync(join(root, 'src', 'index.ts'), entry);
const bundle = await rollup({
  input: entry,
  external: /^node:/,
  plugins: [
    dts({ tsconfig: join(root, 'tsconfig.json'), includeExternal: [...ours, '@sinclair/typebox'], compilerOptions }),
  ],
});
const [{ code }] = (await bundle.generate({ format: 'es' })).output;
for (const file of ['index.d.ts', 'index.d.cts']) writeFileSync(join(dist, file), NODE_TYPES + withGlobalTypes(code));
rmSync(entry);
// The compiler would take what stands there now for its own, and leave it to the packages that build on this one.
rmSync(join(dist, '.tsbuildinfo'), { force: true });

/**
 * TypeBox has functions named as global types are (`Promise`, `Record`). The bundler renames such a function and, as it
 * does not tell types from values, what means the global type beside it: both get their name back.
 */
function withGlobalTypes(text) {
  const renamed = [...text.matchAll(/^declare function (\w+)\$1\b/gm)].map(([, name]) => name);
  return renamed.reduce((result, name) => result.replaceAll(new RegExp(`\\b${name}\\$1(?![\\w$])`, 'g'), name), text);
}
