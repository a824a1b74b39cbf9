/**
 * Writes what the gateway is made of, as a software bill of materials in CycloneDX's form: the libraries that the
 * bundler put in, and the Node that the executable is.
 *
 *   node scripts/executable/sbom.mjs <file>
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { bundleProgram } from './program.mjs';

const tool = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-esbuild');

const { metafile, workingDirectory } = await bundleProgram();
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-sbom-'));
try {
  const file = join(scratch, 'metafile.json');
  writeFileSync(file, JSON.stringify(withConsole(withoutVirtual(metafile))));
  const flags = ['--build-working-dir', workingDirectory, '--output-reproducible', '--no-validate'];
  const command = [join(dirname(tool), '..', 'bin', 'cyclonedx-esbuild-cli.js'), ...flags, file];
  const bom = JSON.parse(
    execFileSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  bom.components.push(runtime());
  writeFileSync(process.argv[2], `${JSON.stringify(bom, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Without what the bundler was given other than as files. */
function withoutVirtual({ inputs, outputs }) {
  const files = (record) =>
    Object.fromEntries(Object.entries(record).filter(([path]) => !/^(<stdin>|builtin:|when-used:)/.test(path)));
  const whole = Object.entries(outputs).map(([path, output]) => [path, { ...output, inputs: files(output.inputs) }]);
  return { inputs: files(inputs), outputs: Object.fromEntries(whole) };
}

/** The console is bundled before, so that its libraries are in a single file of it here. */
function withConsole({ inputs, outputs }) {
  const folder = join(workingDirectory, '..', 'console');
  const made = JSON.parse(readFileSync(join(folder, 'dist', 'inputs.json'), 'utf8'));
  const paths = made.filter((path) => path.includes('node_modules')).map((path) => join('..', 'console', path));
  const entries = (entry) => Object.fromEntries(paths.map((path) => [path, entry]));
  const whole = Object.entries(outputs).map(([path, output]) => [
    path,
    { ...output, inputs: { ...output.inputs, ...entries({ bytesInOutput: 1 }) } },
  ]);
  return { inputs: { ...inputs, ...entries({ bytes: 1, imports: [] }) }, outputs: Object.fromEntries(whole) };
}

/** The executable is Node itself. */
function runtime() {
  const { node: version } = process.versions;
  const purl = `pkg:github/nodejs/node@v${version}`;
  return { type: 'platform', name: 'node', version, 'bom-ref': purl, purl, licenses: [{ license: { id: 'MIT' } }] };
}
