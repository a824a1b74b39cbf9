/** The executable that `npm run package` makes, in an empty folder and without a Node on the path. */
import assert from 'node:assert/strict';
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { type CommandContext, run, startGatewayBy } from '../support/commands.ts';
import { assertConsole } from '../support/console-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join(ROOT, 'out');

interface Entry {
  readonly file: string;
  readonly kind: string;
  readonly platform: string;
  readonly version: string;
  readonly sha256: string;
  readonly size: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-executable-test-'));
const dragoman = join(scratch, 'bin', 'dragoman');
let entry: Entry;
let folder: string;
let here: CommandContext;

before(async () => {
  await run({ cwd: ROOT }, 'npm', 'run', '--silent', 'package', '--', 'executable');
  const { files } = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8')) as { readonly files: Entry[] };
  const found = files.find(({ kind }) => kind === 'executable');
  assert.ok(found !== undefined, JSON.stringify(files));
  entry = found;
  mkdirSync(join(scratch, 'bin'));
  copyFileSync(join(OUT, entry.file), dragoman);
});

beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'empty-'));
  here = { cwd: folder, env: { PATH: '/usr/bin:/bin', XDG_CACHE_HOME: join(scratch, 'cache'), NODE_OPTIONS: '' } };
});

after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test('the manifest and the sums tell what it is', async () => {
  const bytes = readFileSync(join(OUT, entry.file));
  const version = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string })
    .version;
  assert.deepEqual(entry, {
    file: `dragoman-${version}-linux-${process.arch}`,
    kind: 'executable',
    platform: `linux-${process.arch}`,
    version,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  });
  await run({ cwd: OUT }, 'sha256sum', '--check', '--strict', 'SHA256SUMS');
});

test('it tells its version where there is neither Node nor anything else', () => {
  const options = { cwd: folder, env: { PATH: '/nowhere', NODE_OPTIONS: '--require /no/such/file' } };
  assert.equal(execFileSync(dragoman, ['--version'], { ...options, encoding: 'utf8' }).trim(), entry.version);
});

test('what it prints to complete commands is PowerShell', async () => {
  // A grammar of PowerShell, as no .NET to run it is needed for anything else.
  const tools = join(scratch, 'powershell');
  mkdirSync(tools);
  const packages = ['web-tree-sitter@0.27.2', 'tree-sitter-powershell@0.26.4'];
  await run({ cwd: tools }, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages);
  const program = `
const { Language, Parser } = require('web-tree-sitter');
(async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));
  const script = require('node:fs').readFileSync(0, 'utf8');
  const isPowerShell = (text) => !parser.parse(text).rootNode.hasError;
  console.log(isPowerShell(script), isPowerShell(script.replace('param(', 'param[')));
})();`;
  const script = execFileSync(dragoman, ['completion', 'powershell'], { cwd: folder, encoding: 'utf8' });
  assert.match(script, /^Register-ArgumentCompleter -Native -CommandName dragoman /m);
  const verdicts = execFileSync(process.execPath, ['-e', program], { cwd: tools, input: script, encoding: 'utf8' });
  assert.equal(verdicts.trim(), 'true false');
});

test('it installs itself where test helpers look for it', () => {
  const caches = join(folder, 'installed');
  const options = { cwd: folder, env: { XDG_CACHE_HOME: caches }, encoding: 'utf8' } as const;
  const installed = join(caches, 'dragoman', entry.version, 'dragoman');
  for (const program of [dragoman, dragoman, installed])
    assert.equal(execFileSync(program, ['install'], options), `installed ${installed}\n`);
  assert.equal(execFileSync(installed, ['--version'], options).trim(), entry.version);
  assert.deepEqual(readdirSync(join(caches, 'dragoman', entry.version)), ['dragoman']);
  writeFileSync(join(folder, 'no-folder'), '');
  assert.throws(
    () => execFileSync(dragoman, ['install'], { ...options, env: { XDG_CACHE_HOME: join(folder, 'no-folder') } }),
    /cannot be written \(ENOTDIR\): give another cache directory in XDG_CACHE_HOME/,
  );
  rmSync(caches, { recursive: true });
  rmSync(join(folder, 'no-folder'));
});

test('it keeps one file in the cache directory, and its state where it is told', async () => {
  const caches = join(folder, 'caches');
  const context = { ...here, env: { ...here.env, XDG_CACHE_HOME: caches } };
  const start = async (): Promise<void> => {
    const gateway = await startGatewayBy(context, dragoman, ...START, '--data-dir', 'data');
    assert.equal((await fetch(`${gateway.url}/_dragoman/ready`)).status, 200);
    await assertConsole(gateway.url);
    assert.equal(await gateway.stop(), 0);
  };
  await start();
  const [native = '', ...others] = readdirSync(join(caches, 'dragoman'));
  assert.deepEqual([readdirSync(folder).sort(), others], [['caches', 'data'], []]);
  const first = statSync(join(caches, 'dragoman', native));
  await start();
  assert.equal(statSync(join(caches, 'dragoman', native)).ino, first.ino);
});

test('a damaged file in the cache directory is replaced', async () => {
  const caches = join(folder, 'caches');
  const context = { ...here, env: { ...here.env, XDG_CACHE_HOME: caches } };
  await (await startGatewayBy(context, dragoman, ...START, '--memory')).stop();
  const [native = ''] = readdirSync(join(caches, 'dragoman'));
  writeFileSync(join(caches, 'dragoman', native), 'half of it');
  const gateway = await startGatewayBy(context, dragoman, ...START, '--memory');
  assert.equal(await gateway.stop(), 0);
  assert.deepEqual(readdirSync(join(caches, 'dragoman')), [native]);
});

test('a directory that others may write to is not used', async () => {
  const caches = join(folder, 'caches');
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  mkdirSync(join(caches, 'dragoman'), { recursive: true });
  chmodSync(join(caches, 'dragoman'), 0o777);
  const context = { ...here, env: { ...here.env, XDG_CACHE_HOME: caches, TMPDIR: temporary } };
  await (await startGatewayBy(context, dragoman, ...START, '--memory')).stop();
  assert.deepEqual(readdirSync(join(caches, 'dragoman')), []);
  assert.deepEqual(readdirSync(temporary), [`dragoman-${process.getuid?.()}`]);
});

test('without a directory for it, it says what to do', async () => {
  writeFileSync(join(folder, 'file'), '');
  const nowhere = join(folder, 'file', 'below');
  const context = { ...here, env: { ...here.env, XDG_CACHE_HOME: nowhere, TMPDIR: nowhere } };
  await assert.rejects(
    run(context, dragoman, ...START),
    /dragoman: no directory to load a native module from .*XDG_CACHE_HOME/,
  );
});

test('programs of ready.d run with it', async () => {
  const script = join(folder, 'ready.d', '10-seed');
  mkdirSync(join(folder, 'ready.d'));
  writeFileSync(script, '#!/bin/sh\necho "$DRAGOMAN_URL" >address\n', { mode: 0o755 });
  const gateway = await startGatewayBy(here, dragoman, ...START, '--memory', '--ready-dir', 'ready.d');
  assert.equal(readFileSync(join(folder, 'address'), 'utf8').trim(), gateway.url);
  assert.equal(await gateway.stop(), 0);
});

test('exec lets an unchanged program in Node call a cloud by its name', async () => {
  const program = "fetch('https://csms.cn-north-4.myhuaweicloud.com/').then((a) => console.log(a.status))";
  const answer = await run(here, dragoman, 'exec', '--memory', '--', process.execPath, '-e', program);
  assert.match(answer, /^\d{3}$/);
});

test('what stands beside the program is read by the commands that need it', async () => {
  const conformance = JSON.parse(
    await run(here, dragoman, 'conform', '--door', 'bk', '--operation', 'get_credential_detail', '--json'),
  ) as { readonly checks: readonly unknown[] };
  assert.ok(conformance.checks.length > 0);
  const receipt = await run(here, dragoman, 'exec', '--memory', '--receipt', 'receipt.md', '--', 'true');
  assert.equal(receipt, '');
  assert.match(readFileSync(join(folder, 'receipt.md'), 'utf8'), /^# What the run rested on/);
});

test('it is ready within 150 ms on an empty directory, 100 on an existing one, in 80 MB', async () => {
  const least = { empty: Infinity, existing: Infinity, megabytes: Infinity };
  // Other programs can only make it slower: the first start within the bars tells that it can be done. Where they leave
  // it no processor, the time that it had one is what counts.
  for (
    let round = 0;
    round < 40 && !(least.empty <= 150 && least.existing <= 100 && least.megabytes <= 80);
    round += 1
  ) {
    rmSync(join(folder, 'data'), { recursive: true, force: true });
    least.empty = Math.min(least.empty, (await timedStart()).ms);
    const { ms, megabytes } = await timedStart();
    least.existing = Math.min(least.existing, ms);
    least.megabytes = Math.min(least.megabytes, megabytes);
  }
  assert.ok(least.empty <= 150 && least.existing <= 100 && least.megabytes <= 80, JSON.stringify(least));
});

/** Of each kind: those that ask the gateway once or several times, those that ask nobody, those that start programs. */
const COMMANDS = [
  ...['--version', '--help', 'start --help', 'completion bash', 'complete secrets '],
  ...['status', 'journal list', 'secrets list', 'secrets put a --value b', 'secrets get a --output yaml'],
  ...['vaults', 'faults presets', 'clock get --json', 'sandboxes create', 'metrics', 'seeds apply --secrets []'],
  ...['state hash', 'ca print', 'env sh', 'doctor', 'exec -- true'],
];

test('a command answers within 150 ms', async () => {
  const gateway = await startGatewayBy(here, dragoman, ...START, '--memory');
  const options = {
    cwd: folder,
    env: { ...here.env, HOME: folder, DRAGOMAN_URL: gateway.url },
    encoding: 'utf8',
  } as const;
  const slow = COMMANDS.flatMap((command) => {
    let least = Infinity;
    for (let round = 0; round < 20 && least > 150; round += 1)
      least = Math.min(least, timedCommand(command.split(' '), options));
    return least > 150 ? [`${command}: ${least} ms`] : [];
  });
  // Before anything is said of it: a gateway that runs on would keep the test from its end.
  assert.equal(await gateway.stop(), 0);
  assert.deepEqual(slow, []);
});

/** From before the process to its end, or the time that it had a processor, where others left it none. */
function timedCommand(args: readonly string[], options: ExecFileSyncOptionsWithStringEncoding): number {
  const began = performance.now();
  const script = '"$@" >/dev/null || exit; times';
  const times = execFileSync('sh', ['-c', script, 'sh', dragoman, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const elapsed = performance.now() - began;
  const [, ofCommand = ''] = times.split('\n');
  const processor = [...ofCommand.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, m, s]) => Number(m) * 60_000 + Number(s) * 1_000,
  );
  assert.equal(processor.length, 2, times);
  return Math.min(
    elapsed,
    processor.reduce((sum, ms) => sum + ms, 0),
  );
}

const START = ['start', '--port', '0', '--json'];

/** From before the process to its word that it is ready. */
async function timedStart(): Promise<{ readonly ms: number; readonly megabytes: number }> {
  const began = performance.now();
  const child = spawn(dragoman, [...START, '--data-dir', 'data'], { ...here, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const ms = Math.min(performance.now() - began, processorMs(Number(child.pid)));
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  child.kill();
  await once(child, 'exit');
  return { ms, megabytes: Number(kilobytes) / 1024 };
}

/** Of all threads of a process. */
function processorMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return 0;
    }
  });
  return threads.reduce((sum, ms) => sum + ms, 0);
}
