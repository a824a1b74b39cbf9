import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

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
  const child = spawn('strace', [...options(traced, log), ...command], { stdio: ['ignore', 'pipe', 'pipe'], env });
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
