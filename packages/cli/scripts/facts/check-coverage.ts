import type { Catalogue, Fact } from '@dragoman/facts';
import type { Door } from '@dragoman/protocol-kit';

import type { Evidence, SeenAnswer } from './evidence.ts';

/** Doors whose facts stand under two names: an instance's gateway belongs to its cloud's door. */
const NAMES: Readonly<Record<string, readonly string[]>> = { aliyun: ['aliyun', 'aliyun-instance'] };

/**
 * Every served operation and every error of the tables has a fact that a test holds, for an operation beside its
 * limits; no fact is of an operation that is not served.
 */
export function checkCoverage(doors: readonly Door[], catalogue: Catalogue): readonly string[] {
  return doors.flatMap((door) => {
    const names = namesOf(door.name);
    const held = catalogue.facts.filter(({ door: name, witnesses }) => names.includes(name) && witnesses.length > 0);
    const operations = new Set(held.filter(({ kind }) => kind !== 'limit').map(({ operation }) => operation));
    const errors = new Set(held.filter(isOfTable).map(({ subject }) => subject));
    const served = new Set(door.operations);
    const unserved = catalogue.facts.filter(
      (fact) => names.includes(fact.door) && fact.operation !== '*' && !served.has(fact.operation),
    );
    return [
      ...door.operations
        .filter((operation) => !operations.has(operation))
        .map((operation) => `${door.name} serves ${operation}, of which no fact has a witness`),
      ...door.injectable.codes
        .filter((code) => !errors.has(code))
        .map((code) => `${door.name} can answer ${code}, of which no fact has a witness`),
      ...unserved.map(({ id }) => `${id} is of an operation that is not served`),
    ];
  });
}

/** Whatever a door answered in a test, but for what was injected, is stated: by the operation, or by its door. */
export function checkAnswers(doors: readonly Door[], catalogue: Catalogue, evidence: Evidence): readonly string[] {
  const known = new Set(doors.flatMap(({ name }) => namesOf(name)));
  const unstated = new Map<string, string>();
  for (const [test, answers] of evidence.tests) {
    for (const answer of answers) {
      if (!known.has(answer.door) || isStated(answer, catalogue)) continue;
      const { door, operation, status, code } = answer;
      const told = `${door} answered ${status} ${code} to ${operation}, which no fact states: ${test}`;
      unstated.set(`${door} ${operation} ${status} ${code}`, told);
    }
  }
  return [...unstated.values()];
}

function isStated({ door, operation, status, code, injected }: SeenAnswer, catalogue: Catalogue): boolean {
  // A status of 0 is a connection that a fault cut off.
  if (injected || status === 0) return true;
  return namesOf(door).some((name) =>
    code === '-'
      ? catalogue.factsOf(name, operation).some((fact) => fact.kind === 'answer' && fact.status === status)
      : catalogue.factsOfError(name, operation, code).length > 0,
  );
}

/** Journals do not tell an instance's gateway from the door that it belongs to. */
function namesOf(door: string): readonly string[] {
  return NAMES[door] ?? [door];
}

function isOfTable({ operation, kind }: Fact): boolean {
  return operation === '*' && kind === 'error';
}
