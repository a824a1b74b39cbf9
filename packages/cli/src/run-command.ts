import { spawn, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';

import type { ControlClient } from '@dragoman/control';
import { ConfigError } from '@dragoman/input';
import type { ProxiedHost } from '@dragoman/server';

import type { Credentials } from './client-credentials.ts';
import { openCommandEnvironment } from './command-environment.ts';

/** The longest that a sandbox may be there, should nobody be left to delete it. */
const DAY_SECONDS = 86_400;

const MAX_LABEL = 200;

/** How a command is led. */
export interface CommandOptions {
  /** Of the gateway. */
  readonly url: string;
  readonly control: ControlClient;
  /** Host names beside the clouds' that the gateway answers. */
  readonly hosts: readonly string[];
  readonly unknown_hosts: 'pass' | 'reject';
  /** Whether the command has a sandbox of its own, which is deleted when it ends. */
  readonly hasSandbox: boolean;
  /** Of a sandbox that is there already, which stays. */
  readonly credentials?: Credentials;
  readonly stdio: StdioOptions;
  /** Is called with what the command asks, before it begins and when it has ended; its sandbox is still there. */
  readonly around?: (control: ControlClient) => Promise<() => Promise<void>>;
}

/** A command cannot be run. */
export class CommandError extends ConfigError {
  /** As shells have it: 127 where there is no such command, 126 where it cannot be run. */
  readonly exitCode: number;

  constructor(command: string, cause: NodeJS.ErrnoException) {
    const isMissing = cause.code === 'ENOENT';
    super(
      isMissing
        ? `there is no command ${command}: give one that can be run after --`
        : `${command} cannot be run (${cause.code ?? cause.message}): is it a program, and may this user run it?`,
      { cause },
    );
    this.exitCode = isMissing ? 127 : 126;
  }
}

/** What came of a command. */
export interface CommandOutcome {
  /** Its exit code; 128 and the signal's number where a signal ended it. */
  readonly code: number;
  /** The hosts that it asked for through the proxy. */
  readonly hosts: readonly ProxiedHost[];
}

/**
 * Runs a command whose calls to the clouds a gateway answers, with a proxy and files that are gone when it ends.
 * @throws CommandError when it cannot be run
 */
export async function runCommand(args: readonly string[], options: CommandOptions): Promise<CommandOutcome> {
  const { control, hasSandbox, credentials = null, stdio, around } = options;
  const sandbox = hasSandbox
    ? await control.sandboxes.create({ label: (args[0] ?? '').slice(0, MAX_LABEL), expires_in_seconds: DAY_SECONDS })
    : null;
  try {
    const environment = await openCommandEnvironment({
      ...options,
      credentials: sandbox?.credentials ?? credentials,
    });
    try {
      const ended = await around?.(sandbox === null ? control : control.sandbox(sandbox.id));
      const code = await exitCodeOf(args, { env: { ...process.env, ...environment.variables }, stdio });
      await ended?.();
      return { code, hosts: environment.hosts() };
    } finally {
      environment.close();
    }
  } finally {
    // It may have expired, or been deleted by the command.
    if (sandbox !== null) await control.sandboxes.delete({ sandbox: sandbox.id }).catch(() => undefined);
  }
}

/** Runs a command to its end; signals go on to it. @throws CommandError when it cannot be run */
export function exitCodeOf(
  [command = '', ...args]: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly stdio: StdioOptions },
): Promise<number> {
  const child = spawn(command, args, options);
  // The terminal sends Ctrl-C to both: the command decides what it means.
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore).on('SIGTERM', forward).on('SIGHUP', forward);
  return new Promise<number>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(new CommandError(command, error));
    });
    child.on('exit', (code, signal) => {
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  }).finally(() => {
    process.off('SIGINT', ignore).off('SIGTERM', forward).off('SIGHUP', forward);
  });
}

const ROUTE_VERBS: Readonly<Record<ProxiedHost['route'], string>> = {
  door: 'intercepted',
  other: 'passed',
  rejected: 'rejected',
  blocked: 'blocked',
};

/** One line for each host that a command asked for, and what became of that. */
export function linesOf(hosts: readonly ProxiedHost[]): string[] {
  return hosts.map(
    ({ host, port, route, count }) =>
      `${ROUTE_VERBS[route]} ${host}:${port} ${count === 1 ? 'once' : `${count} times`}`,
  );
}
