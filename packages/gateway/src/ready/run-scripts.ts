import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as setTimeoutAsync } from 'node:timers/promises';

import { ConfigError } from '@dragoman/input';

import { ownCommandVariables } from '../own-command.ts';
import type { ReadyScript } from './scripts.ts';

/** How long a script may take to end once it is asked to, in milliseconds. */
const END_MS = 2_000;

/**
 * How long what a script printed is waited for after it ended, in milliseconds: what it left running may hold its
 * output open.
 */
const LAST_WORDS_MS = 250;

/** What scripts are run with. */
export interface ScriptRun {
  /** Of the gateway. */
  readonly url: string;
  /** The control token, where the gateway has one. */
  readonly token: string | undefined;
  readonly timeoutMs: number;
  /** Takes a line of a script's output, with its name in front. */
  readonly tell: (line: string) => void;
  /** Ends the script that runs, and runs no other. */
  readonly signal: AbortSignal;
}

/**
 * Runs programs one after the other. Answers whether all have run; they have not where the signal came before.
 * @throws ConfigError for the first that fails or takes too long; none runs after it
 */
export async function runScripts(scripts: readonly ReadyScript[], run: ScriptRun): Promise<boolean> {
  const isAborted = (): boolean => run.signal.aborted;
  const variables = environment(run);
  for (const script of scripts) {
    if (isAborted()) return false;
    const failure = await failureOf(script, run, variables);
    if (isAborted()) return false;
    if (failure !== null)
      throw new ConfigError(`ready.dir: ${script.path} ${failure}: mend it, or take it out of the directory`);
  }
  return !isAborted();
}

async function failureOf(
  { name, path }: ReadyScript,
  { timeoutMs, tell, signal }: ScriptRun,
  variables: NodeJS.ProcessEnv,
): Promise<string | null> {
  // A group of its own: what a script has started ends with it.
  const child = spawn(path, [], { env: variables, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [child.stdout, child.stderr])
    tellLines(stream, (line) => {
      tell(`ready.d ${name}: ${line}`);
    });
  const closed = new Promise((resolve) => {
    child.once('close', resolve);
  });
  let isLate = false as boolean;
  const late = setTimeout(() => {
    isLate = true;
    end(child);
  }, timeoutMs);
  const stop = (): void => {
    end(child);
  };
  signal.addEventListener('abort', stop);
  const outcome = await new Promise<string | null>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve(`cannot be run (${error.code ?? error.message}; is its first line the path of an interpreter?)`);
    });
    child.once('exit', (code, how) => {
      resolve(code === 0 ? null : how === null ? `ended with code ${String(code)}` : `was ended by ${how}`);
    });
  });
  await Promise.race([closed, setTimeoutAsync(LAST_WORDS_MS)]);
  clearTimeout(late);
  // What a script leaves running must not keep the gateway from ending.
  for (const stream of [child.stdout, child.stderr]) (stream as Readable & { unref?(): void }).unref?.();
  signal.removeEventListener('abort', stop);
  return isLate ? `took longer than ready.timeout_seconds = ${timeoutMs / 1_000}` : outcome;
}

/** What is nobody's but the gateway's. */
const SECRETS = ['DRAGOMAN_ROOT_KEY', 'DRAGOMAN_CONTROL_TOKEN', 'DRAGOMAN_STORE_URL', 'DRAGOMAN_STORE_PASSWORD'];

function environment({ url, token }: ScriptRun): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !SECRETS.includes(name));
  return {
    ...Object.fromEntries(inherited),
    ...ownCommandVariables(process.env['PATH'] ?? ''),
    DRAGOMAN_URL: url,
    ...(token !== undefined && { DRAGOMAN_CONTROL_TOKEN: token }),
  };
}

function tellLines(stream: Readable, tell: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', tell);
}

function end(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  killGroup(pid, 'SIGTERM');
  setTimeout(() => {
    if (child.exitCode === null && child.signalCode === null) killGroup(pid, 'SIGKILL');
  }, END_MS).unref();
}

/** A group that is gone already needs nothing. */
function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}
