/** `npm run words`: no source declares or exports a name that the field has another word for. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { ALLOWED_NAMES } from './names/allowed.ts';
import { nameProblems } from './names/problems.ts';

const SOURCES = ['*.ts', '*.tsx', '*.mjs', '*.cjs', '*.js', '*.py', '*.go', '*.java'];

const tracked = execFileSync('git', ['ls-files', '-z', ...SOURCES], { encoding: 'utf8' });
const paths = tracked.split('\0').filter((path) => path !== '' && existsSync(path));
const sources = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const problems = nameProblems(sources, ALLOWED_NAMES);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n${problems.length} names to change (scripts/lint/names/barred.ts).\n`);
  process.exitCode = 1;
}
