import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { COMPILED } from './process.ts';

/** How commands see the place that they print to. */
export interface TerminalOptions {
  readonly cwd: string;
  readonly url: string;
  /** As wide as the terminal is; `null` is a pipe. */
  readonly columns: number | null;
  readonly env?: Readonly<Record<string, string>>;
}

const PROGRAM = [
  '--conditions=dragoman-source',
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('../../../cli/test/programs/run-commands.ts', import.meta.url)),
];

/** The names of all commands, such as `journal list`. */
export function commandNames(): string[] {
  return execFileSync(process.execPath, PROGRAM, {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  })
    .trim()
    .split('\n');
}

/** Runs commands one after the other in a terminal of their own, and answers what it shows, each behind its prompt. */
export async function shownBy(
  commands: readonly (readonly string[])[],
  { cwd, url, columns, env = {} }: TerminalOptions,
): Promise<string> {
  const path = join(cwd, 'commands.json');
  writeFileSync(path, JSON.stringify(commands));
  const program = [process.execPath, ...PROGRAM, path].map((word) => `'${word}'`).join(' ');
  const inTerminal = `stty cols ${columns ?? 0} rows 40; exec ${program} 2>&1`;
  // util-linux's own pseudo-terminal: nothing to compile, and no window to resize.
  const [file, args] =
    columns === null ? ['sh', ['-c', `exec ${program} 2>&1`]] : ['script', ['-qefc', inTerminal, '/dev/null']];
  const child = spawn(file, args, {
    cwd,
    env: {
      ...{ PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm-256color', DRAGOMAN_URL: url },
      NODE_COMPILE_CACHE: COMPILED,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await once(child, 'close');
  return text.replaceAll('\r\n', '\n');
}
