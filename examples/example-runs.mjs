/** What everything that runs the examples does: find them, install them, start a gateway, check how they end. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export { LANGUAGES } from './languages.mjs';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
export const CLI = join(FOLDER, '..', 'packages', 'gateway', 'dist', 'cli.js');
const START_TIME = 20_000;
const INSTALL_TIME = 15 * 60_000;
export const RUN_TIME = 120_000;

/** The last line of an example, by its cloud; every language's example does the same. */
const ENDS = {
  huawei: /^OK: example-\S+ has versions v1, v2 and is going to be deleted$/,
  aliyun: /^OK: example-\S+ has versions 1, 2 and is going to be deleted$/,
  blueking: /^OK: example-\S+ is rotated, last by admin$/,
};

/** Gone with the process. */
export const scratch = mkdtempSync(join(tmpdir(), 'examples-'));
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true });
});

/** The examples whose names begin with one of these; all where there is none. */
export function examplesNamed(chosen) {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && (chosen.length === 0 || chosen.some((start) => entry.name.startsWith(start))),
    )
    .map(({ name }) => ({ name, folder: join(FOLDER, name), language: name.split('-')[0], cloud: name.split('-')[1] }));
}

/** Installs unless that was done with the same toolchain and the same files. */
export async function install({ name, folder }, language, version) {
  const stamp = language.stamp && join(folder, language.stamp);
  const wanted = [version, ...language.madeOf.map((file) => readFileSync(join(folder, file), 'utf8'))].join('\n');
  if (stamp && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  for (const [command, ...args] of language.install(join(scratch, name))) {
    await execute(command, args, { cwd: folder, timeout: INSTALL_TIME });
  }
  if (!stamp) return;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** The last line, which an example ends with where it passed. */
export function endOf(cloud, stdout) {
  const end = stdout.trimEnd().split('\n').at(-1);
  if (!ENDS[cloud].test(end)) throw new Error(`it ended with ${JSON.stringify(end)}`);
  return end;
}

/** @param flags of `dragoman start` */
export async function startGateway(...flags) {
  const directory = join(scratch, 'gateway');
  mkdirSync(directory);
  const child = spawn(process.execPath, [CLI, 'start', '--port', '0', '--memory', '--json', ...flags], {
    cwd: directory,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended,
    delay(START_TIME, undefined, { ref: false }),
  ]);
  if (typeof first?.[0] !== 'string') {
    child.kill();
    throw new Error('it did not start; was it built? (npm run build)');
  }
  return {
    url: JSON.parse(first[0]).url,
    async stop() {
      child.kill('SIGTERM');
      const [code] = await ended;
      if (code !== 0) throw new Error(`it ended with code ${code}`);
    },
  };
}

/** What a command says; its error has all that it said. */
export async function execute(command, args, options) {
  return promisify(execFile)(command, args, { maxBuffer: 64 * 1024 * 1024, ...options });
}
