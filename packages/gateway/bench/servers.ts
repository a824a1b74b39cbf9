import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const BARE = fileURLToPath(new URL('bare-server.ts', import.meta.url));

/** A server under test, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** From spawning the process to its word that it is ready, milliseconds. */
  readonly readyMs: number;
  /** Resident memory now, in MB. */
  residentMb(): number;
  stop(): Promise<void>;
}

/** The built gateway on a data directory. */
export function startGatewayProcess(dataDir: string): Promise<ServerProcess> {
  return ready([CLI, 'start', '--port', '0', '--json', '--data-dir', dataDir]);
}

/** Bare `node:http` that answers a constant. */
export function startBareServer(): Promise<ServerProcess> {
  return ready([BARE]);
}

async function ready(args: readonly string[]): Promise<ServerProcess> {
  const before = performance.now();
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const readyMs = performance.now() - before;
  const { url } = JSON.parse(line.toString()) as { url: string };
  return {
    url,
    readyMs,
    residentMb: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)]).toString()) / 1024,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}
