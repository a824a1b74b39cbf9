/**
 * The n-th disk call of a gateway is its last one, or fails, while clients of the three clouds write, a secret rotates,
 * and the state is kept, reset, brought back and imported. Then it starts again, and all that it answered is there.
 * `LONG=1` takes every n.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';
import { runDirectory } from './disk-calls.ts';
import { clientsOf, type Model, readStored, type Step, stepsOfRun, type Stored } from './gateway-steps.ts';
import { makeRuns } from './runs.ts';
import { countCalls, type DiskFault, FAULTS, sampleOf, type TracedProcess, underStrace } from './strace.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

/** Kinds of calls, and how many of each the bounded form takes. */
const KINDS: readonly (readonly [calls: string, bounded: number])[] = [
  ['pwrite64', 3],
  ['fsync,fdatasync', 3],
  ['rename', 1],
  ['ftruncate,unlink', 1],
  ['write,link', 1],
];

/** The files that are written as a whole; of other writes of a process nothing is to be seen. */
const WHOLE_FILES = ['root.key.new', '.gitignore', 'snapshots/.kept.tmp', 'ca.key', 'ca.pem'];

/** What strace is to look at. */
function traced<Traced extends { readonly calls: string }>(data: string, given: Traced): Traced {
  return given.calls.includes('write,') ? { ...given, paths: WHOLE_FILES.map((name) => join(data, name)) } : given;
}

function startGateway(data: string, traced: Parameters<typeof underStrace>[1]): TracedProcess {
  const command = [process.execPath, CLI, 'start', '--port', '0', '--json', '--data-dir', data];
  return underStrace(command, traced, { log: `${data}.strace`, env: PLAIN_ENV });
}

interface Answer {
  readonly url: string;
  readonly pid: number;
}

/** What may be stored after a run, and what it answered. */
interface Ran {
  readonly fitting: readonly Stored[];
  readonly answered: readonly string[];
  readonly trace: string;
  readonly wasReached: boolean;
  readonly authority: string | null;
}

/** Starts a gateway, asks for one thing after the other for as long as it runs, and stops it. */
async function run(data: string, traced: Parameters<typeof underStrace>[1]): Promise<Ran> {
  const gateway = startGateway(data, traced);
  const line = await gateway.firstLine();
  let models: readonly Model[] = [{ stored: {}, kept: {}, exported: {} }];
  const answered: string[] = [];
  let authority: string | null = null;
  if (line !== null) {
    const { url, pid } = JSON.parse(line) as Answer;
    const clients = clientsOf(url);
    for (const step of stepsOfRun()) {
      const answer = await outcomeOf(step, clients);
      // One that failed is done, or is not.
      models = unique([...(answer === null ? models : []), ...models.map((model) => step.change(model))]);
      if (answer === null && !isRunning(pid)) break;
      if (answer === null) continue;
      answered.push(step.name);
      if (step.name === 'authority') authority = String(answer.value);
    }
    stop(pid);
  } else {
    // A start that cannot be is refused in one line.
    assert.match(gateway.stderr(), /^(dragoman: [^\n]+\n)?$/);
  }
  return { fitting: unique(models.map(({ stored }) => stored)), answered, authority, ...(await gateway.ended()) };
}

async function outcomeOf(step: Step, clients: ReturnType<typeof clientsOf>): Promise<{ value: unknown } | null> {
  try {
    return { value: await step.act(clients) };
  } catch {
    return null;
  }
}

function unique<State extends object>(states: readonly State[]): State[] {
  return [...new Map(states.map((state) => [contentOf(state), state])).values()];
}

/** The same text for the same content, whatever its order. */
function contentOf(state: object): string {
  return JSON.stringify(state, (_name, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One that was killed has ended already. */
function stop(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The next start, which no disk fails. */
async function problemsAfter(data: string, { fitting, answered, authority }: Ran): Promise<string[]> {
  const next = startGateway(data, { calls: 'rename' });
  const line = await next.firstLine();
  if (line === null) return [`the next start is refused: ${next.stderr()}`];
  const { url, pid } = JSON.parse(line) as Answer;
  try {
    const clients = clientsOf(url);
    const stored = await readStored(clients);
    const problems = fitting.some((one) => contentOf(one) === contentOf(stored))
      ? []
      : [`there is ${contentOf(stored)}, and not one of ${fitting.map(contentOf).join(' or ')}`];
    // Of a first start that answered nothing there is nothing to miss.
    const beginsAnew = answered.length === 0 && next.stderr().includes('begins anew');
    if (/damaged|missing/.test(next.stderr()) && !beginsAnew) problems.push(next.stderr());
    if (answered.includes('snapshot')) await clients.control.snapshots.load({ name: 'kept' });
    if (authority !== null && readFileSync(join(data, 'ca.pem'), 'utf8') !== authority)
      problems.push('an answered authority is another');
    if (answered.length > 0 && !existsSync(join(data, 'root.key'))) problems.push('root.key is gone');
    return problems;
  } finally {
    process.kill(pid, 'SIGTERM');
    await next.ended();
  }
}

async function inNewDirectory<Result>(work: (data: string) => Promise<Result>): Promise<Result> {
  const directory = runDirectory();
  try {
    return await work(join(directory.path, 'data'));
  } finally {
    directory.remove();
  }
}

/** Runs one with a fault, at a call before it where that was not made this time. */
async function failAt(given: DiskFault & { readonly at: number }, least = given.at - 5): Promise<void> {
  const wasReached = await inNewDirectory(async (data) => {
    const ran = await run(data, traced(data, given));
    const where = `${given.calls} ${given.fault} at ${given.at}, answered ${ran.answered.join(', ')}`;
    if (ran.wasReached) assert.deepEqual(await problemsAfter(data, ran), [], where);
    return ran.wasReached;
  });
  if (wasReached) return;
  assert.ok(given.at > Math.max(1, least), `never met: ${given.calls} at ${given.at}`);
  return failAt({ ...given, at: given.at - 1 }, least);
}

test('without a fault everything is answered, and is there after the next start', async () => {
  for (const [calls] of KINDS)
    await inNewDirectory(async (data) => {
      const ran = await run(data, traced(data, { calls }));
      assert.deepEqual(
        ran.answered,
        stepsOfRun().map(({ name }) => name),
      );
      assert.equal(ran.fitting.length, 1);
      assert.deepEqual(await problemsAfter(data, ran), []);
      totals.set(calls, countCalls(ran.trace, calls));
    });
});

const totals = new Map<string, number>();
for (const [calls, bounded] of KINDS)
  for (const fault of FAULTS)
    test(`writes through three doors, rotation, snapshot, reset, import: ${calls} ${fault}`, async () => {
      const total = totals.get(calls) ?? 0;
      assert.ok(total >= bounded, `${calls} are ${total}`);
      const runs = sampleOf(total, bounded).map((at) => ({
        name: `${calls} ${fault} ${at}`,
        given: { calls, fault, at },
      }));
      await makeRuns('gateway-calls', runs, failAt);
    });
