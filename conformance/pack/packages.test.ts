/** The packages as others judge them: publint, Are the types wrong?, and the bill of materials. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join(ROOT, 'out');
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-judged-'));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly object[];
}

before(async () => {
  await run({ cwd: ROOT }, 'npm', 'run', '--silent', 'package', '--', 'npm', 'sbom');
  const judges = ['publint@0.3.25', '@arethetypeswrong/cli@0.18.5'];
  await run({ cwd: scratch }, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...judges);
});

after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

for (const name of ['gateway', 'testing']) {
  const tarball = join(OUT, `dragoman-${name}-${version}.tgz`);
  test(`publint finds nothing in ${name}`, async () => {
    assert.match(await run({ cwd: scratch }, 'npx', 'publint', 'run', tarball, '--strict'), /All good!/);
  });

  test(`the types of ${name} are right, for ES modules and CommonJS`, async () => {
    // The profile is of the Node that the packages run on; the entry for the command line is the workspace's own.
    const flags = ['--profile', 'node16', '--exclude-entrypoints', './command-line'];
    await run({ cwd: scratch }, 'npx', 'attw', tarball, ...flags);
  });
}

test('the bill of materials has each library of the bundle, its licence, and Node', () => {
  const bom = JSON.parse(readFileSync(join(OUT, `dragoman-${version}.cdx.json`), 'utf8')) as {
    readonly bomFormat: string;
    readonly components: readonly Component[];
  };
  assert.equal(bom.bomFormat, 'CycloneDX');
  assert.deepEqual(
    bom.components.filter(({ licenses = [] }) => licenses.length !== 1),
    [],
  );
  const texts = readFileSync(join(ROOT, 'packages', 'gateway', 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  const bundled = [...texts.matchAll(/^([@\w][\w./@-]*) (\d+\.\d+\.\d+) \(/gm)].map(([, name, of]) => `${name} ${of}`);
  const told = new Set(bom.components.map((component) => `${fullName(component)} ${component.version}`));
  assert.ok(bundled.length > 50);
  assert.deepEqual(
    bundled.filter((library) => !told.has(library)),
    [],
  );
  assert.ok(told.has(`node ${process.versions.node}`));
});

function fullName({ name, group }: Component & { readonly group?: string }): string {
  return group === undefined ? name : `${group}/${name}`;
}
