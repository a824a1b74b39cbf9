import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;
/** Linux tells the times of processes in hundredths of a second, on every machine. */
const MICROS_A_TICK = 10_000;

/** A running program that answers at an address. */
export interface PeerProcess {
  readonly url: string;
  /** From spawning it to its first answer, milliseconds. */
  readonly readyMs: number;
  /** CPU time of all its threads since it began, microseconds. */
  cpuMicros(): number;
  residentMb(): number;
  stop(): Promise<void>;
}

/** Runs a command and waits until something answers at the port. @throws Error when nothing does within a minute */
export async function runPeer([file = '', ...args]: readonly string[], port: number): Promise<PeerProcess> {
  const url = `http://127.0.0.1:${port}`;
  const before = performance.now();
  const child = spawn(file, args, { stdio: 'ignore' });
  await answering(url, child, before + START_LIMIT_MS);
  const readyMs = performance.now() - before;
  const pid = child.pid ?? 0;
  return {
    url,
    readyMs,
    cpuMicros: () => cpuMicrosOf(pid),
    residentMb: () => residentMbOf(pid),
    stop: () => stop(child),
  };
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

/** Of all threads that were, in hundredths of a second: a server that answers each request in a thread leaves none. */
function cpuMicrosOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the command ends at the last parenthesis; user and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROS_A_TICK;
}

function residentMbOf(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1_024;
}

async function answering(url: string, child: ChildProcess, until: number): Promise<void> {
  while (performance.now() < until && child.exitCode === null) {
    const answers = await fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await setTimeout(5);
  }
  child.kill('SIGKILL');
  throw new Error(`${child.spawnfile} does not answer at ${url}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
