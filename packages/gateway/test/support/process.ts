import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { guard } from './guard.ts';

/** The command line, built. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The command as it is installed. */
export const INSTALLED_CLI = fileURLToPath(new URL('../../bin/dragoman.mjs', import.meta.url));

/** `dragoman` as a process of its own, built, as users run it. */
export interface CliProcess {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when stdout holds its first whole line; rejects when the process ends before. */
  firstLine(): Promise<string>;
  /** Resolves to stderr once it matches, or holds all that it ever will. */
  stderrWith(pattern: RegExp): Promise<string>;
  /** Resolves to the exit code. */
  exit(): Promise<number | null>;
}

/** Where processes keep what Node compiled: most of what a short command does is to compile itself. */
export const COMPILED = fileURLToPath(new URL('../../../../.cache/compiled', import.meta.url));

/** A user id without a right. */
export const NOBODY = 65_534;

/** Whether this process may do everything. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** How a command is run. */
export interface CliOptions {
  readonly cwd: string;
  /** The only variables beside the path and where Node keeps what it compiled. */
  readonly env?: Record<string, string>;
  readonly stdin?: 'ignore' | 'pipe';
  /** Another than the built command line itself. */
  readonly script?: string;
  /** Runs it as a user who may not do everything, even where root runs the tests. */
  readonly asNobody?: boolean;
  /** How many files and sockets it may have open. */
  readonly maxDescriptors?: number;
}

/** Runs the command line with just these DRAGOMAN_ variables, in a directory. */
export function runCli(args: readonly string[], options: CliOptions): CliProcess {
  const { cwd, env, script = CLI, stdin = 'ignore', maxDescriptors, asNobody = false } = options;
  const command = [process.execPath, script, ...args];
  const keepsCompiled = script === CLI && maxDescriptors === undefined && !asNobody;
  const [program = '', ...rest] =
    maxDescriptors === undefined ? command : ['sh', '-c', `ulimit -n ${maxDescriptors}; exec "$@"`, 'sh', ...command];
  const child = spawn(program, rest, {
    cwd,
    env: { PATH: process.env['PATH'], ...(keepsCompiled && { NODE_COMPILE_CACHE: COMPILED }), ...env },
    stdio: [stdin, 'pipe', 'pipe'],
    ...(asNobody && isRoot() && { uid: NOBODY, gid: NOBODY }),
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('its output is not piped');
  const text = { stdout: '', stderr: '' };
  stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk;
  });
  stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk;
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  child.on('close', () => {
    guard.printed(text.stdout);
    guard.printed(text.stderr);
  });
  return {
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    async firstLine() {
      while (!text.stdout.includes('\n')) {
        const ended = await Promise.race([once(stdout, 'data').then(() => false), closed.then(() => true)]);
        if (ended && !text.stdout.includes('\n')) throw new Error(`ended before a line came: ${text.stderr}`);
      }
      return text.stdout.slice(0, text.stdout.indexOf('\n'));
    },
    async stderrWith(pattern) {
      let isClosed = false as boolean;
      while (!pattern.test(text.stderr) && !isClosed)
        isClosed = await Promise.race([once(stderr, 'data').then(() => false), closed.then(() => true)]);
      return text.stderr;
    },
    exit: async () => (await closed)[0],
  };
}

/** Runs a command to its end, with the gateway at `url` as the one that commands find. */
export async function runToEnd(
  args: readonly string[],
  { cwd, url, env = {} }: { readonly cwd: string; readonly url: string; readonly env?: Record<string, string> },
) {
  const cli = runCli(args, { cwd, env: { DRAGOMAN_URL: url, ...env } });
  const code = await cli.exit();
  return { code, out: cli.stdout(), err: cli.stderr() };
}

/** An empty directory that is removed by `remove`. */
export function scratchDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dragoman-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
