import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Made } from './artifacts.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PLATFORM = `${process.platform}-${process.arch}`;

/** This machine cannot make it; the message says what it lacks. */
export class LeftOutError extends Error {
  override readonly name = 'LeftOutError';
}

/** Makes files in a folder, and answers which. @throws LeftOutError */
export type Step = (out: string) => readonly Made[];

/** What `npm run package` makes, by the names that its arguments take. */
export const STEPS: Readonly<Record<string, Step>> = {
  npm: (out) => ['gateway', 'testing'].map((name) => npmPackage(name, out)),
  executable,
};

/** Packing a package builds it. */
function npmPackage(name: string, out: string): Made {
  const folder = join(ROOT, 'packages', name);
  const flags = ['--silent', '--json', '--pack-destination', out];
  const packed = execFileSync('npm', ['pack', ...flags], { cwd: folder, encoding: 'utf8' });
  const [{ filename, version }] = JSON.parse(packed) as [{ readonly filename: string; readonly version: string }];
  return { file: filename, kind: 'npm', platform: 'any', version };
}

function executable(out: string): Made[] {
  const { report, platform } = process;
  const { header } = report.getReport() as { readonly header: object };
  if (platform !== 'linux' || !('glibcVersionRuntime' in header))
    throw new LeftOutError(`an executable is made on Linux with the GNU C library only, and this is ${PLATFORM}`);
  const gateway = join(ROOT, 'packages', 'gateway');
  const { version } = JSON.parse(readFileSync(join(gateway, 'package.json'), 'utf8')) as { readonly version: string };
  const file = `dragoman-${version}-${PLATFORM}`;
  const script = join(gateway, 'scripts', 'executable', 'build.mjs');
  execFileSync(process.execPath, [script, join(out, file)], { stdio: ['ignore', 'inherit', 'inherit'] });
  return [{ file, kind: 'executable', platform: PLATFORM, version }];
}
