import type { ControlClient } from '@dragoman/control';

import { type JournalEntry, requestsOf } from '../program/journal.ts';
import { OutputTail } from '../program/output-tail.ts';
import type { ProgramRun, RunProgram } from '../program/program.ts';
import { RehearsalError } from '../program/rehearsal-error.ts';
import { withSandbox } from '../program/sandbox.ts';
import { countCalls } from './attempts.ts';
import type { UsedOperation } from './cases.ts';
import { countStored } from './stored.ts';

/** What a program does when nothing fails. */
export interface FirstRun {
  readonly seconds: number;
  readonly requests: number;
  /** In the order in which they are called first. */
  readonly operations: readonly (UsedOperation & { readonly requests: number })[];
  /** How often each call is made. */
  readonly calls: ReadonlyMap<string, number>;
  /** How many secrets and versions it leaves more than there were. */
  readonly created: number;
  /** How often each operation succeeds. */
  readonly successes: ReadonlyMap<string, number>;
}

/** What a program may miss. */
const BEGINS_WITH = 'a sandbox begins with the seeds, or with what `dragoman baseline set` took';

/** How many rejections are told of a program that does not work. */
const MAX_TOLD = 3;

/**
 * Runs the program without faults. @throws RehearsalError where it fails, does not end, or calls no door: no rehearsal
 * could tell anything of it
 */
export async function firstRun(
  run: RunProgram,
  { control, timeoutMs }: { readonly control: ControlClient; readonly timeoutMs: number },
): Promise<FirstRun> {
  return withSandbox(control, 'rehearse retry: first run', async (sandbox) => {
    const tail = new OutputTail();
    const before = await countStored(sandbox.control);
    const done = await run({ sandbox, timeoutMs, onOutput: (_stream, chunk) => tail.add(chunk) });
    const entries = await requestsOf(sandbox.control);
    rejectFailed(done, { entries, tail, timeoutMs });
    const created = (await countStored(sandbox.control)) - before;
    const operations = await usedIn(entries, sandbox.control);
    if (operations.length === 0) throw new RehearsalError(nothingCalled(done));
    const succeeded = entries.filter(({ outcome }) => outcome === 'success');
    return {
      ...{ seconds: done.seconds, requests: entries.length, operations, calls: countCalls(entries), created },
      successes: countOperations(succeeded),
    };
  });
}

/** How often each operation stands in a list of requests, by its door and name. */
export function countOperations(entries: readonly JournalEntry[]): Map<string, number> {
  const groups = Map.groupBy(entries, operationKey);
  return new Map([...groups].map(([key, members]) => [key, members.length]));
}

export function operationKey({ door, operation }: Pick<JournalEntry, 'door' | 'operation'>): string {
  return `${door ?? ''} ${operation ?? ''}`;
}

interface FailedRun {
  readonly entries: readonly JournalEntry[];
  readonly tail: OutputTail;
  readonly timeoutMs: number;
}

function rejectFailed({ exit }: ProgramRun, { entries, tail, timeoutMs }: FailedRun): void {
  if (exit === 0) return;
  const rejected = entries
    .filter(({ outcome }) => outcome !== 'success')
    .slice(-MAX_TOLD)
    .map(({ operation, status, code }) => `${operation ?? 'a request that no door serves'}: ${code ?? String(status)}`);
  const why =
    exit === null
      ? `does not end within ${timeoutMs / 1_000} s: give one that ends, or a longer --case-timeout`
      : `fails (exit code ${exit}): mend that first`;
  const lines = [
    `without any fault the command ${why}`,
    ...(rejected.length === 0 ? [] : [`rejected were ${rejected.join(', ')} (${BEGINS_WITH})`]),
    ...(tail.lines().length === 0 ? [] : [`it printed: ${tail.lines().join(' ⏎ ')}`]),
  ];
  throw new RehearsalError(lines.join('; '));
}

function nothingCalled({ hosts }: ProgramRun): string {
  const reached = hosts.map(({ host }) => host);
  const called = reached.length === 0 ? 'no host through the proxy' : [...new Set(reached)].join(', ');
  return (
    `the command called no operation with the credentials that it was given (it requested ${called}): ` +
    'they are in the variables that official SDKs read, such as ALIBABA_CLOUD_ACCESS_KEY_ID; ' +
    '`dragoman doctor -- <command>` tells what came of its calls'
  );
}

async function usedIn(entries: readonly JournalEntry[], control: ControlClient): Promise<FirstRun['operations']> {
  const { doors } = await control.doors.list();
  const groups = Map.groupBy(entries, operationKey);
  return [...groups.values()].flatMap((group) => {
    const [{ door, operation } = { door: null, operation: null }] = group;
    const known = doors.find(({ name }) => name === door)?.operations.find(({ name }) => name === operation);
    if (door === null || operation === null || known === undefined) return [];
    return [{ door, operation, path: known.path, requests: group.length }];
  });
}
