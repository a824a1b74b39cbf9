/** The packages of test vectors, each of `vectors/<language>` and the files that they all hold. */
import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Made } from './artifacts.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VECTORS = join(ROOT, 'vectors');
const QUIET: ExecFileSyncOptions = { stdio: ['ignore', 'inherit', 'inherit'] };

/** Of all the packages. Read where one is made: an image is built without them. */
function version(): string {
  return (JSON.parse(readFileSync(join(VECTORS, 'npm', 'package.json'), 'utf8')) as { readonly version: string })
    .version;
}

/** A folder in which a package is put together. @param data where the vectors go within it */
function stage(language: string, data = '.'): string {
  const folder = join(ROOT, '.cache', 'vectors', language);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(VECTORS, language), folder, { recursive: true });
  mkdirSync(join(folder, data), { recursive: true });
  for (const name of ['data', 'schemas']) cpSync(join(VECTORS, name), join(folder, data, name), { recursive: true });
  cpSync(join(VECTORS, 'README.md'), join(folder, 'README.md'));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  return folder;
}

function made(kind: string, file: string): Made[] {
  return [{ file, kind: `vectors-${kind}`, platform: 'any', version: version() }];
}

export function npmVectors(out: string): Made[] {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', out], { cwd: stage('npm'), stdio: 'pipe' });
  return made('npm', `dragoman-vectors-${version()}.tgz`);
}

export function pythonVectors(out: string): Made[] {
  const folder = stage('python', join('src', 'dragoman_vectors'));
  const venv = join(ROOT, '.cache', 'python-build');
  const python = join(venv, 'bin', 'python');
  if (!existsSync(join(venv, 'bin', 'hatchling'))) {
    execFileSync('python3', ['-m', 'venv', '--clear', venv], QUIET);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'build', 'hatchling'];
    execFileSync(python, install, QUIET);
  }
  const build = ['-m', 'build', '--no-isolation', '--wheel', '--outdir', out, folder];
  execFileSync(python, build, { stdio: ['ignore', 'ignore', 'inherit'] });
  return made('python', `dragoman_vectors-${version()}-py3-none-any.whl`);
}

export function goVectors(out: string): Made[] {
  const command = ['run', './internal/pack', stage('go'), join(out, 'go'), version()];
  execFileSync('go', command, { cwd: join(ROOT, 'clients', 'go'), ...QUIET });
  return made('go', `go/dragoman.test/dragomanvectors/@v/v${version()}.zip`);
}

export function javaVectors(out: string): Made[] {
  const resources = join('src', 'main', 'resources', 'META-INF', 'dragoman-vectors');
  const folder = stage('java', resources);
  const families = readdirSync(join(VECTORS, 'data')).map((name) => name.replace(/\.json$/, ''));
  writeFileSync(join(folder, resources, 'families.txt'), `${families.sort().join('\n')}\n`);
  const target = `-DaltDeploymentRepository=out::file:${join(out, 'maven')}`;
  // Its tests are run with the artifact as a dependency (conformance/vectors).
  const flags = ['--batch-mode', '--quiet', '-Dmaven.test.skip=true', target];
  execFileSync('mvn', [...flags, 'clean', 'deploy'], { cwd: folder, ...QUIET });
  return made('java', `maven/test/dragoman/dragoman-vectors/${version()}/dragoman-vectors-${version()}.jar`);
}
