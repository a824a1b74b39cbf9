import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { PutRates } from './puts.ts';

const run = promisify(execFile);
const WRITES = fileURLToPath(new URL('writes.ts', import.meta.url));

/** By how much every sync to disk is delayed, in microseconds. */
export const SYNC_DELAY_MICROS = 5_000;

/**
 * The rates of few puts while every sync takes {@link SYNC_DELAY_MICROS} longer, which makes them a matter of how many
 * syncs there are and not of what else the machine does; `null` where there is no strace, or nothing may be traced.
 */
export async function delayedPutRates(): Promise<PutRates | null> {
  const calls = 'fsync,fdatasync';
  const strace = ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`];
  const delayed = [...strace, '-e', `inject=${calls}:delay_exit=${SYNC_DELAY_MICROS}`];
  const canTrace = await run('strace', [...delayed, 'true']).then(
    () => true,
    () => false,
  );
  if (!canTrace) return null;
  const node = [process.execPath, '--conditions=dragoman-source', '--disable-warning=ExperimentalWarning'];
  const { stdout } = await run('strace', [...delayed, ...node, WRITES, '--rates']);
  return JSON.parse(stdout) as PutRates;
}
