import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What becomes of a disk call: it is the process's last one, or it fails. */
export const FAULTS = ['signal=KILL', 'error=EIO', 'error=ENOSPC'] as const;

/** Where the disk of a process fails. */
export interface DiskFault {
  /** A set of system calls as strace has it. */
  readonly calls: string;
  readonly fault: (typeof FAULTS)[number];
  /** Which of the calls, from 1 on; with a `+` every later one too. */
  readonly at: number | `${number}+`;
  /** Only calls that concern these files; those of a process with sockets write to them too. */
  readonly paths?: readonly string[];
}

/** A process under strace. */
export interface TracedProcess {
  /** Of strace; it ends as what it traces does. */
  readonly pid: number | undefined;
  /** Lines of stdout so far. */
  readonly lines: readonly string[];
  stderr(): string;
  /** Resolves to the first line of stdout; to `null` where the process ends without one. */
  firstLine(): Promise<string | null>;
  /** Resolves when it has ended: to what of its calls was recorded, and to whether the fault was ever met. */
  ended(): Promise<{ readonly trace: string; readonly wasReached: boolean }>;
}

/**
 * Starts a command under strace.
 * @param traced where its disk fails, or which calls are recorded
 * @param log the file of the record, which is removed at the end
 */
export function underStrace(
  command: readonly string[],
  traced: DiskFault | { readonly calls: string; readonly paths?: readonly string[]; readonly whole?: true },
  { log, env = process.env }: { readonly log: string; readonly env?: NodeJS.ProcessEnv },
): TracedProcess {
  return watched(
    spawn('strace', [...options(traced, log), ...command], { stdio: ['ignore', 'pipe', 'pipe'], env }),
    log,
  );
}

/**
 * Starts a command whose disk fails from a call on, until it is told to work again; the process goes on.
 * @param log the file of the record, which is removed at the end
 */
export async function underFailingDisk(
  command: readonly string[],
  fault: DiskFault,
  { log, env }: { readonly log: string; readonly env: NodeJS.ProcessEnv },
): Promise<TracedProcess & { recover(): Promise<void> }> {
  // It begins once strace looks on: one that is attached can let go, which one that starts a command cannot.
  const child = spawn('sh', ['-c', 'read -r _ && exec "$@"', 'sh', ...command], { stdio: 'pipe', env });
  const attached = options(fault, log).filter((option) => option !== '-qq' && option !== '--seccomp-bpf');
  const tracer = spawn('strace', [...attached, '-p', String(child.pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  await once(tracer.stderr, 'data');
  tracer.stderr.resume();
  const released = once(tracer, 'close');
  child.stdin.write('\n');
  return {
    ...watched(child, log),
    async recover() {
      tracer.kill('SIGINT');
      await released;
    },
  };
}

function watched(child: ChildProcessByStdio<Writable | null, Readable, Readable>, log: string): TracedProcess {
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = new Promise<boolean>((resolve) => {
    child.on('close', (_code, signal) => {
      resolve(signal === 'SIGKILL');
    });
  });
  return {
    pid: child.pid,
    lines,
    stderr: () => stderr,
    firstLine: () =>
      Promise.race([
        new Promise<string>((resolve) => reader.once('line', resolve)),
        closed.then(() => lines[0] ?? null),
      ]),
    async ended() {
      const wasKilled = await closed;
      const trace = existsSync(log) ? readFileSync(log, 'utf8') : '';
      rmSync(log, { force: true });
      return { trace, wasReached: wasKilled || trace.includes('(INJECTED)') };
    },
  };
}

function options(traced: Parameters<typeof underStrace>[1], log: string): string[] {
  const { calls, paths = [] } = traced;
  // With a filter in the kernel only these calls cost anything, but no signal is given.
  const filter = 'fault' in traced && traced.fault === 'signal=KILL' ? [] : ['--seccomp-bpf'];
  const common = ['-f', ...filter, '-qq', '-o', log, '-e', `trace=${calls}`];
  if (!('fault' in traced)) {
    const whole = 'whole' in traced ? ['-y', '-xx', '-s', '10000000'] : [];
    return [...common, ...whole, ...paths.flatMap((path) => ['-P', path])];
  }
  return [
    ...common,
    '-e',
    `inject=${calls}:${traced.fault}:when=${traced.at}`,
    ...paths.flatMap((path) => ['-P', path]),
  ];
}

/** How many of these calls there are in a record. */
export function countCalls(trace: string, calls: string): number {
  const names = new Set(calls.split(','));
  return [...trace.matchAll(/^\d+ +(\w+)\(/gm)].filter(([, name = '']) => names.has(name)).length;
}

/** Of 1 to `count`, `amount` that lie evenly between the first and the last; each of them in the long form. */
export function sampleOf(count: number, amount: number): number[] {
  if (process.env['LONG'] === '1' || amount >= count) return Array.from({ length: count }, (_, n) => n + 1);
  return Array.from({ length: amount }, (_, n) => 1 + Math.round((n * (count - 1)) / Math.max(1, amount - 1)));
}
