/**
 * `npm run package`: makes in `out/` what a user can install.
 *
 *   npm run package                    everything
 *   npm run package -- executable      that alone; what `out/` holds already stays
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { type Made, writeManifest } from './artifacts.ts';
import { LeftOutError, STEPS } from './steps.ts';

const OUT = fileURLToPath(new URL('../../out', import.meta.url));

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STEPS);
const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  process.stderr.write(`there is no ${unknown.join(', ')}: there are ${Object.keys(STEPS).join(', ')}\n`);
  process.exit(2);
}

mkdirSync(OUT, { recursive: true });
const files = writeManifest(OUT, wanted.flatMap(makeOrLeaveOut));
for (const { file, size } of files) process.stdout.write(`out/${file}  ${(size / 1e6).toFixed(1)} MB\n`);

function makeOrLeaveOut(name: string): readonly Made[] {
  try {
    return STEPS[name]?.(OUT) ?? [];
  } catch (error) {
    if (!(error instanceof LeftOutError)) throw error;
    process.stdout.write(`!!! LEFT OUT: ${name}: ${error.message}\n`);
    return [];
  }
}
