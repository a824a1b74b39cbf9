import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Made } from './artifacts.ts';
import { goVectors, javaVectors, npmVectors, pythonVectors } from './vectors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GATEWAY = join(ROOT, 'packages', 'gateway');
const PLATFORM = `${process.platform}-${process.arch}`;

const { version } = JSON.parse(readFileSync(join(GATEWAY, 'package.json'), 'utf8')) as { readonly version: string };

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
  sbom,
  image,
  python,
  go,
  java,
  'vectors-npm': npmVectors,
  'vectors-python': needing('python3', pythonVectors),
  'vectors-go': needing('go', goVectors),
  'vectors-java': needing('mvn', javaVectors),
};

function needing(program: string, step: Step): Step {
  return (out) => {
    needs(program);
    return step(out);
  };
}

/** Packing a package builds it. */
function npmPackage(name: string, out: string): Made {
  const folder = join(ROOT, 'packages', name);
  const flags = ['--silent', '--json', '--pack-destination', out];
  const packed = execFileSync('npm', ['pack', ...flags], { cwd: folder, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }];
  return { file: filename, kind: 'npm', platform: 'any', version };
}

/** The wheel of the test helper for Python, which brings the gateway. */
function python(out: string): Made[] {
  needs('python3');
  const folder = join(ROOT, 'clients', 'python');
  const path = execFileSync(join(folder, 'build'), [out], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const file = basename(path.trim());
  return [{ file, kind: 'python', platform: 'any', version: file.split('-')[1] ?? '' }];
}

/** The modules of the test helper for Go, as a file tree for `GOPROXY`; the archive of the first stands for them. */
function go(out: string): Made[] {
  needs('go');
  const folder = join(ROOT, 'clients', 'go');
  const [, version = ''] = /const Version = "(.+)"/.exec(readFileSync(join(folder, 'launch.go'), 'utf8')) ?? [];
  const command = ['run', './internal/pack', folder, join(out, 'go'), version];
  execFileSync('go', command, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const modules = ['dragomantest', ...['aliyun', 'blueking', 'huawei'].map((name) => `dragomantest/${name}`)];
  return modules.map((name) => {
    const file = `go/dragoman.test/${name}/@v/v${version}.zip`;
    return { file, kind: 'go', platform: 'any', version };
  });
}

/** The test helper for Java and the executable as a resource, as a Maven repository in `out/maven`. */
function java(out: string): Made[] {
  needs('mvn');
  const program = join(out, `dragoman-${version}-${PLATFORM}`);
  if (!existsSync(program))
    throw new LeftOutError('it takes the executable, which `npm run package -- executable` makes');
  const resources = join(ROOT, '.cache', 'java-binary');
  const folder = join(resources, 'META-INF', 'dragoman', PLATFORM);
  rmSync(resources, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(program, join(folder, 'dragoman'));
  const sha256 = createHash('sha256').update(readFileSync(program)).digest('hex');
  writeFileSync(join(folder, 'executable.properties'), `version=${version}\nsha256=${sha256}\n`);
  const defines = {
    'dragoman.resources': resources,
    'dragoman.platform': PLATFORM,
    altDeploymentRepository: `out::file:${join(out, 'maven')}`,
  };
  const flags = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  execFileSync('mvn', ['--batch-mode', '--quiet', ...flags, 'clean', 'deploy'], {
    cwd: join(ROOT, 'clients', 'java'),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  rmSync(resources, { recursive: true });
  const group = `maven/test/dragoman`;
  return [
    {
      file: `${group}/dragoman-junit5/${version}/dragoman-junit5-${version}.jar`,
      kind: 'java',
      platform: 'any',
      version,
    },
    {
      file: `${group}/dragoman-binary/${version}/dragoman-binary-${version}-${PLATFORM}.jar`,
      kind: 'java',
      platform: PLATFORM,
      version,
    },
  ];
}

/** @throws LeftOutError where a program is not on the PATH */
function needs(program: string): void {
  const { error } = spawnSync(program, ['--help'], { stdio: 'ignore' });
  if (error !== undefined) throw new LeftOutError(`${program} is missing`);
}

function executable(out: string): Made[] {
  const { report, platform } = process;
  const { header } = report.getReport() as { readonly header: object };
  if (platform !== 'linux' || !('glibcVersionRuntime' in header))
    throw new LeftOutError(`an executable is made on Linux with the GNU C library only, and this is ${PLATFORM}`);
  const file = `dragoman-${version}-${PLATFORM}`;
  runScript('build.mjs', join(out, file));
  return [{ file, kind: 'executable', platform: PLATFORM, version }];
}

/** What the packages and the executable hold of others' work. */
function sbom(out: string): Made[] {
  const file = `dragoman-${version}.cdx.json`;
  runScript('sbom.mjs', join(out, file));
  return [{ file, kind: 'sbom', platform: 'any', version }];
}

function runScript(name: string, target: string): void {
  const script = join(GATEWAY, 'scripts', 'executable', name);
  execFileSync(process.execPath, [script, target], { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** By kind: the image as the OCI specifies it, and in Docker's own form, as the other has no room for HEALTHCHECK. */
const IMAGE_FORMATS = [
  ['image', 'oci', 'oci-archive'],
  ['docker-image', 'docker', 'docker-archive'],
] as const;

function image(out: string): Made[] {
  needs('podman');
  const tag = `dragoman:${version}`;
  const options = ['--format', 'docker', '--layers', '--network', 'host', '--tag', tag];
  execFileSync('podman', ['build', ...options, ROOT], { stdio: ['ignore', 'pipe', 'inherit'] });
  return IMAGE_FORMATS.map(([kind, suffix, format]) => {
    const file = `dragoman-${version}-${PLATFORM}.${suffix}.tar`;
    rmSync(join(out, file), { force: true });
    execFileSync('podman', ['save', '--format', format, '--output', join(out, file), tag], { stdio: 'pipe' });
    return { file, kind, platform: PLATFORM, version };
  });
}
