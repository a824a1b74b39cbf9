/**
 * `npm run vectors`: writes vectors/data, the same bytes each time; with `-- --check` it only says what is stale.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { FAMILIES } from './families.ts';
import { renderFamily } from './vector-file.ts';

const DATA = fileURLToPath(new URL('../data', import.meta.url));
const checks = process.argv.includes('--check');

const files = new Map(FAMILIES.map((family) => [`${family.name}.json`, renderFamily(family)]));
mkdirSync(DATA, { recursive: true });
const stale = [...files].filter(([name, text]) => !isCurrent(join(DATA, name), text)).map(([name]) => name);
const orphans = readdirSync(DATA).filter((name) => !files.has(name));
if (!checks) for (const name of stale) writeFileSync(join(DATA, name), files.get(name) ?? '');

const problems = [
  ...(checks ? stale.map((name) => `${name} is stale: npm run vectors`) : []),
  ...orphans.map((name) => `nothing makes ${name}`),
];
for (const problem of problems) process.stderr.write(`vectors/data: ${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

function isCurrent(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}
