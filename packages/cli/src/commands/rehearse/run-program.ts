import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

import type { ControlClient } from '@dragoman/control';
import type { ProgramOptions, ProgramRun, RunProgram } from '@dragoman/rehearse';
import type { Inspection } from '@dragoman/server';

import { openCommandEnvironment } from '../../command-environment.ts';
import { CommandError } from '../../run-command.ts';

/** Where programs are led. */
interface ReachedGateway {
  /** Of the gateway. */
  readonly url: string;
  readonly control: ControlClient;
  /** Host names beside the clouds' that the gateway answers. */
  readonly hosts: readonly string[];
  /** What becomes of requests to hosts of no cloud; they pass without it. */
  readonly unknown_hosts?: 'pass' | 'reject';
  /** Reads what goes to hosts that the gateway does not answer. */
  readonly inspection?: Inspection;
}

/** How long a program that is cut has to end by itself, in milliseconds. */
const GRACE_MS = 1_000;

/** Runs a command as often as it is asked to, each time as `dragoman exec --sandbox` does. */
export function programRunner(args: readonly string[], reached: ReachedGateway): RunProgram {
  return async (options) => {
    const { sandbox, variables = {}, admit } = options;
    const { credentials } = sandbox;
    const environment = await openCommandEnvironment({
      ...{ unknown_hosts: 'pass', credentials },
      ...reached,
      ...(admit !== undefined && { admit }),
    });
    try {
      const started = performance.now();
      const exit = await exitOf(args, { ...process.env, ...environment.variables, ...variables }, options);
      return { exit, seconds: (performance.now() - started) / 1_000, hosts: environment.hosts() };
    } finally {
      environment.close();
    }
  };
}

/** @returns `null` where it was cut @throws CommandError when it cannot be run */
async function exitOf(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  { timeoutMs, signal, onOutput }: ProgramOptions,
): Promise<ProgramRun['exit']> {
  // A group of its own, so that what it started ends with it.
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  child.stdout.on('data', (chunk: Buffer) => onOutput?.('stdout', chunk));
  child.stderr.on('data', (chunk: Buffer) => onOutput?.('stderr', chunk));
  const cut = { wasCut: false };
  const end = (): void => {
    cut.wasCut = true;
    endGroup(child);
  };
  const timer = setTimeout(end, timeoutMs);
  signal?.addEventListener('abort', end);
  if (signal?.aborted === true) end();
  try {
    const exit = await new Promise<number>((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) => {
        reject(new CommandError(command, error));
      });
      child.on('exit', (code, ended) => {
        resolve(ended === null ? (code ?? 1) : 128 + constants.signals[ended]);
      });
    });
    return cut.wasCut ? null : exit;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    // What it left behind would go on calling.
    killGroup(child, 'SIGKILL');
  }
}

function endGroup(child: ChildProcess): void {
  killGroup(child, 'SIGTERM');
  setTimeout(() => {
    killGroup(child, 'SIGKILL');
  }, GRACE_MS).unref();
}

/** Ends it and all that it started. It may have ended. */
function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // There is nobody left.
  }
}
