import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { readSecretValue, RowAuthenticator, Sealer } from '../../packages/core/src/index.ts';
import { loadSettings } from '../../packages/gateway/src/config/load.ts';
import { openState } from '../../packages/gateway/src/state/open-state.ts';
import { openSqliteStore } from '../../packages/store-sqlite/src/index.ts';
import { servicesOver } from '../../packages/store-sqlite/test/support.ts';
import { underStrace } from './strace.ts';

const DRIVER = fileURLToPath(new URL('./driver.ts', import.meta.url));

export type Scenario = 'write' | 'open' | 'authority';

/** What came of a run: what was answered, and what the process did. */
export interface Outcome {
  readonly answered: readonly string[];
  /** Whether the call that was to fail was ever made. */
  readonly wasReached: boolean;
  readonly stderr: string;
  readonly trace: string;
}

/** A directory for one run. */
export function runDirectory(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dragoman-durability-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs the driver with one fault, or, to record its calls, with none. */
export async function runDriver(
  scenario: Scenario,
  directory: string,
  traced: Parameters<typeof underStrace>[1],
): Promise<Outcome> {
  const node = [process.execPath, '--conditions=dragoman-source', '--disable-warning=ExperimentalWarning', DRIVER];
  const child = underStrace([...node, directory, scenario], traced, { log: `${directory}.strace` });
  const { trace, wasReached } = await child.ended();
  return { answered: child.lines, wasReached, stderr: child.stderr(), trace };
}

/** What is wrong after a run: an answered write that is lost, one that is half there, a start that fails. */
export async function problemsAfter(
  directory: string,
  answered: readonly string[],
  fits: (found: ReadonlyMap<string, string>) => boolean = (found) => fitsWrites(answered, found),
): Promise<string[]> {
  const settings = await loadSettings({ flags: { 'data-dir': directory }, env: {}, file: null });
  // The next start, which sets right what was cut short, and looks at all of it.
  const notices: string[] = [];
  const state = await openState(settings, undefined, (line) => notices.push(line));
  await state.close();
  const beginsAnew = notices.every((line) => line.includes('begins anew')) && answered.length === 0;
  const problems = beginsAnew ? [] : notices;
  return [...problems, ...(await problemsIn(directory, answered, fits))];
}

async function problemsIn(
  directory: string,
  answered: readonly string[],
  fits: (found: ReadonlyMap<string, string>) => boolean,
): Promise<string[]> {
  const sealer = new Sealer(rootKeyOf(directory));
  const [file, mark] = [join(directory, 'dragoman.db'), join(directory, 'dragoman.mark')];
  const signing = { rows: new RowAuthenticator(rootKeyOf(directory)), sealer };
  const store = openSqliteStore({ file, mark, exclusive: true, signing });
  try {
    const problems = store.check({ opensValues: true }).map(({ what }) => what);
    if (store.missing !== 0) problems.push(`${store.missing} changes are missing`);
    const services = { ...servicesOver(store), sealer };
    const found = new Map<string, string>();
    for (const { name } of await store.secrets.list('v', { order: 'name', after: null, limit: 99 })) {
      const read = { ref: { vault: 'v', name }, selector: 'newest', allowPendingDeletion: true } as const;
      found.set(name, (await readSecretValue(services, read)).value.data);
    }
    if (!fits(found)) problems.push(`after "${answered.at(-1) ?? 'nothing'}" there is ${JSON.stringify([...found])}`);
    return [...problems, ...snapshotProblems(directory, answered)];
  } finally {
    await store.close();
  }
}

function rootKeyOf(directory: string): Buffer {
  return Buffer.from(readFileSync(join(directory, 'root.key'), 'utf8').trim(), 'hex');
}

function snapshotProblems(directory: string, answered: readonly string[]): string[] {
  const path = join(directory, 'snapshots', 'kept');
  if (!existsSync(path)) return answered.includes('snapshot') ? ['the snapshot is gone'] : [];
  return readFileSync(path).equals(Buffer.alloc(9_000, 'a snapshot ')) ? [] : ['the snapshot is not whole'];
}

/** The state after what was answered, or after the one write more that was under way, and after no other. */
function fitsWrites(answered: readonly string[], found: ReadonlyMap<string, string>): boolean {
  const content = JSON.stringify([...found].toSorted());
  const done = STATES.findIndex(({ line }) => line === answered.filter((one) => one !== 'snapshot').at(-1));
  const fitting = [STATES[done], STATES[done + 1]].filter((state) => state !== undefined).map(({ secrets }) => secrets);
  if (done === -1) fitting.push('[]');
  return fitting.includes(content);
}

/** What is there once each write of the driver was answered, in order. */
const STATES = statesOf([
  ['opened', {}],
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
