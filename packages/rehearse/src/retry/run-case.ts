import type { ControlClient } from '@dragoman/control';

import { type JournalEntry, requestsOf } from '../program/journal.ts';
import type { ProgramRun, RunProgram } from '../program/program.ts';
import { type OpenedSandbox, withSandbox } from '../program/sandbox.ts';
import { attemptsIn } from './attempts.ts';
import type { RetryCase } from './case.ts';
import { ConnectionGate } from './connection-gate.ts';
import { countOperations, type FirstRun, operationKey } from './first-run.ts';
import { endingOf, type Observation } from './observation.ts';
import { countStored } from './stored.ts';
import { shapeOf, totalOf, waitsBetween } from './waits.ts';

/** What a case is run with. */
export interface CaseParts {
  /** Of the gateway. */
  readonly control: ControlClient;
  readonly run: RunProgram;
  readonly first: FirstRun;
  readonly timeoutMs: number;
  /** Ends it. */
  readonly signal: AbortSignal | undefined;
}

/** How often it is looked whether a program calls without end, in milliseconds. */
const LOOK_EVERY_MS = 500;
/** Who has called so often and is not done is cut: a hot loop would slow all other cases down. */
const MAX_ATTEMPTS = 300;
/** By which a program may tell one run from another. */
const CASE_VARIABLE = 'DRAGOMAN_REHEARSAL_CASE';

/** Runs the program once, in a sandbox of its own, under the fault of a case. */
export async function runCase(rehearsed: RetryCase, parts: CaseParts): Promise<Observation> {
  const { control, run, timeoutMs } = parts;
  return withSandbox(control, `rehearse retry: ${rehearsed.name}`, async (sandbox) => {
    const before = rehearsed.isCreate ? await countStored(sandbox.control) : 0;
    if (rehearsed.rule !== null) await sandbox.control.faults.set({ rules: [rehearsed.rule] });
    const gate = new ConnectionGate(rehearsed.rule === null ? rehearsed.failures : 0);
    const ended = new AbortController();
    const watch = cutWhenEndless(sandbox.control, gate, ended);
    const signal = parts.signal === undefined ? ended.signal : AbortSignal.any([ended.signal, parts.signal]);
    const variables = { [CASE_VARIABLE]: rehearsed.name };
    const admit = rehearsed.rule === null ? { admit: gate.admit } : {};
    const done = await run({ sandbox, timeoutMs, signal, variables, ...admit }).finally(() => clearInterval(watch));
    return observe(rehearsed, { done, gate, before, sandbox, first: parts.first });
  });
}

function cutWhenEndless(control: ControlClient, gate: ConnectionGate, ended: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    if (gate.attempts().length > MAX_ATTEMPTS) ended.abort();
    void control.faults.list().then(
      ({ rules }) => {
        if (rules.some(({ hits }) => hits > MAX_ATTEMPTS)) ended.abort();
      },
      // The sandbox may be gone by now.
      () => undefined,
    );
  }, LOOK_EVERY_MS);
}

interface EndedCase {
  readonly done: ProgramRun;
  readonly gate: ConnectionGate;
  /** How much was stored before. */
  readonly before: number;
  readonly sandbox: OpenedSandbox;
  readonly first: FirstRun;
}

async function observe(rehearsed: RetryCase, ended: EndedCase): Promise<Observation> {
  const { done, gate, sandbox, first } = ended;
  const entries = await requestsOf(sandbox.control);
  const attempts = rehearsed.rule === null ? gate.attempts() : attemptsIn(ofTarget(rehearsed, entries), first.calls);
  const waitsMs = waitsBetween(attempts);
  const isAnswered = rehearsed.kind === 'slow' ? done.exit === 0 : (attempts.at(-1)?.isAnswered ?? false);
  return {
    attempts: attempts.length === 0 ? await hitsOf(sandbox.control) : attempts.length,
    waitsMs,
    shape: shapeOf(waitsMs.slice(0, rehearsed.failures), rehearsed.hintMs),
    backoffMs: totalOf(waitsMs),
    doubled: rehearsed.isCreate ? await doubledIn(rehearsed, entries, ended) : 0,
    ending: endingOf(done.exit, isAnswered),
    exit: done.exit,
    seconds: done.seconds,
  };
}

/** A request that the fault holds back stands in no journal yet. */
async function hitsOf(control: ControlClient): Promise<number> {
  const { rules } = await control.faults.list();
  return rules.reduce((sum, { hits }) => sum + hits, 0);
}

function ofTarget({ target }: RetryCase, entries: readonly JournalEntry[]): JournalEntry[] {
  return entries.filter(({ door, operation }) => door === target?.door && operation === target.operation);
}

/** What is stored tells most: a create that the service recognizes as done succeeds again and leaves nothing. */
async function doubledIn(rehearsed: RetryCase, entries: readonly JournalEntry[], ended: EndedCase): Promise<number> {
  const { first, sandbox, before } = ended;
  if (first.created > 0) return Math.max(0, (await countStored(sandbox.control)) - before - first.created);
  const { target } = rehearsed;
  if (target === null) return 0;
  const succeeded = entries.filter(({ outcome }) => outcome === 'success');
  const key = operationKey(target);
  return Math.max(0, (countOperations(succeeded).get(key) ?? 0) - (first.successes.get(key) ?? 0));
}
