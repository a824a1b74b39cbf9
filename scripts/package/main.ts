/**
 * `npm run package`: makes in `out/` what a user can install.
 *
 *   npm run package                    everything
 *   npm run package -- executable      that alone; what `out/` holds already stays
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { type Made, writeManifest } from './artifacts.ts';
import { perform } from './perform.ts';
import { STEPS } from './steps.ts';

const OUT = fileURLToPath(new URL('../../out', import.meta.url));

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STEPS);
const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name));
if (unknown.length > 0) {
  process.stderr.write(`there is no ${unknown.join(', ')}: there are ${Object.keys(STEPS).join(', ')}\n`);
  process.exit(2);
}

mkdirSync(OUT, { recursive: true });
const made: Made[] = [];
for (const name of wanted) {
  const outcome = perform(name, STEPS[name] ?? (() => []), OUT);
  if ('made' in outcome) made.push(...outcome.made);
  else if ('leftOut' in outcome) process.stdout.write(`!!! LEFT OUT: ${outcome.leftOut}\n`);
  else {
    process.stderr.write(`npm run package: ${outcome.failure}\n`);
    process.exit(1);
  }
}
for (const { file, size } of writeManifest(OUT, made))
  process.stdout.write(`out/${file}  ${(size / 1e6).toFixed(1)} MB\n`);
