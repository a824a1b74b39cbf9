import type { Fact, Witness } from '@dragoman/facts';

import { type Evidence, type SeenAnswer, suiteOf } from './evidence.ts';

/** Tests that hold the catalogue to the tables themselves: they call no operation. */
const OF_TABLES = /^packages\/adapter-\w+\/test\/facts\.test\.ts$/;
/** How many tests are named where a witness is wrong. */
const MAX_NAMED = 3;

/** What witnesses come to. */
export interface WitnessReport {
  readonly problems: readonly string[];
  /** Suites that facts name and that did not run. */
  readonly leftOut: ReadonlySet<string>;
}

/** Holds each fact to its witnesses: there is one, all ran and passed, and what the fact speaks of was seen by one. */
export function checkWitnesses(facts: readonly Fact[], evidence: Evidence): WitnessReport {
  const leftOut = new Set<string>();
  const problems = facts.flatMap((fact) => problemsOf(fact, evidence, leftOut));
  return { problems, leftOut };
}

function problemsOf(fact: Fact, evidence: Evidence, leftOut: Set<string>): string[] {
  const { id, witnesses } = fact;
  if (witnesses.length === 0) return [`${id} has no witness${suggestion(fact, evidence)}`];
  const ran = witnesses.filter((witness) => {
    const suite = suiteOf(witness);
    if (suite === 'jest' || evidence.hasRun(suite)) return true;
    leftOut.add(suite);
    return false;
  });
  const wrong = ran.flatMap((witness) => problemOf(witness, evidence).map((problem) => `${id}: ${problem}`));
  if (wrong.length > 0) return wrong.map((problem) => `${problem}${suggestion(fact, evidence)}`);
  const isShown = ran.length < witnesses.length || ran.some((witness) => shows(witness, fact, evidence));
  return isShown ? [] : [`${id}: none of its witnesses shows it${suggestion(fact, evidence)}`];
}

function problemOf(witness: Witness, evidence: Evidence): string[] {
  const result = evidence.resultOf(witness);
  if (result === 'passed') return [];
  const name = `${witness.file} > ${witness.test}`;
  return [result === undefined ? `its witness did not run: ${name}` : `its witness ${result}: ${name}`];
}

/** Whether the test exercised what the fact is about. */
function shows(witness: Witness, fact: Fact, evidence: Evidence): boolean {
  if (OF_TABLES.test(witness.file)) return fact.kind === 'limit' || evidence.testsThatSaw(isAbout(fact)).length > 0;
  const seen = evidence.answersOf(witness);
  return fact.operation === '*' && fact.kind !== 'error' ? true : seen.some(isAbout(fact));
}

/** Which answers show a fact. */
function isAbout({ door, operation, kind, subject, status }: Fact): (answer: SeenAnswer) => boolean {
  return (answer) =>
    isOfDoor(answer, door) &&
    (operation === '*' || answer.operation === operation) &&
    (kind !== 'error' || (answer.code === subject && (operation === '*' || !answer.injected))) &&
    (kind !== 'answer' || (answer.code === '-' && answer.status === status));
}

/** Journals do not tell an instance's gateway from the door that it belongs to. */
function isOfDoor(answer: SeenAnswer, door: string): boolean {
  return answer.door === door || `${answer.door}-instance` === door;
}

function suggestion(fact: Fact, evidence: Evidence): string {
  const tests = fact.kind === 'limit' ? evidence.testsThatSaw(isOfField(fact)) : evidence.testsThatSaw(isAbout(fact));
  if (fact.operation === '*' && fact.kind !== 'error') return '';
  const named = tests.slice(0, MAX_NAMED).map((test) => `\n    ${test}`);
  return named.length === 0 ? '; no test shows it' : `; these show it:${named.join('')}`;
}

function isOfField(fact: Fact): (answer: SeenAnswer) => boolean {
  const field = fact.subject.replaceAll('[]', '.0');
  return (answer) => isAbout(fact)(answer) && answer.field === field;
}
