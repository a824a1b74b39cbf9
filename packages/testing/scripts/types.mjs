/**
 * Makes the declarations for CommonJS: one file, as a relative import in it would be one of CommonJS too. Both kinds
 * bring Node's types to programs that name no types of their own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const NODE_TYPES = '/// <reference types="node" />\n';
const dist = new URL('../dist/', import.meta.url);
const bundle = await rollup({
  input: fileURLToPath(new URL('index.d.ts', dist)),
  external: /^(node:|nock$|@dragoman\/)/,
  plugins: [dts()],
});
await bundle.write({ file: fileURLToPath(new URL('index.d.cts', dist)), format: 'es', banner: NODE_TYPES });
const declaration = new URL('index.d.ts', dist);
const text = readFileSync(declaration, 'utf8');
if (!text.startsWith(NODE_TYPES)) writeFileSync(declaration, NODE_TYPES + text);
