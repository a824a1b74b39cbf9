import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/**
 * The environment without settings of a gateway, options for Node, and what npm tells its scripts; how npm reaches its
 * registry stays.
 */
export const PLAIN_ENV = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(DRAGOMAN_.*|NODE_OPTIONS|NODE_TEST_CONTEXT|npm_(package|lifecycle)_.*|npm_config_local_prefix)$/.test(name),
  ),
);

/** Where and as whom a command runs. */
export interface CommandContext {
  readonly cwd: string;
  /** Beside the plain environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/** Runs a command to its end; answers its stdout. @throws with both streams in its message when the command fails */
export async function run({ env, ...context }: CommandContext, command: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await execFileAsync(command, args, {
      ...context,
      env: { ...PLAIN_ENV, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.trim();
  } catch (error) {
    const { message, stdout, stderr } = error as Error & { readonly stdout: string; readonly stderr: string };
    throw new Error(`${message}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** A gateway in a process of its own. */
export interface StartedGateway {
  readonly url: string;
  /** Of the gateway itself, whatever started it. */
  readonly pid: number;
  /** Ends it with a signal; resolves to the exit code of what was started. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a command that prints the line of `--json` when its gateway is ready. */
export async function startGatewayBy(
  { env, ...context }: CommandContext,
  command: string,
  ...args: string[]
): Promise<StartedGateway> {
  const child = spawn(command, args, {
    ...context,
    env: { ...PLAIN_ENV, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = JSON.parse(await firstLine(child)) as { readonly url: string; readonly pid: number };
  return {
    ...ready,
    async stop(signal = 'SIGTERM') {
      process.kill(ready.pid, signal);
      return (await exited)[0];
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('stdout is not piped');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error(`${child.spawnfile} ended without a line`);
}
