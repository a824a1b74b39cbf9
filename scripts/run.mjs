/**
 * `npm start` and `npm test`: everything a fresh clone needs, on any Node >= 18 with npm and nothing else.
 *
 *   node scripts/run.mjs install                 dependencies and the Node that the project runs on
 *   node scripts/run.mjs build                   … and compile
 *   node scripts/run.mjs start [flags]           install, bundle the gateway and start it
 *   node scripts/run.mjs dragoman <command>      … and run any other command, where the user stands
 *   node scripts/run.mjs test [jest arguments]   … and run the tests
 *   node scripts/run.mjs package [what]          … and make what users install, in out/
 *   node scripts/run.mjs bench                   … and measure
 *   node scripts/run.mjs bench soak [minutes]    … and watch the memory under full load
 *   node scripts/run.mjs bench cluster [rounds]  … and measure reads over PostgreSQL
 *   node scripts/run.mjs bench secrets [count]   … and measure reads among so many secrets in a file and in PostgreSQL
 *   node scripts/run.mjs bench state [few] [n]   … and measure the memory of exports and imports
 *   node scripts/run.mjs bench writes            … and measure durable puts, with each sync delayed too
 *   node scripts/run.mjs bench permissions [n]   … and compare enforced permissions with none
 *   node scripts/run.mjs bench receipt [n]       … and compare what a receipt needs of a request, on and off
 *   node scripts/run.mjs bench pairs <git-ref>   … and compare with another commit
 *   node scripts/run.mjs bench peers [--markdown]  … and compare with what users would take in its place
 *
 * Each step is skipped when its result is there already. What this script says goes to stderr:
 * stdout belongs to the program that it starts.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { StepReport } from './step-report.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.dragoman-install');
const NODE = join(MODULES, 'node', 'bin', 'node');
const CLI = join(ROOT, 'packages', 'gateway', 'bin', 'dragoman.mjs');

const ENV = {
  ...process.env,
  PATH: [join(MODULES, '.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
};

const [task, ...args] = process.argv.slice(2);

/** The scripts of each form of `bench`, run in turn: the package whose it is, and its file in `bench/`. */
const BENCHES = {
  '': [
    ['gateway', 'run.ts'],
    ['store-sqlite', 'run.ts'],
  ],
  ...Object.fromEntries(
    ['soak', 'cluster', 'state', 'permissions', 'receipt', 'own', 'pairs', 'peers'].map((form) => [
      form,
      [['gateway', `${form}.ts`]],
    ]),
  ),
  secrets: [
    ['gateway', 'secrets.ts'],
    ['store-postgres', 'run.ts'],
  ],
  writes: [['store-sqlite', 'writes.ts']],
};

const TASKS = {
  install: async () => 0,
  build: async () => build(),
  start: async () => (await bundle()) || node([CLI, 'start', ...args]),
  dragoman: async () => (await bundle()) || node([CLI, ...args], process.env.INIT_CWD),
  test: async () =>
    (await build()) ||
    node([
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join('node_modules', 'jest', 'bin', 'jest.js'),
      ...args,
    ]),
  package: async () =>
    (await build()) || node(['--disable-warning=ExperimentalWarning', join('scripts', 'package', 'main.ts'), ...args]),
  bench: async () => (await build()) || bench(args),
};

if (!Object.hasOwn(TASKS, task)) {
  say(`usage: node scripts/run.mjs ${Object.keys(TASKS).join('|')} [arguments]`);
  process.exit(2);
}
if (task === 'bench' && args.length > 0 && !Object.hasOwn(BENCHES, args[0])) {
  say(`there is no bench ${args[0]}: there are ${Object.keys(BENCHES).slice(1).join(', ')}`);
  process.exit(2);
}
process.exitCode = (await install()) || (await TASKS[task]());

/** Installs unless the manifests and the lockfile are those of the last install. */
async function install() {
  const wanted = manifestHash();
  if (existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return 0;
  const pnpm = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).packageManager;
  const report = new StepReport('Installing dependencies');
  const code = await quietly(
    'npx',
    ['--yes', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'],
    (line) => {
      const [, total, done] = /resolved (\d+), .*added (\d+)/.exec(line) ?? [];
      if (total !== undefined) report.at(`package ${done} of ${total}`);
    },
  );
  report.end();
  if (code === 0) writeFileSync(STAMP, wanted);
  return code;
}

function manifestHash() {
  const packages = readdirSync(join(ROOT, 'packages')).sort();
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'].concat(
    packages.map((name) => join('packages', name, 'package.json')),
  );
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(ROOT, file);
    if (existsSync(path)) hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Everything, with its types. */
async function build() {
  const packages = readdirSync(join(ROOT, 'packages')).length;
  const begun = new Set();
  return turbo('Building', ['build'], (line) => {
    const [, name] = /^(@dragoman\/[\w-]+):\w+: cache /.exec(line) ?? [];
    if (name !== undefined) return `package ${begun.add(name).size} of ${packages}`;
  });
}

/** What the command needs to run: nothing waits for types. */
function bundle() {
  return turbo('Bundling the gateway', ['bundle', '--filter=@dragoman/gateway'], () => undefined);
}

/** @param stepOf what a line of the output says of how far it is */
async function turbo(title, turboArgs, stepOf) {
  const report = new StepReport(title);
  const code = await quietly(
    join(MODULES, '.bin', 'turbo'),
    ['run', ...turboArgs, '--output-logs=new-only'],
    (line) => {
      const step = stepOf(line);
      if (step !== undefined) report.at(step);
    },
  );
  report.end();
  return code;
}

/** Runs measurements from their sources, up to the first that fails. */
async function bench([form = '', ...benchArgs]) {
  for (const [name, file] of BENCHES[form]) {
    const code = await node([
      '--conditions=dragoman-source',
      '--disable-warning=ExperimentalWarning',
      join('packages', name, 'bench', file),
      ...benchArgs,
    ]);
    if (code !== 0) return code;
  }
  return 0;
}

/** Runs a step whose output matters only when it fails, and to tell how far it is. */
async function quietly(command, commandArgs, onLine) {
  const child = spawn(command, commandArgs, { cwd: ROOT, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  createInterface({ input: child.stdout }).on('line', onLine);
  const code = await exitOf(child);
  if (code !== 0) process.stderr.write(Buffer.concat(output));
  return code;
}

/** Runs the project's own Node in place of this process. */
function node(nodeArgs, cwd = ROOT) {
  return exitOf(spawn(NODE, nodeArgs, { cwd, env: ENV, stdio: 'inherit' }));
}

/** Waits for the child, passing signals on to it; resolves to the exit code that a shell would report. */
function exitOf(child) {
  // At a terminal Ctrl-C reaches the whole process group: the child has it already.
  const onInterrupt = () => process.stdin.isTTY || child.kill('SIGINT');
  const onTerminate = () => child.kill('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`cannot run ${child.spawnfile}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
