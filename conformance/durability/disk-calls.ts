import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { readSecretValue, RowAuthenticator, Sealer } from '../../packages/core/src/index.ts';
import { openSqliteStore } from '../../packages/store-sqlite/src/index.ts';
import { ROOT_KEY, servicesOver } from '../../packages/store-sqlite/test/support.ts';

const DRIVER = fileURLToPath(new URL('./driver.ts', import.meta.url));

/** A driver's run at whose n-th call of a kind the disk failed, or the process was killed. */
export interface Run {
  readonly scenario: 'write' | 'authority' | 'upgrade';
  /** A set of system calls as strace has it. */
  readonly calls: string;
  readonly fault: 'signal=KILL' | 'error=EIO' | 'error=ENOSPC';
  readonly at: number;
}

/** What came of it: what was answered, and how often the calls were made at all. */
export interface Outcome {
  readonly answered: readonly string[];
  /** Whether the n-th call was ever made. */
  readonly wasReached: boolean;
  readonly stderr: string;
}

/** A directory for one run. @param from what is in it, if anything */
export function runDirectory(from?: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dragoman-durability-'));
  if (from !== undefined) cpSync(from, path, { recursive: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs the driver with one fault. */
export async function runWith({ scenario, calls, fault, at }: Run, directory: string): Promise<Outcome> {
  const log = `${directory}.strace`;
  const strace = ['-f', '-qq', '-o', log, '-e', `trace=${calls}`, '-e', `inject=${calls}:${fault}:when=${at}`];
  const node = [process.execPath, '--conditions=dragoman-source', '--disable-warning=ExperimentalWarning', DRIVER];
  const child = spawn('strace', [...strace, ...node, directory, scenario === 'authority' ? 'authority' : 'write'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' },
  });
  const answered: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => answered.push(line));
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  const trace = existsSync(log) ? readFileSync(log, 'utf8') : '';
  rmSync(log, { force: true });
  return { answered, wasReached: /INJECTED|killed by SIGKILL/.test(trace), stderr };
}

/** What is wrong after a run: an answered write that is lost, one that is half there, a start that fails. */
export async function problemsAfter(directory: string, answered: readonly string[]): Promise<string[]> {
  if (!existsSync(join(directory, 'dragoman.db'))) return answered.length === 0 ? [] : ['the database is gone'];
  const signing = { rows: new RowAuthenticator(ROOT_KEY), sealer: new Sealer(ROOT_KEY) };
  const [file, mark] = [join(directory, 'dragoman.db'), join(directory, 'dragoman.mark')];
  const store = openSqliteStore({ file, mark, exclusive: true, signing });
  try {
    const problems = store.check({ opensValues: true }).map(({ what }) => what);
    if (store.missing !== 0) problems.push(`${store.missing} changes are missing`);
    const services = servicesOver(store);
    const found = new Map<string, string>();
    for (const secret of await store.secrets.list('v', { order: 'name', after: null, limit: 99 })) {
      const read = { ref: { vault: 'v', name: secret.name }, selector: 'newest', allowPendingDeletion: false } as const;
      found.set(secret.name, (await readSecretValue(services, read)).value.data);
    }
    return [...problems, ...contradictions(answered, found)];
  } finally {
    await store.close();
  }
}

/** The state after what was answered, or after the one write more that was under way, and after no other. */
function contradictions(answered: readonly string[], found: ReadonlyMap<string, string>): string[] {
  const content = JSON.stringify([...found].toSorted());
  const done = STATES.findIndex(({ line }) => line === answered.filter((one) => one !== 'snapshot').at(-1));
  const fitting = [STATES[done], STATES[done + 1]].filter((state) => state !== undefined).map(({ secrets }) => secrets);
  if (done === -1) fitting.push('[]', STATES[0]?.secrets ?? '');
  return fitting.includes(content) ? [] : [`after "${answered.at(-1) ?? 'nothing'}" there is ${content}`];
}

/** What is there once each write of the driver was answered, in order. */
const STATES = statesOf([
  ['is one first', { one: 'first of one' }],
  ['is two first', { one: 'first of one', two: 'first of two' }],
  ['is three first', { one: 'first of one', three: 'first of three', two: 'first of two' }],
  ['is one second', { one: 'second of one', three: 'first of three', two: 'first of two' }],
  ['is two second', { one: 'second of one', three: 'first of three', two: 'second of two' }],
  ['gone all', {}],
  ['back all', { one: 'second of one', three: 'first of three', two: 'second of two' }],
  ['gone three', { one: 'second of one', two: 'second of two' }],
  ['closed', { one: 'second of one', two: 'second of two' }],
]);

function statesOf(states: readonly (readonly [line: string, secrets: Readonly<Record<string, string>>])[]) {
  return states.map(([line, secrets]) => ({ line, secrets: JSON.stringify(Object.entries(secrets)) }));
}
