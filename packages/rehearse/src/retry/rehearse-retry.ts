import type { ControlClient } from '@dragoman/control';

import type { RunProgram } from '../program/program.ts';
import { RehearsalError } from '../program/rehearsal-error.ts';
import { inParallel } from '../program/in-parallel.ts';
import type { RetryCase } from './case.ts';
import { casesOf, longestFirst } from './cases.ts';
import { checkCodes, type Contract, contractAt, type ContractFile } from './contract.ts';
import { firstRun, type FirstRun } from './first-run.ts';
import { judge } from './judge.ts';
import type { JudgedCase, RetryRehearsal } from './result.ts';
import { runCase } from './run-case.ts';

/** What is rehearsed, and how. */
export interface RetryOptions {
  /** Of the gateway. */
  readonly control: ControlClient;
  readonly run: RunProgram;
  readonly contract: ContractFile;
  /** Milliseconds that a run may take; one that takes longer is cut, and still trying. */
  readonly timeoutMs: number;
  /** How many runs there are at once. */
  readonly parallel: number;
  /** Whether a case is run, by its name and operation. */
  readonly isWanted: (name: string, operation: string | null) => boolean;
  /** Told when the cases are known, and at the end of each. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends what runs; the rehearsal rejects then. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a program without faults, then once under each fault that a client of its operations must live with, and judges
 * what it did by its contract.
 * @throws RehearsalError where it does not work without faults, calls no door, or no case is left
 */
export async function rehearseRetry(options: RetryOptions): Promise<RetryRehearsal> {
  const started = performance.now();
  const { control, run, timeoutMs, parallel, onProgress, signal } = options;
  const first = await firstRun(run, { control, timeoutMs });
  const codes = await codesAt(control);
  checkCodes(options.contract, [...codes.values()].flat());
  const doors = [...new Set(first.operations.map(({ door }) => door))];
  const contracts = new Map(
    doors.map((door) => {
      const given = { codes: codes.get(door) ?? [], timeoutSeconds: timeoutMs / 1_000 };
      return [door, contractAt(door, options.contract, given)];
    }),
  );
  const wanted = await casesFor(first, contracts, codes, options);
  let done = 0;
  onProgress?.(done, wanted.length);
  const cases = await inParallel(longestFirst(wanted), parallel, async (rehearsed): Promise<JudgedCase> => {
    const seen = await runCase(rehearsed, { control, run, first, timeoutMs, signal });
    signal?.throwIfAborted();
    done += 1;
    onProgress?.(done, wanted.length);
    return { rehearsed, seen, findings: judge(rehearsed, seen, contractFor(rehearsed, contracts)) };
  });
  const inOrder = cases.toSorted((left, right) => wanted.indexOf(left.rehearsed) - wanted.indexOf(right.rehearsed));
  return { first, contracts, cases: inOrder, seconds: (performance.now() - started) / 1_000 };
}

async function casesFor(
  first: FirstRun,
  contracts: ReadonlyMap<string, Contract>,
  codes: ReadonlyMap<string, readonly string[]>,
  { control, contract, isWanted }: RetryOptions,
): Promise<RetryCase[]> {
  const { presets } = await control.faults.presets();
  // A preset named after a code is one that official clients try again after.
  const retriedAt = (door: string): string[] =>
    presets.filter(({ name }) => name.startsWith(`${door}-`)).map(({ name }) => name.slice(door.length + 1));
  const retried = (door: string): string[] =>
    retriedAt(door).filter((code) => codes.get(door)?.includes(code) === true);
  const skipped = new Set(contract.skip ?? []);
  const cases = casesOf(first.operations, retried, (door) => found(contracts, door)).filter(
    ({ name, target }) => !skipped.has(name) && isWanted(name, target?.operation ?? null),
  );
  if (cases.length === 0) throw new RehearsalError('no case is left: give --cases and --operation that fit');
  return cases;
}

/** The codes that a fault may answer with, by door. */
async function codesAt(control: ControlClient): Promise<Map<string, readonly string[]>> {
  const { doors } = await control.doors.list();
  return new Map(doors.map(({ name, codes }) => [name, codes]));
}

/** Where connections fail, the contract of the door that was called first holds. */
function contractFor({ target }: RetryCase, contracts: ReadonlyMap<string, Contract>): Contract {
  const [first = ''] = contracts.keys();
  return found(contracts, target?.door ?? first);
}

function found(contracts: ReadonlyMap<string, Contract>, door: string): Contract {
  const contract = contracts.get(door);
  if (contract === undefined) throw new Error(`there is no contract at ${door}`);
  return contract;
}
