import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));
const WATCH = new URL('watch.mjs', import.meta.url).href;

const LEAK = new URL('leak.mjs', import.meta.url).href;

/** What a mutant shows. */
export type Leak = 'texts as they came' | 'what a control call was given';

/** What the process of a gateway did since it was last asked. */
export interface Watched {
  /** The longest span of work without a break, in milliseconds of CPU time. */
  readonly longestMs: number;
  /** What is alive on its heap, after a collection. */
  readonly heapBytes: number;
}

/** A gateway in a process of its own, in memory unless it is told where. */
export interface FuzzedGateway {
  readonly url: string;
  readonly port: number;
  /** What it said for its operator so far. */
  log(): string;
  residentMb(): number;
  /** How many connections and files it holds. */
  openFiles(): number;
  watched(): Promise<Watched>;
  /** Whether it still runs. */
  lives(): boolean;
  stop(): Promise<void>;
}

/**
 * @param settings as flags without their dashes
 * @param leak the mutant that it is (`leak.mjs`), to see that what it shows is found
 */
export async function startFuzzed(settings: Readonly<Record<string, string>>, leak?: Leak): Promise<FuzzedGateway> {
  const flags = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const memory = settings['data-dir'] === undefined ? ['--memory'] : [];
  const mutant = leak === undefined ? [] : ['--import', LEAK];
  const env = { ...PLAIN_ENV, ...(leak !== undefined && { FUZZ_LEAK: leak }) };
  const args = [
    '--expose-gc',
    '--import',
    WATCH,
    ...mutant,
    CLI,
    'start',
    ...memory,
    '--port',
    '0',
    '--json',
    ...flags,
  ];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const { url } = JSON.parse(line.toString()) as { url: string };
  return {
    url,
    port: Number(new URL(url).port),
    log: () => log,
    residentMb: () =>
      Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024),
    openFiles: () => readdirSync(`/proc/${child.pid}/fd`).length,
    async watched() {
      const told = once(child, 'message');
      child.send('tell');
      const [watched] = (await told) as [Watched];
      return watched;
    },
    lives: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
