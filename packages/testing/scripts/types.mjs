/** Makes the declarations for CommonJS: one file, as a relative import in it would be one of CommonJS too. */
import { fileURLToPath } from 'node:url';

import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const dist = new URL('../dist/', import.meta.url);
const bundle = await rollup({
  input: fileURLToPath(new URL('index.d.ts', dist)),
  external: /^(node:|nock$|@dragoman\/)/,
  plugins: [dts()],
});
await bundle.write({ file: fileURLToPath(new URL('index.d.cts', dist)), format: 'es' });
