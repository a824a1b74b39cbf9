import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';
import { runDirectory } from './disk-calls.ts';
import {
  type Clients,
  clientsOf,
  type Model,
  readStored,
  stepsOfRun,
  type Step,
  type Stored,
} from './gateway-steps.ts';
import { type DiskFault, type TracedProcess, underFailingDisk, underStrace } from './strace.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

/** The command that starts a gateway on a data directory. */
const gatewayCommand = (data: string): string[] => [
  process.execPath,
  CLI,
  'start',
  '--port',
  '0',
  '--json',
  '--data-dir',
  data,
];

export function startGateway(data: string, traced: Parameters<typeof underStrace>[1]): TracedProcess {
  return underStrace(gatewayCommand(data), traced, { log: `${data}.strace`, env: PLAIN_ENV });
}

/** A gateway whose disk is full from a call on, until it is told otherwise. */
export function startOnFullDisk(
  data: string,
  full: Pick<DiskFault, 'calls' | 'at'>,
): ReturnType<typeof underFailingDisk> {
  const fault = { ...full, fault: 'error=ENOSPC' } as const;
  return underFailingDisk(gatewayCommand(data), fault, { log: `${data}.strace`, env: PLAIN_ENV });
}

interface Answer {
  readonly url: string;
  readonly pid: number;
}

/** Before the first step. */
export const NOTHING: Model = { stored: {}, kept: {}, exported: {} };

/** What may be stored after a run, and what it answered. */
export interface Ran {
  readonly fitting: readonly Stored[];
  readonly answered: readonly string[];
  readonly trace: string;
  readonly wasReached: boolean;
  readonly authority: string | null;
}

/** Starts a gateway, asks for one thing after the other for as long as it runs, and stops it. */
export async function runSteps(
  gateway: TracedProcess,
  afterSteps: (clients: Clients, models: readonly Model[]) => Promise<readonly Model[]> = (_clients, models) =>
    Promise.resolve(models),
): Promise<Ran> {
  const line = await gateway.firstLine();
  let models: readonly Model[] = [NOTHING];
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
    if (isRunning(pid)) models = await afterSteps(clients, models);
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

export function unique<State extends object>(states: readonly State[]): State[] {
  return [...new Map(states.map((state) => [contentOf(state), state])).values()];
}

/** The same text for the same content, whatever its order. */
export function contentOf(state: object): string {
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
export async function problemsAfter(data: string, { fitting, answered, authority }: Ran): Promise<string[]> {
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

export async function inNewDirectory<Result>(work: (data: string) => Promise<Result>): Promise<Result> {
  const directory = runDirectory();
  try {
    return await work(join(directory.path, 'data'));
  } finally {
    directory.remove();
  }
}
