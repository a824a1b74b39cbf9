/**
 * What every operation of a dialect answers, in files: a scenario calls an operation twice, its fixture has what was
 * answered, and the two answers differ, so that no operation can answer without looking at what it is asked.
 *
 * `RECORD_FIXTURES=1` makes what was answered what is expected; then look at what changed.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { loadCatalogue } from '../packages/facts/src/index.ts';
import { type ReadableOperation, watchReads, type WatchedReads } from './facts/watch-reads.ts';

/** Two calls of one operation that must not be answered alike, unless it says why they are. */
export interface Scenario<Call> {
  /** Calls before the first one, and before the one that is rejected. */
  readonly given?: readonly Call[];
  readonly first: Call;
  readonly between?: readonly Call[];
  readonly second: Call;
  /** Where an answer is empty, or says little: a call that shows what came of it. */
  readonly observe?: Call;
  readonly rejected?: Call;
  /** Why both calls are answered alike, where the operation has one answer alone. */
  readonly constant?: string;
}

/** An operation that never succeeds. */
export interface RejectedScenario<Call> {
  readonly rejected: Call;
}

/** Makes a scenario's calls in an environment of its own. */
export interface Player<Call, Exchange> {
  /** Makes a call that must succeed and is not looked at. */
  prepare(call: Call): Promise<unknown>;
  /** Makes a call that the scenario is about. */
  perform(call: Call): Promise<Exchange>;
  /** Shows what came of the call before; absent, as any other call is made. */
  observe?(call: Call): Promise<Exchange>;
}

/** A call with its answer, and what was seen of it. */
export interface Played<Exchange> {
  readonly exchange: Exchange;
  readonly observed?: Exchange;
}

/** Plays what of a scenario succeeds. */
export async function playCalls<Call, Exchange>(
  { given = [], first, between = [], second, observe }: Omit<Scenario<Call>, 'rejected'>,
  player: Player<Call, Exchange>,
): Promise<readonly [Played<Exchange>, Played<Exchange>]> {
  const prepare = async (calls: readonly Call[]): Promise<void> => {
    for (const call of calls) await player.prepare(call);
  };
  const play = async (call: Call): Promise<Played<Exchange>> => {
    const exchange = await player.perform(call);
    if (observe === undefined) return { exchange };
    return { exchange, observed: await (player.observe ?? player.perform)(observe) };
  };
  await prepare(given);
  const once = await play(first);
  await prepare(between);
  return [once, await play(second)];
}

/** Plays the call that is rejected, after what comes before the first one. */
export async function playRejected<Call, Exchange>(
  { given = [], rejected }: Pick<Scenario<Call>, 'given'> & RejectedScenario<Call>,
  player: Player<Call, Exchange>,
): Promise<Exchange> {
  for (const call of given) await player.prepare(call);
  return player.perform(rejected);
}

/** What earlier answers told, for later calls, in which `<name>` stands for it. */
export class ToldValues {
  readonly #values = new Map<string, string>();

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** The same with every `<name>` that is known filled in. */
  fill<Value>(value: Value): Value {
    const text = JSON.stringify(value).replaceAll(/<([\w:-]+)>/g, (mark: string, name: string) => {
      const told = this.#values.get(name);
      return told === undefined ? mark : JSON.stringify(told).slice(1, -1);
    });
    return JSON.parse(text) as Value;
  }
}

/** What is held of the inputs of operations: every member is read by whoever runs or permits them. */
interface ReadSuite {
  /** Whose facts say which members are ignored. */
  readonly door: string;
  readonly operations: readonly ReadableOperation[];
  /** Members that the dialect reads before an operation, of any. */
  readonly before?: readonly string[];
  /** Calls with members that no scenario has. */
  readonly more?: () => Promise<unknown>;
}

/** What of a dialect is held to fixtures. */
export interface FixtureSuite<Case extends object> {
  /** Where the fixtures are; it holds no others. */
  readonly folder: URL;
  /** The names of all operations. */
  readonly operations: readonly string[];
  readonly scenarios: Readonly<Record<string, Case>>;
  readonly reads: ReadSuite;
  /** The path of an operation's fixture in the folder, without `.json`; its name where nothing is said. */
  readonly pathOf?: (operation: string) => string;
  /**
   * Plays a scenario in a new environment. Answers what the file is to hold, with what varies from run to run masked;
   * and what tells the answers to the two calls apart, `null` where there are none.
   */
  readonly play: (
    scenario: Case,
    operation: string,
  ) => Promise<{ readonly fixture: unknown; readonly answers: readonly [unknown, unknown] | null }>;
}

/** Declares the tests of a suite. */
export function describeFixtures<Case extends object>(suite: FixtureSuite<Case>): void {
  const { folder, operations, scenarios, pathOf = (operation: string) => operation, reads } = suite;
  const played = new Set<string>();
  const play: FixtureSuite<Case>['play'] = async (scenario, operation) => {
    played.add(operation);
    return suite.play(scenario, operation);
  };
  let watched: WatchedReads;
  beforeAll(() => {
    watched = watchReads(reads.operations);
  });
  afterAll(() => {
    watched.stop();
  });

  describe.each(Object.entries(scenarios))('%s', (operation, scenario) => {
    it('answers as it is written, and two calls not alike', async () => {
      const { fixture, answers } = await play(scenario, operation);
      expectFixture(new URL(`${pathOf(operation)}.json`, folder), fixture);
      if (answers === null) return;
      if ('constant' in scenario) expect(answers[1]).toEqual(answers[0]);
      else expect(answers[1]).not.toEqual(answers[0]);
    });
  });

  it('reads every member of its input, or a fact says that it is ignored', async () => {
    for (const [operation, scenario] of Object.entries(scenarios))
      if (!played.has(operation)) await play(scenario, operation);
    await reads.more?.();
    expect(await unreadMembers(reads, watched)).toEqual([]);
  });

  it('has a scenario for each operation, and no fixture of another', () => {
    expect(Object.keys(scenarios).sort()).toEqual([...operations].sort());
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual(operations.map((operation) => `${pathOf(operation)}.json`).sort());
  });
}

/** Members that nothing reads, by operation, but for those that a fact says are ignored. */
async function unreadMembers({ door, operations, before = [] }: ReadSuite, watched: WatchedReads): Promise<string[]> {
  const catalogue = await loadCatalogue();
  return operations.flatMap(({ name }) => {
    const facts = [...catalogue.factsOf(door, name), ...catalogue.factsOf(door, '*')];
    const known = [...before, ...facts.filter(({ kind }) => kind === 'ignored').map(({ subject }) => subject)];
    const isKnown = (path: string): boolean => known.some((one) => path === one || path.startsWith(`${one}[`));
    return watched.unread(name).flatMap((path) => (isKnown(path) ? [] : [`${name}: ${path}`]));
  });
}

function expectFixture(file: URL, fixture: unknown): void {
  if (process.env['RECORD_FIXTURES'] === '1') {
    mkdirSync(new URL('./', file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`);
  }
  expect(fixture).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}
