/** `npm run words`: no source declares or exports a name that the field has another word for. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

import { ALLOWED_NAMES, type AllowedName } from './names/allowed.ts';
import { barredNames, type Finding } from './names/find-barred.ts';

const tracked = execFileSync('git', ['ls-files', '-z', '*.ts', '*.mjs', '*.cjs', '*.js'], { encoding: 'utf8' });
const paths = tracked.split('\0').filter((path) => path !== '' && existsSync(path));
const findings = paths.flatMap((path) => barredNames(path, readFileSync(path, 'utf8')));

const fits = ({ name, path }: AllowedName, finding: Finding): boolean =>
  finding.name === name && (path.endsWith('/') ? finding.path.startsWith(path) : finding.path === path);
const problems = [
  ...findings
    .filter((finding) => !ALLOWED_NAMES.some((allowed) => fits(allowed, finding)))
    .map(({ path, line, name, instead }) => `${path}${line > 0 ? `:${line}` : ''} ${name} → ${instead}`),
  ...ALLOWED_NAMES.filter((allowed) => !findings.some((finding) => fits(allowed, finding))).map(
    ({ name, path }) => `scripts/lint/names/allowed.ts allows ${name} in ${path}, which has no such name`,
  ),
];
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n${problems.length} names to change (scripts/lint/names/barred.ts).\n`);
  process.exitCode = 1;
}
