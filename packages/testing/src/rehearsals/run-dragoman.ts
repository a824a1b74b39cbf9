import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { RehearsalError } from './rehearsal-error.ts';

/** Of `dragoman rehearse`: all is as expected, or something is not. */
const REHEARSED = [0, 1];

interface RunOptions {
  /** Of the gateway. */
  readonly url: string;
  readonly token: string | undefined;
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
}

/** The command line of the gateway that this helper uses. */
function commandLine(): string {
  const gateway = createRequire(import.meta.url).resolve('@dragoman/gateway');
  return join(dirname(gateway), '..', 'bin', 'dragoman.mjs');
}

/** Runs `dragoman` against a gateway; answers what it prints. @throws RehearsalError with its one line otherwise */
export async function runDragoman(args: readonly string[], { url, token, cwd, env }: RunOptions): Promise<string> {
  const child = spawn(process.execPath, [commandLine(), ...args], {
    cwd,
    env: { ...(env ?? process.env), DRAGOMAN_URL: url, ...(token !== undefined && { DRAGOMAN_CONTROL_TOKEN: token }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  if (code === null || !REHEARSED.includes(code) || out === '')
    throw new RehearsalError(err.trim().replace(/^dragoman: /, '') || `it ended with ${code ?? 'a signal'}`);
  return out;
}
