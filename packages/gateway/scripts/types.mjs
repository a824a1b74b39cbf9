/** Makes the declarations self-contained, for those who install the package: what they take from our packages and from TypeBox goes into them. */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const ours = Object.keys(devDependencies).filter((name) => name.startsWith('@dragoman/'));

const compilerOptions = { moduleResolution: ts.ModuleResolutionKind.NodeNext, preserveSymlinks: false, composite: false, incremental: false };

// The sources' index only re-exports, so it is its own declaration; the built one is what gets replaced here.
const entry = join(dist, 'entry.d.ts');
copyFileSync(join(root, 'src', 'index.ts'), entry);
const bundle = await rollup({
  input: entry,
  external: /^node:/,
  plugins: [dts({ tsconfig: join(root, 'tsconfig.json'), includeExternal: [...ours, '@sinclair/typebox'], compilerOptions })],
});
await bundle.write({ file: join(dist, 'index.d.ts'), format: 'es' });
copyFileSync(join(dist, 'index.d.ts'), join(dist, 'index.d.cts'));
rmSync(entry);
