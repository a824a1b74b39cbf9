/** `npm run sizes`: how much of the code each package has, and that no line of code is too long. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { largePackages, longLines, packageSizes, percent } from './sizes/problems.ts';

const SOURCES = ['*.ts', '*.tsx', '*.mjs', '*.cjs', '*.js', '*.py', '*.go', '*.java'];

const tracked = execFileSync('git', ['ls-files', '-z', ...SOURCES], { encoding: 'utf8' });
const files = tracked.split('\0').flatMap((path) => {
  if (path === '' || !existsSync(path)) return [];
  return [{ path, lines: readFileSync(path, 'utf8').trimEnd().split('\n') }];
});

const sizes = packageSizes(files);
for (const { name, lines, share } of sizes)
  process.stdout.write(`${name.padEnd(16)} ${String(lines).padStart(6)} lines ${percent(share).padStart(7)}\n`);

const problems = [...longLines(files), ...largePackages(sizes)];
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}
