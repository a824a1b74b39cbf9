import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../bin/dragoman.mjs', import.meta.url));
const BARE = fileURLToPath(new URL('bare-server.ts', import.meta.url));
const PROBE = fileURLToPath(new URL('probe.cjs', import.meta.url));
const START_LIMIT_MS = 60_000;
const ANSWER_LIMIT_MS = 10_000;

/** A server under test, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** From spawning the process to its word that it is ready, milliseconds. */
  readonly readyMs: number;
  /** What the process has used so far. */
  usage(): Promise<Usage>;
  /** What a script that was loaded before the server answers to this message. */
  ask(message: string): Promise<unknown>;
  stop(): Promise<void>;
}

export interface Usage {
  /** CPU time of all its threads since it was spawned, microseconds. */
  readonly cpuMicros: number;
  readonly residentMb: number;
}

/**
 * A built gateway on a data directory, in which what Node compiled is kept too. @param cli of another build than this
 * checkout's
 * @param settings as variables
 */
export function startGatewayProcess(
  dataDir: string,
  cli = CLI,
  settings: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const env = { XDG_CACHE_HOME: join(dataDir, 'cache'), ...settings };
  return start([cli, 'start', '--port', '0', '--json', '--data-dir', dataDir], env);
}

/** Bare `node:http` that answers a constant. */
export function startBareServer(): Promise<ServerProcess> {
  return start([BARE]);
}

async function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const before = performance.now();
  const child = spawn(process.execPath, ['--require', PROBE, ...args], {
    env: { ...withoutSettings(process.env), ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [line] = await answerOf(child, once(child.stdout as NodeJS.ReadableStream, 'data'), START_LIMIT_MS);
  const readyMs = performance.now() - before;
  const { url } = JSON.parse(String(line)) as { url: string };
  return {
    url,
    pid: child.pid ?? 0,
    readyMs,
    usage: () => usageOf(child),
    ask: (message) => ask(child, message),
    stop: () => stop(child),
  };
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const usage = (await ask(child, 'usage')) as { cpuMicros: number; residentBytes: number };
  return { cpuMicros: usage.cpuMicros, residentMb: usage.residentBytes / 1024 / 1024 };
}

async function ask(child: ChildProcess, message: string): Promise<unknown> {
  const answer = answerOf(child, once(child, 'message'), ANSWER_LIMIT_MS);
  child.send(message);
  return (await answer)[0];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'close');
}

/** What comes, unless the process ends before or nothing comes in time: then it is ended. */
async function answerOf(child: ChildProcess, coming: Promise<unknown[]>, limitMs: number): Promise<unknown[]> {
  const ended = Promise.withResolvers<never>();
  const fail = (why: string) => {
    ended.reject(new Error(`${child.spawnargs.join(' ')} ${why}`));
  };
  const onExit = () => {
    fail('ended before it answered');
  };
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    fail(`did not answer in ${limitMs / 1000} s`);
  }, limitMs);
  child.once('exit', onExit);
  return Promise.race([coming, ended.promise]).finally(() => {
    clearTimeout(timer);
    child.off('exit', onExit);
  });
}

/** Settings of the user's own would be another gateway's. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('DRAGOMAN_')));
}
