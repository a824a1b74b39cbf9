/**
 * The packages of vectors in `out/`, installed as a user does: each passes its own tests there, and has every family
 * with all its tests.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

import { run } from '../support/commands.ts';
import { families, readFamily } from './data.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join(ROOT, 'out');
const VECTORS = join(ROOT, 'vectors');
const CONFORMANCE = join(ROOT, 'conformance');
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-vector-packages-'));
/** What each program prints: a line for each family, with how many tests it has. */
const EXPECTED = families()
  .map((family) => `${family} ${readFamily(family).numberOfTests}`)
  .join('\n');
let made: ReadonlySet<string>;

before(async () => {
  const steps = ['npm', 'python', 'go', 'java'].map((language) => `vectors-${language}`);
  await run({ cwd: ROOT }, 'npm', 'run', '--silent', 'package', '--', ...steps);
  const { files } = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8')) as {
    readonly files: readonly { readonly kind: string }[];
  };
  made = new Set(files.map(({ kind }) => kind));
});

after(async () => {
  // Go keeps its modules read-only.
  await run({ cwd: scratch }, 'chmod', '-R', 'u+w', scratch);
  rmSync(scratch, { recursive: true, force: true });
});

/** An empty folder with a program in it. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(scratch, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

/** A test of a language, left out loudly where its package was. */
function testPackage(language: string, use: () => Promise<string>): void {
  test(`the package for ${language} passes its own tests and has every family`, async (context) => {
    if (!made.has(`vectors-${language}`)) {
      process.stdout.write(`!!! LEFT OUT: conformance/vectors: the package for ${language}\n`);
      context.skip();
      return;
    }
    assert.equal(await use(), EXPECTED);
  });
}

testPackage('npm', async () => {
  const cwd = project('npm', {
    'use.mjs':
      "import { families, load } from '@dragoman/vectors';\n" +
      'for (const family of families()) {\n' +
      '  console.log(family, load(family).testGroups.flatMap(({ tests }) => tests).length);\n}\n' +
      "let thrown; try { load('none'); } catch (error) { thrown = error; }\n" +
      "if (!(thrown instanceof RangeError)) throw new Error('a family that there is not was loaded');\n",
  });
  const tarball = String(readdirSync(OUT).find((file) => /^dragoman-vectors-.*\.tgz$/.test(file)));
  await run({ cwd }, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', join(OUT, tarball));
  const own = join(cwd, 'node_modules', '@dragoman', 'vectors', 'vectors.test.js');
  cpSync(join(VECTORS, 'npm', 'test', 'vectors.test.js'), own);
  await run({ cwd }, 'node', '--test', own);
  return run({ cwd }, 'node', 'use.mjs');
});

testPackage('python', async () => {
  const cwd = project('python', {
    'use.py':
      'import dragoman_vectors\n' +
      'for family in dragoman_vectors.families():\n' +
      '    groups = dragoman_vectors.load(family)["testGroups"]\n' +
      '    print(family, sum(len(group["tests"]) for group in groups))\n' +
      'try:\n    dragoman_vectors.load("none")\nexcept KeyError:\n    pass\nelse:\n    raise SystemExit("loaded")\n',
  });
  const wheel = String(readdirSync(OUT).find((file) => /^dragoman_vectors-.*\.whl$/.test(file)));
  await run({ cwd }, 'python3', '-m', 'venv', '.venv');
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-index'];
  await run({ cwd }, '.venv/bin/python', ...install, join(OUT, wheel));
  const site = await run({ cwd }, '.venv/bin/python', '-c', 'import site; print(site.getsitepackages()[0])');
  await run({ cwd }, join(CONFORMANCE, 'python', 'make-environment'));
  // pytest stands in the environment of the suite in Python, the package in that of the project.
  const pytest = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', join(VECTORS, 'python', 'tests')];
  const env = { PYTHONPATH: site.trim(), PYTHONDONTWRITEBYTECODE: '1' };
  await run({ cwd, env }, join(CONFORMANCE, 'python', '.venv', 'bin', 'python'), ...pytest);
  return run({ cwd }, '.venv/bin/python', 'use.py');
});

testPackage('go', async () => {
  const cwd = project('go', {
    'go.mod': 'module example\n\ngo 1.23\n\nrequire dragoman.test/dragomanvectors v0.1.0\n',
    'main.go':
      'package main\n\nimport (\n\t"fmt"\n\n\t"dragoman.test/dragomanvectors"\n)\n\nfunc main() {\n' +
      '\tfor _, family := range dragomanvectors.Families() {\n\t\tvectors, err := dragomanvectors.Load(family)\n' +
      '\t\tif err != nil {\n\t\t\tpanic(err)\n\t\t}\n\t\tcount := 0\n\t\tfor _, group := range vectors.TestGroups {\n' +
      '\t\t\tcount += len(group.Tests)\n\t\t}\n\t\tfmt.Println(family, count)\n\t}\n' +
      '\tif _, err := dragomanvectors.Load("none"); err == nil {\n\t\tpanic("loaded")\n\t}\n}\n',
  });
  const modules = { GOPROXY: `file://${OUT}/go`, GOMODCACHE: join(scratch, 'modules') };
  const env = { ...modules, GONOSUMDB: 'dragoman.test', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' };
  await run({ cwd, env }, 'go', 'test', '-count=1', 'dragoman.test/dragomanvectors');
  return run({ cwd, env }, 'go', 'run', '.');
});

testPackage('java', async () => {
  const cwd = join(scratch, 'java');
  cpSync(join(CONFORMANCE, 'vectors', 'java-package'), cwd, { recursive: true });
  cpSync(join(VECTORS, 'java', 'src', 'test'), join(cwd, 'src', 'test'), { recursive: true });
  writeFileSync(
    join(cwd, 'Use.java'),
    'import test.dragoman.vectors.Vectors;\n\nclass Use {\n  public static void main(String[] arguments) {\n' +
      '    for (String family : Vectors.families())\n' +
      '      System.out.println(family + " " + (Vectors.load(family).split("\\"tcId\\":", -1).length - 1));\n  }\n}\n',
  );
  const expression = ['help:evaluate', '-Dexpression=settings.localRepository', '-DforceStdout'];
  const repository = stripVTControlCharacters(
    await run({ cwd }, 'mvn', '--batch-mode', '--quiet', ...expression),
  ).trim();
  // Not what an earlier run took into the user's own repository.
  const artifact = join(repository, 'test', 'dragoman', 'dragoman-vectors');
  rmSync(artifact, { recursive: true, force: true });
  await run({ cwd }, 'mvn', '--batch-mode', '--quiet', `-Dout.url=file://${join(OUT, 'maven')}`, 'test');
  return run({ cwd }, 'java', '-cp', join(artifact, '0.1.0', 'dragoman-vectors-0.1.0.jar'), 'Use.java');
});
